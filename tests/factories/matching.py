"""The openings, applications and placements that tests are about: real rows with sensible defaults."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from fpdf import FPDF

from core import clock
from matching.content_keys import content_key
from matching.models import (
    Application,
    Offer,
    Opening,
    OpeningReport,
    OpeningSkill,
    Placement,
    PlacementEvidence,
)
from matching.states import ReportReason
from tests.factories.accounts import CompanyFactory, DivisionFactory, TraineeFactory
from tests.factories.skills import OccupationFactory, SkillFactory

PUBLISHED = datetime(2026, 11, 1, 1, 0, tzinfo=UTC)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc00000030101009c6e8d0b0000000049454e44ae426082"
)


def _paper() -> bytes:
    """A PDF with one page and a word on it."""
    paper = FPDF()
    paper.add_page()
    paper.set_font("helvetica")
    paper.cell(text="paper")
    return bytes(paper.output())


PDF = _paper()


class OpeningFactory(DjangoModelFactory):
    """A live opening of a verified company: two positions for live-stream hosts."""

    class Meta:
        model = Opening
        skip_postgeneration_save = True

    company = factory.SubFactory(CompanyFactory)
    occupation = factory.SubFactory(OccupationFactory)
    title = "女装主播"
    duties = "负责女装直播讲解，每天开播四小时。"
    conditions = "普通话清楚，愿意学习。"
    headcount = 2
    division = factory.SubFactory(DivisionFactory)
    address = "示例路1号"
    pay_min = 5000
    pay_max = 8000
    pay_base = 4000
    shift = "早八晚五，月休四天"
    contract_type = "full_time"
    valid_until = factory.LazyFunction(lambda: clock.today() + timedelta(days=200))
    state = "published"
    submitted_at = PUBLISHED
    published_at = PUBLISHED
    closed_at = factory.LazyAttribute(
        lambda o: PUBLISHED if o.state in {"closed", "filled", "expired"} else None
    )

    @factory.post_generation
    def asks(self, create: bool, skills: Any, **kwargs: Any) -> None:
        """Ask for skills: `OpeningFactory(asks={"live_pitch": 3})`."""
        for code, level in (skills or {}).items():
            OpeningSkill.objects.create(
                opening=self, skill=SkillFactory(code=code), level=level, is_essential=True
            )
        if create:
            self.content_key = content_key(self, self.asked.all())
            self.save(update_fields=["content_key"])


class InternshipFactory(OpeningFactory):
    """A lawful internship."""

    contract_type = "internship"
    has_three_party_agreement = True
    excludes_first_years = True
    asks_guardian_consent = True


class ApplicationFactory(DjangoModelFactory):
    """A new application; pass state= for another moment (see the makers below for whole histories)."""

    class Meta:
        model = Application

    trainee = factory.SubFactory(TraineeFactory)
    opening = factory.SubFactory(OpeningFactory)
    profile = factory.LazyAttribute(
        lambda o: {"name": o.trainee.real_name, "skills": [], "certificates": []}
    )
    lapses_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=14))
    rejection_reason = factory.LazyAttribute(lambda o: "other" if o.state == "rejected" else "")
    breached_by = factory.LazyAttribute(lambda o: "person" if o.state == "breached" else "")
    state = "submitted"


class OfferFactory(DjangoModelFactory):
    """An offer that can be answered this week."""

    class Meta:
        model = Offer

    application = factory.SubFactory(ApplicationFactory, state="offered")
    pay = 6000
    start_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=7))
    expires_on = factory.LazyAttribute(lambda o: min(o.start_on, clock.today() + timedelta(days=5)))


class PlacementFactory(DjangoModelFactory):
    """A start that the company has claimed."""

    class Meta:
        model = Placement

    application = factory.SubFactory(ApplicationFactory, state="hire_claimed")
    trainee = factory.SelfAttribute("application.trainee")
    opening = factory.SelfAttribute("application.opening")
    company = factory.SelfAttribute("opening.company")
    start_on = date(2026, 11, 2)
    contract_type = "full_time"
    pay = 6000
    destination_code = "11"


class ConfirmedPlacementFactory(PlacementFactory):
    """A start that the person confirmed."""

    application = factory.SubFactory(ApplicationFactory, state="placed")
    confirmed_at = PUBLISHED
    confirmed_by = factory.SelfAttribute("trainee.user")


class PlacementEvidenceFactory(DjangoModelFactory):
    """A labour contract to be checked."""

    class Meta:
        model = PlacementEvidence

    placement = factory.SubFactory(ConfirmedPlacementFactory)
    kind = "labour_contract"
    file = factory.LazyFunction(lambda: ContentFile(PNG, name="contract.png"))


class OpeningReportFactory(DjangoModelFactory):
    """A report that nobody has handled."""

    class Meta:
        model = OpeningReport

    opening = factory.SubFactory(OpeningFactory)
    reason = ReportReason.FEE
