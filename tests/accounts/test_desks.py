"""Whose desk is this, and what does everybody else read at its door?"""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import ROLES, Cast
from tests.factories.accounts import UserFactory, coordinator_user

pytestmark = pytest.mark.django_db
TRAINEES = {"trainee", "other_trainee"}
COMPANIES = {"company", "other_company"}
SCHOOLS = {"coordinator", "other_coordinator"}
TEACHERS = {"teacher", "other_teacher"}
DESKS = {
    "matching:my_applications": ("desk.trainee", "这个页面只供学员使用。", TRAINEES),
    "matching:company_desk": ("desk.company", "这个页面只供企业使用。", COMPANIES),
    "outcomes:university_desk": ("desk.university", "这个页面只供院校协调员使用。", SCHOOLS),
    "matching:office_openings": ("desk.office", "这个页面只供主管部门使用。", {"office"}),
    "training:teaching_desk": ("desk.teacher", "这个页面只供教师使用。", {*TEACHERS, "office"}),
    "matching:university_evidence": (
        "desk.verifier",
        "这个页面只供核验人员使用。",
        {*SCHOOLS, "office"},
    ),
}


@pytest.mark.parametrize("name", DESKS)
def test_a_desk_lets_its_people_in_and_tells_everybody_else(cast: Cast, name: str) -> None:
    code, sentence, people = DESKS[name]
    for role in ROLES[1:]:
        client = Client()
        client.force_login(cast.login(role))
        answer = client.get(reverse(name))
        denial = answer.context.get("denial") if answer.status_code == 403 else None

        assert (role, answer.status_code) == (role, 200 if role in people else 403)
        assert role in people or (denial.code, sentence in answer.content.decode()) == (code, True)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("matching:my_applications", "trainee"), ("matching:company_desk", "company")],
)
def test_an_account_without_a_profile_or_a_company_has_no_desk(client, name, kind) -> None:
    client.force_login(UserFactory(kind=kind))

    assert client.get(reverse(name)).status_code == 403


def test_a_coordinator_who_was_taken_out_has_none_either(client: Client) -> None:
    former = coordinator_user()
    client.force_login(former)
    before = client.get(reverse("outcomes:university_desk")).status_code
    former.coordinator.is_active = False
    former.coordinator.save()
    answer = client.get(reverse("outcomes:university_desk"))

    assert (before, answer.status_code, answer.context["denial"].code) == (
        200,
        403,
        "desk.university",
    )
