"""Does the database itself keep what must always be true?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import (
    AccessLog,
    Company,
    CompanyMember,
    Consent,
    Division,
    HeldSkill,
    Invitation,
    RosterEntry,
    Trainee,
    University,
    User,
    WorkSample,
)
from core.clock import now
from skills.models import Skill, SkillGroup
from tests.factories.accounts import (
    CompanyFactory,
    CompanyMemberFactory,
    DivisionFactory,
    RosterEntryFactory,
    TraineeFactory,
    UniversityFactory,
    UserFactory,
    VerifiedTraineeFactory,
    office_user,
)

MOMENT = datetime(
    2026, 11, 1, 1, 0, tzinfo=UTC
)  # a value of a parameter is the same in every process
pytestmark = pytest.mark.django_db


def refuses(model, pk: int, **values) -> bool:
    """Does the database refuse the values?"""
    try:
        with transaction.atomic():
            model.objects.filter(pk=pk).update(**values)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "admin"},
        {"email": None},
        {"email": ""},
        {"phone": ""},
        {"anonymised_at": MOMENT},
    ],
    ids=str,
)
def test_users(values) -> None:
    assert refuses(User, UserFactory().pk, **values)


def test_an_anonymised_user_may_be_empty() -> None:
    gone = {
        "email": None,
        "phone": None,
        "real_name": "",
        "is_active": False,
        "anonymised_at": now(),
    }
    assert not refuses(User, UserFactory().pk, **gone)


@pytest.mark.parametrize(
    "values",
    [
        {"verified_at": MOMENT},
        {"verified_against": "roster"},
        {"verified_at": MOMENT, "verified_against": "office"},
        {"profile_version": 0},
    ],
    ids=str,
)
def test_trainees(values) -> None:
    assert refuses(Trainee, TraineeFactory().pk, **values)


def test_a_name_checked_by_the_office_names_who() -> None:
    whole = {"verified_at": now(), "verified_against": "office", "verified_by": office_user()}
    assert not refuses(Trainee, TraineeFactory().pk, **whole)


def test_nobody_is_merged_into_themselves() -> None:
    trainee = VerifiedTraineeFactory()
    assert refuses(Trainee, trainee.pk, merged_into=trainee)


@pytest.mark.parametrize(
    "values",
    [{"state": "closed"}, {"verified_until": None}, {"kind": "bank"}, {"size": "many"}],
    ids=str,
)
def test_companies(values) -> None:
    assert refuses(Company, CompanyFactory().pk, **values)


def test_a_code_belongs_to_one_company() -> None:
    assert refuses(Company, CompanyFactory().pk, uscc=CompanyFactory().uscc)


def test_members_places_and_schools_are_of_known_kinds() -> None:
    assert refuses(CompanyMember, CompanyMemberFactory().pk, role="boss")
    assert refuses(Division, DivisionFactory().pk, kind="planet")
    assert refuses(University, UniversityFactory().pk, level="kindergarten")


def test_a_student_number_is_on_a_roster_once() -> None:
    one = RosterEntryFactory()
    other = RosterEntryFactory(university=one.university)
    assert refuses(RosterEntry, other.pk, student_number=one.student_number)


@pytest.fixture
def held() -> HeldSkill:
    group = SkillGroup.objects.create(code="live", name_zh="直播", name_en="Live")
    skill = Skill.objects.create(
        code="live_pitch", name_zh="直播话术", name_en="Live pitch", group=group
    )
    return HeldSkill.objects.create(trainee=TraineeFactory(), skill=skill, level=2)


@pytest.mark.parametrize("values", [{"level": 0}, {"level": 6}, {"evidence": "rumour"}], ids=str)
def test_held_skills(held: HeldSkill, values) -> None:
    assert refuses(HeldSkill, held.pk, **values)


def test_a_skill_is_held_once(held: HeldSkill) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        HeldSkill.objects.create(trainee=held.trainee, skill=held.skill, level=3)


def test_a_work_sample_shows_something() -> None:
    sample = WorkSample.objects.create(
        trainee=TraineeFactory(), title="打版", link="https://zhicai.example/1"
    )
    assert refuses(WorkSample, sample.pk, link="")


@pytest.mark.parametrize(
    "values",
    [{"purpose": "spam"}, {"version": ""}, {"withdrawn_at": MOMENT - timedelta(days=9999)}],
    ids=str,
)
def test_consents(values) -> None:
    consent = Consent.objects.create(user=UserFactory(), purpose="terms", version="1")
    assert refuses(Consent, consent.pk, **values)


def test_a_consent_is_live_once() -> None:
    consent = Consent.objects.create(user=UserFactory(), purpose="terms", version="1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(user=consent.user, purpose="terms", version="2")


def test_a_look_says_what() -> None:
    look = AccessLog.objects.create(trainee=TraineeFactory(), by=office_user(), what="profile")
    assert refuses(AccessLog, look.pk, what="")


@pytest.fixture
def invitation() -> Invitation:
    return Invitation.objects.create(
        email="new@zhicai.example",
        kind="teacher",
        token_hash="x",
        expires_at=now() + timedelta(days=1),
        by=office_user(),
    )


@pytest.mark.parametrize(
    "values",
    [
        {"email": ""},
        {"kind": "trainee"},
        {"kind": "company"},
        {"kind": "university"},
        {"role": "owner"},
        {"expires_at": MOMENT - timedelta(days=1)},
        {"accepted_at": MOMENT},
    ],
    ids=str,
)
def test_invitations(invitation: Invitation, values) -> None:
    assert refuses(Invitation, invitation.pk, **values)


def test_an_invitation_is_not_both_accepted_and_revoked(invitation: Invitation) -> None:
    both = {"accepted_at": now(), "accepted_by": UserFactory(), "revoked_at": now()}
    assert refuses(Invitation, invitation.pk, **both)


def test_people_have_names_to_show() -> None:
    user = UserFactory(real_name="")
    assert (str(user), user.get_full_name(), user.get_short_name()) == (
        user.email,
        user.email,
        user.email,
    )
    assert [str(User.objects.create_superuser(f"s{n}@zhicai.example", "p")) for n in (1,)] == [
        "s1@zhicai.example"
    ]
