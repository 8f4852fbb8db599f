"""Editors draft, preview, submit, approve, schedule and delete; nothing operational moves with a page."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow

from cms.models import CoursePage
from cms.setup.editors import EDITORS, let_in
from cms.tasks import publish_scheduled
from core.clock import now
from tests.factories.accounts import office_user
from tests.factories.cms import catalogue_of, course_page
from tests.factories.training import CourseFactory, CourseRunFactory, EnrolmentFactory, completed
from training.models import Certificate, Course, CourseRun, Enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    """An office person, let in at login."""
    catalogue_of()
    person = office_user()
    let_in(person)
    return person


@pytest.fixture
def editor():
    """An office person who may write and not publish."""
    from django.contrib.auth.models import Group

    catalogue_of()
    person = office_user()
    person.groups.add(Group.objects.get(name=EDITORS))
    return person


def test_a_second_page_of_the_same_course_and_language_is_refused() -> None:
    page = course_page()
    twin = CoursePage(
        title="又一页", slug="again", course=page.course, intro="简介", locale=page.locale
    )

    with pytest.raises(ValidationError) as refused:
        catalogue_of().add_child(instance=twin)

    assert list(refused.value.message_dict) == ["course"]


def test_the_same_course_has_a_page_in_the_other_language() -> None:
    page = course_page()
    assert course_page(page.course, "en").course == page.course


def test_a_page_that_was_taken_down_makes_room_for_another() -> None:
    page = course_page()
    page.unpublish()
    again = CoursePage(
        title="新的一页", slug="again", course=page.course, intro="简介", locale=page.locale
    )

    catalogue_of().add_child(instance=again)

    assert list(CoursePage.objects.live().filter(course=page.course, locale=page.locale)) == [again]


def test_a_draft_is_seen_by_nobody_until_it_is_published(client: Client) -> None:
    page = course_page()
    page.intro = "改过的简介"
    revision = page.save_revision()
    before = client.get(page.url).content.decode()

    revision.publish()

    assert ("改过的简介" in before, "改过的简介" in client.get(page.url).content.decode()) == (
        False,
        True,
    )


def test_an_editors_page_waits_for_a_moderator(editor, moderator, client: Client) -> None:
    page = course_page()
    page.intro = "等待审批的简介"
    page.save_revision(user=editor)
    state = Workflow.objects.get().start(page, editor)
    page.refresh_from_db()
    waiting = page.intro

    state.current_task_state.specific.task.specific.on_action(
        state.current_task_state, moderator, "approve"
    )

    page.refresh_from_db()
    assert (waiting == "等待审批的简介", page.intro, page.live) == (False, "等待审批的简介", True)


def test_an_editor_cannot_publish_and_a_moderator_can(editor, moderator) -> None:
    page = course_page()
    assert (
        page.permissions_for_user(editor).can_edit(),
        page.permissions_for_user(editor).can_publish(),
        page.permissions_for_user(moderator).can_publish(),
    ) == (True, False, True)


def test_a_page_goes_live_at_its_hour(client: Client) -> None:
    page = course_page()
    page.unpublish()
    page.go_live_at = now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    publish_scheduled()
    page.refresh_from_db()
    early = page.live
    reached = now() - timedelta(minutes=1)
    revision.refresh_from_db()
    revision.approved_go_live_at, revision.content["go_live_at"] = reached, reached.isoformat()
    revision.save()

    publish_scheduled()

    page.refresh_from_db()
    assert (early, page.live) == (False, True)


def test_a_page_comes_down_at_its_hour() -> None:
    page = course_page()
    CoursePage.objects.filter(pk=page.pk).update(expire_at=now() - timedelta(minutes=1))

    publish_scheduled()

    page.refresh_from_db()
    assert page.live is False


def test_the_editor_and_its_preview_open(moderator, client: Client) -> None:
    page = course_page()
    client.force_login(moderator)
    page.save_revision(user=moderator)

    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert (edit.status_code, preview.status_code, page.title in preview.content.decode()) == (
        200,
        200,
        True,
    )


def test_deleting_copying_and_purging_pages_changes_nothing_operational() -> None:
    run = CourseRunFactory()
    EnrolmentFactory(run=run)
    completed()
    page = course_page(run.course)
    page.save_revision()
    before = operational()

    copied = page.copy(
        to=catalogue_of(), update_attrs={"slug": "copy", "title": "副本"}, keep_live=False
    )
    call_command("purge_revisions", verbosity=0)
    copied.delete()
    page.delete()

    assert operational() == before


def test_a_course_with_a_page_cannot_be_deleted() -> None:
    page = course_page()
    with pytest.raises(ProtectedError):
        page.course.delete()


def operational() -> list[object]:
    """Everything that must not move with a page."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Course, CourseRun, Enrolment, Certificate)
    ]


def test_a_translation_of_a_page_starts_as_a_draft_in_the_other_tree() -> None:
    from wagtail.models import Locale

    page = course_page(CourseFactory())
    CoursePage.objects.filter(course=page.course, locale__language_code="en").delete()

    twin = page.copy_for_translation(Locale.objects.get(language_code="en"))

    assert (twin.live, twin.course, twin.slug, twin.get_parent().specific) == (
        False,
        page.course,
        page.slug,
        catalogue_of("en"),
    )
