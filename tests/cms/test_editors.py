"""Office staff edit; nobody else enters the admin, whatever groups an old mistake left them in."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from cms.setup.editors import EDITORS, MODERATORS, let_in, make_editing_rights
from tests.cast import ROLES, Cast
from tests.factories.accounts import office_user
from tests.factories.cms import site
from tests.factories.training import CourseFactory

pytestmark = pytest.mark.django_db


def test_making_the_rights_twice_makes_them_once() -> None:
    make_editing_rights()
    counts = [group.permissions.count() for group in Group.objects.order_by("name")]
    assert (
        make_editing_rights(),
        [group.permissions.count() for group in Group.objects.order_by("name")],
    ) == (
        0,
        counts,
    )


def test_an_office_person_becomes_a_moderator_at_login(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    assert [group.name for group in cast.office.groups.all()] == [MODERATORS]


def test_logging_in_again_changes_nothing(client: Client, cast: Cast) -> None:
    let_in(cast.office)
    let_in(cast.office)
    assert cast.office.groups.count() == 1


def test_an_office_person_who_is_an_editor_alone_stays_one(cast: Cast) -> None:
    cast.office.groups.add(Group.objects.get(name=EDITORS))
    let_in(cast.office)
    assert [group.name for group in cast.office.groups.all()] == [EDITORS]


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"anonymous", "office"}])
def test_everybody_else_is_put_out_of_the_groups_and_refused(
    client: Client, cast: Cast, role: str
) -> None:
    site()
    person = cast.login(role)
    person.groups.add(*Group.objects.filter(name__in=[EDITORS, MODERATORS]))

    client.force_login(person)

    assert person.groups.count() == 0
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_somebody_who_left_the_office_is_put_out() -> None:
    person = office_user()
    let_in(person)
    person.is_active = False
    let_in(person)
    assert person.groups.count() == 0


def test_the_admin_home_shows_the_way_to_the_board(client: Client, cast: Cast) -> None:
    site()
    client.force_login(cast.office)
    assert (
        reverse("outcomes:office_board")
        in client.get(reverse("wagtailadmin_home")).content.decode()
    )


def test_the_office_lists_are_for_looking(client: Client, cast: Cast) -> None:
    course = CourseFactory()
    make_editing_rights()
    client.force_login(cast.office)
    listed = client.get(reverse("course:index")).content.decode()

    assert course.code in listed
    assert client.get(reverse("course:inspect", args=[course.pk])).status_code == 200
    for name, args in (("add", []), ("edit", [course.pk]), ("delete", [course.pk])):
        assert client.get(reverse(f"course:{name}", args=args)).status_code == 302


@pytest.mark.parametrize("name", ["counts_to_goal", "is_active"])
def test_the_list_of_courses_is_sorted_by_yes_and_no(client: Client, cast: Cast, name: str) -> None:
    yes, no = CourseFactory(**{name: True}), CourseFactory(**{name: False})
    make_editing_rights()
    client.force_login(cast.office)
    for ordering, expected in ((name, [no, yes]), (f"-{name}", [yes, no])):
        page = client.get(reverse("course:index"), {"ordering": ordering})
        assert list(page.context["object_list"]) == expected
    assert f"ordering={name}" in page.content.decode()


@pytest.mark.parametrize("name", ["indicator", "annualtarget"])
def test_figures_and_goals_are_listed(client: Client, cast: Cast, name: str) -> None:
    make_editing_rights()
    client.force_login(cast.office)
    assert client.get(reverse(f"{name}:index")).status_code == 200


def test_not_even_a_superuser_changes_operational_rows_here(client: Client) -> None:
    client.force_login(office_user(is_superuser=True))
    assert client.get(reverse("course:add")).status_code == 302


def test_the_operator_moves_somebody_between_the_groups(cast: Cast) -> None:
    for option, group in (("--alone", EDITORS), ("--publishes", MODERATORS)):
        call_command("editor", cast.office.email, option)
        let_in(cast.office)
        assert [each.name for each in cast.office.groups.all()] == [group]


def test_nobody_outside_the_office_becomes_an_editor(cast: Cast) -> None:
    with pytest.raises(CommandError):
        call_command("editor", cast.teacher.email, "--alone")


def test_an_editor_keeps_how_the_screens_look_without_typing_a_name(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.office)
    page = client.get("/cms/account/").content.decode()
    sent = {
        "locale-preferred_language": "zh-hans",
        "theme-theme": "dark",
        "theme-contrast": "system",
        "theme-density": "default",
    }

    assert ("first_name" in page, client.post("/cms/account/", sent).status_code) == (False, 302)
    assert cast.office.wagtail_userprofile.theme == "dark"
