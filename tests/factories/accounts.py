"""The people and firms that tests are about: real rows with sensible defaults."""

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory
from django.conf import settings
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from stdnum.cn import uscc

from accounts import names
from accounts.models import (
    Company,
    CompanyKind,
    CompanyMember,
    CompanyRole,
    CompanySize,
    Consent,
    Coordinator,
    Division,
    DivisionKind,
    EducationLevel,
    HeldSkill,
    Major,
    NationalCertificate,
    RosterEntry,
    SkillProof,
    Trainee,
    University,
    UniversityLevel,
    User,
    UserKind,
)
from accounts.national import issuer_key
from core import clock

CONFIRMED = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
PNG_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc00000030101009c6e8d0b0000000049454e44ae426082"
)
PASSWORD = "pass-for-tests-1"
_companies = itertools.count(1)


def make_uscc(number: int) -> str:
    """Return a code with a right check digit in a region that does not exist."""
    body = f"91429099TRY{number:06d}"
    return body + uscc.calc_check_digit(body)


class UserFactory(DjangoModelFactory):
    """A confirmed trainee login, without the trainee's profile."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    kind = UserKind.TRAINEE
    email = factory.Sequence(lambda n: f"person{n}@zhicai.example")
    real_name = factory.Sequence(lambda n: f"示例学员{n}")
    contact_confirmed_at = CONFIRMED

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(password=kwargs.pop("password", PASSWORD), **kwargs)


class DivisionFactory(DjangoModelFactory):
    """A town."""

    class Meta:
        model = Division
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"4290991{n:02d}")
    name_zh = factory.Sequence(lambda n: f"示例{n}镇")
    name_en = factory.Sequence(lambda n: f"Example {n} Town")
    kind = DivisionKind.TOWN


class EducationLevelFactory(DjangoModelFactory):
    """Junior college."""

    class Meta:
        model = EducationLevel
        django_get_or_create = ("code",)

    code = "31"
    name_zh = "大学专科毕业"
    name_en = "Junior college"
    rank = 4


class MajorFactory(DjangoModelFactory):
    """Online marketing and live commerce."""

    class Meta:
        model = Major
        django_get_or_create = ("code",)

    code = "530704"
    name_zh = "网络营销与直播电商"
    name_en = "Online marketing and live commerce"
    level = "高职专科"
    level_en = "Vocational college"


class UniversityFactory(DjangoModelFactory):
    """A fictional school."""

    class Meta:
        model = University

    code = factory.Sequence(lambda n: f"test-school-{n}")
    name_zh = factory.Sequence(lambda n: f"示例学院{n}（虚构）")
    name_en = factory.Sequence(lambda n: f"Example college {n} (fictional)")
    level = UniversityLevel.VOCATIONAL_COLLEGE
    is_fictional = True


class TraineeFactory(DjangoModelFactory):
    """A person with a confirmed contact whose real name is not checked yet."""

    class Meta:
        model = Trainee
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    real_name = factory.SelfAttribute("user.real_name")

    @factory.post_generation
    def agrees(self, create: bool, purposes: Any, **kwargs: Any) -> None:
        """Agree to what is asked when joining: `TraineeFactory(agrees=())` agrees to nothing."""
        if not create:
            return
        asked = ("terms", "privacy", *(("recommendation",) if self.uses_recommendations else ()))
        agree(self, *(asked if purposes is None else purposes))


def agree(trainee: Trainee, *purposes: str) -> Trainee:
    """Let a person agree to purposes in the version of today; what stands already stands on."""
    for purpose in purposes:
        Consent.objects.get_or_create(
            user=trainee.user,
            purpose=purpose,
            withdrawn_at=None,
            defaults={"version": settings.CONSENT_VERSIONS[purpose]},
        )
    return trainee


class VerifiedTraineeFactory(TraineeFactory):
    """A person who counts: contact confirmed, real name checked against a roster."""

    verified_at = CONFIRMED
    verified_against = "roster"


class CompanyFactory(DjangoModelFactory):
    """A fictional firm, verified for years to come."""

    class Meta:
        model = Company

    uscc = factory.LazyFunction(lambda: make_uscc(next(_companies)))
    name_zh = factory.Sequence(lambda n: f"示例服饰{n}有限公司（虚构）")
    name_en = factory.Sequence(lambda n: f"Example Garments {n} (fictional)")
    kind = CompanyKind.SHOP_OPERATOR
    size = CompanySize.SMALL
    state = "verified"
    verified_until = factory.LazyAttribute(
        lambda o: date(2099, 12, 31) if o.state == "verified" else None
    )
    is_fictional = True


class CompanyMemberFactory(DjangoModelFactory):
    """An owner of a firm."""

    class Meta:
        model = CompanyMember

    company = factory.SubFactory(CompanyFactory)
    user = factory.SubFactory(UserFactory, kind=UserKind.COMPANY)
    role = CompanyRole.OWNER


class CoordinatorFactory(DjangoModelFactory):
    """A coordinator of a school."""

    class Meta:
        model = Coordinator

    user = factory.SubFactory(UserFactory, kind=UserKind.UNIVERSITY)
    university = factory.SubFactory(UniversityFactory)


class RosterEntryFactory(DjangoModelFactory):
    """One line of a school's roster."""

    class Meta:
        model = RosterEntry

    university = factory.SubFactory(UniversityFactory)
    real_name = "示例学员"
    name_key = factory.LazyAttribute(lambda entry: names.key(entry.real_name))
    student_number = factory.Sequence(lambda n: f"2026{n:05d}")


