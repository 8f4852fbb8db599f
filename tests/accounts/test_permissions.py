"""Do the rules answer as their truth tables say?"""

from datetime import date, timedelta

import pytest

from accounts import permissions
from accounts.models import Company, HeldSkill, Trainee
from core.clock import now
from tests.cast import ROLES, Cast
from tests.factories.accounts import (
    CompanyFactory,
    CompanyMemberFactory,
    TraineeFactory,
    company_user,
)

TODAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


def code_of(denial) -> str:
    return denial.code if denial else ""


@pytest.mark.parametrize(
    ("state", "until", "code"),
    [
        ("verified", TODAY, ""),
        ("verified", TODAY - timedelta(days=1), "company.verification_expired"),
        ("registered", None, "company.not_verified"),
        ("documents_submitted", None, "company.being_checked"),
        ("returned", None, "company.not_verified"),
        ("suspended", date(2099, 1, 1), "company.suspended"),
    ],
)
def test_acting(state, until, code) -> None:
    assert (
        code_of(permissions.denies_acting(Company(state=state, verified_until=until), TODAY))
        == code
    )


@pytest.mark.parametrize(
    ("birth_on", "guardian_knows", "code"),
    [
        (date(2012, 11, 24), True, "age.child"),
        (date(2012, 11, 23), True, ""),
        (date(2012, 11, 23), False, "age.guardian"),
        (date(2008, 11, 24), False, "age.guardian"),
        (date(2008, 11, 23), False, ""),
        (date(2008, 2, 29), True, ""),
    ],
)
def test_age(birth_on, guardian_knows, code) -> None:
    assert code_of(permissions.denies_age(birth_on, TODAY, guardian_knows=guardian_knows)) == code


def allowed(cast: Cast, rule) -> set[str]:
    """The roles that a rule about a user lets through."""
    return {role for role in ROLES if role != "anonymous" and rule(cast.login(role)) is None}


def test_who_checks_names_and_decides_about_companies(cast: Cast) -> None:
    assert allowed(cast, permissions.denies_name_check) == {"office"}
    assert allowed(cast, permissions.denies_company_decision) == {"office"}


def test_who_speaks_for_a_company(cast: Cast) -> None:
    recruiter = company_user(cast.firm, role="recruiter")
    assert allowed(cast, lambda user: permissions.denies_company_change(user, cast.firm)) == {
        "company"
    }
    assert code_of(permissions.denies_company_change(recruiter, cast.firm)) == "company.owner_only"


def test_who_invites_whom(cast: Cast) -> None:
    assert allowed(cast, lambda user: permissions.denies_inviting(user, "company", cast.firm)) == {
        "company"
    }
    assert allowed(cast, lambda user: permissions.denies_inviting(user, "office", None)) == {
        "office"
    }


def test_who_needs_a_second_factor(cast: Cast) -> None:
    recruiter = company_user(cast.firm, role="recruiter")
    needing = {
        role
        for role in ROLES
        if role != "anonymous" and permissions.needs_second_factor(cast.login(role))
    }
    assert needing == {"company", "other_company", "coordinator", "other_coordinator", "office"}
    assert not permissions.needs_second_factor(recruiter)


def test_who_sees_which_companies_and_people(cast: Cast) -> None:
    firms = {
        role: set(permissions.visible_companies(cast.login(role)))
        for role in ROLES
        if role != "anonymous"
    }
    people = {
        role: set(permissions.visible_trainees(cast.login(role)))
        for role in ROLES
        if role != "anonymous"
    }
    both_firms, both_people = {cast.firm, cast.other_firm}, {cast.person, cast.other_person}
    assert {role: seen for role, seen in firms.items() if seen} == {
        "company": {cast.firm},
        "other_company": {cast.other_firm},
        "office": both_firms,
    }
    assert {role: seen for role, seen in people.items() if seen} == {
        "trainee": {cast.person},
        "other_trainee": {cast.other_person},
        "coordinator": {cast.person},
        "other_coordinator": {cast.other_person},
        "office": both_people,
    }


def test_a_deactivated_member_sees_nothing(cast: Cast) -> None:
    cast.company.membership.is_active = False
    cast.company.membership.save()
    assert not permissions.visible_companies(cast.company).exists()


@pytest.mark.parametrize(
    ("days", "code"), [(0, "company.until"), (1, ""), (180, ""), (181, "company.until")]
)
def test_the_next_check_is_near(days, code) -> None:
    assert code_of(permissions.denies_verified_until(TODAY + timedelta(days=days), TODAY)) == code


def test_a_company_keeps_an_owner() -> None:
    firm = CompanyFactory()
    owner = CompanyMemberFactory(company=firm, role="owner")
    recruiter = CompanyMemberFactory(company=firm, role="recruiter")
    assert code_of(permissions.denies_deactivating(owner)) == "member.last_owner"
    assert permissions.denies_deactivating(recruiter) is None
    CompanyMemberFactory(company=firm, role="owner")
    assert permissions.denies_deactivating(owner) is None


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        ("self_declared", ""),
        ("certificate", "skill.proven"),
        ("employer", "skill.proven"),
        ("work_sample", "skill.proven"),
    ],
)
def test_proven_skills_stay(evidence, code) -> None:
    assert code_of(permissions.denies_declaring(HeldSkill(evidence=evidence))) == code


def test_a_checked_name_stays() -> None:
    unchecked, checked = Trainee(real_name="甲"), Trainee(real_name="甲", verified_at=now())
    assert permissions.denies_renaming(unchecked, "乙") is None
    assert permissions.denies_renaming(checked, "甲") is None
    assert code_of(permissions.denies_renaming(checked, "乙")) == "profile.name_checked"


def test_who_can_be_verified() -> None:
    assert permissions.denies_verifying(Trainee(real_name="甲")) is None
    assert code_of(permissions.denies_verifying(Trainee())) == "person.nameless"
    assert (
        code_of(permissions.denies_verifying(Trainee(real_name="甲", merged_into=TraineeFactory())))
        == "person.merged"
    )


def test_a_person_changes_only_their_own_profile(cast: Cast) -> None:
    assert allowed(cast, lambda user: permissions.denies_profile_change(user, cast.person)) == {
        "trainee"
    }