class HeldSkillFactory(DjangoModelFactory):
    """A self-declared skill; pass trainee and skill."""

    class Meta:
        model = HeldSkill

    trainee = factory.SubFactory(TraineeFactory)
    level = 2

    @classmethod
    def _create(cls, model_class: type[HeldSkill], *args: Any, **kwargs: Any) -> HeldSkill:
        """Make the proof that the profile shows along with it."""
        held = super()._create(model_class, *args, **kwargs)
        SkillProof.objects.create(
            trainee=held.trainee, skill=held.skill, level=held.level, evidence=held.evidence,
            reference=held.evidence_reference, proven_on=clock.today(),
        )  # fmt: skip
        return held


class NationalCertificateFactory(DjangoModelFactory):
    """A sewing worker's certificate of grade 4 that waits for the check; `checked_by` or `why_not` make it decided."""

    class Meta:
        model = NationalCertificate

    trainee = factory.SubFactory(VerifiedTraineeFactory)
    kind = "skill_level"
    occupation = "缝纫工"
    grade = 4
    number = factory.Sequence(lambda n: f"S0000420000{n:010d}")
    issuer = "示例职业技能鉴定中心（虚构）"
    issuer_key = factory.LazyAttribute(lambda each: issuer_key(each.issuer))
    issued_on = date(2026, 3, 2)
    paper = factory.LazyFunction(lambda: ContentFile(PNG_DOT, name="paper.png"))
    claimed_at = datetime(2026, 11, 1, 1, 0, tzinfo=UTC)
    checked_at = factory.LazyAttribute(
        lambda each: datetime(2026, 11, 2, 1, 0, tzinfo=UTC) if each.checked_by else None
    )
    checked_by = None
    state = factory.LazyAttribute(
        lambda each: "checked" if each.checked_by else "refused" if each.why_not else "claimed"
    )
    why_not = ""


def company_user(
    company: Company | None = None, role: str = CompanyRole.OWNER, **fields: Any
) -> User:
    """Return the login of a member of a (new, verified) company."""
    user = UserFactory(kind=UserKind.COMPANY, **fields)
    CompanyMemberFactory(user=user, company=company or CompanyFactory(), role=role)
    return user


def coordinator_user(university: University | None = None, **fields: Any) -> User:
    """Return the login of a coordinator of a (new) school."""
    user = UserFactory(kind=UserKind.UNIVERSITY, **fields)
    CoordinatorFactory(user=user, university=university or UniversityFactory())
    return user


def teacher_user(**fields: Any) -> User:
    """Return a teacher's login."""
    return UserFactory(kind=UserKind.TEACHER, **fields)


def office_user(**fields: Any) -> User:
    """Return the login of a member of the programme office."""
    return UserFactory(kind=UserKind.OFFICE, is_staff=True, **fields)


def years_before(day: date, years: int) -> date:
    """Return a birthday that makes somebody `years` old and ten days."""
    return date(day.year - years, day.month, day.day) - timedelta(days=10)
