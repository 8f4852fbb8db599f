"""Are hires, placements and openings true (I9, I11, I13)?"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from accounts.states import CompanyState
from core.bounds import LEAST_PAY
from core.clock import local_date
from matching.evidence import proves
from matching.lawful import findings
from matching.lawful.fields import names_read
from matching.models import (
    Application,
    Opening,
    Placement,
    PlacementEvidence,
    PlacementProposal,
    PlacementSeats,
)
from matching.models.openings import AUTHORED
from matching.queries.placements import employment_placements
from matching.states import ApplicationGroup, ApplicationState, EvidenceState, OpeningState
from outcomes.audit.findings import Breach, rows, things

HIRED = ApplicationState.of(ApplicationGroup.HIRED)


def hires_within_positions(now: datetime) -> list[Breach]:
    """I9: one application a person and opening; hires and the proposals of a round are within the positions."""
    twice = (
        Application.objects.order_by()
        .values("trainee_id", "opening_id")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
        .order_by("trainee_id", "opening_id")
    )
    holding = Count("applications", filter=Q(applications__state__in=HIRED))
    counted = Opening.objects.annotate(holding=holding)
    return [
        *things(
            "applied twice",
            (f"trainee:{row['trainee_id']} opening:{row['opening_id']}" for row in twice),
        ),
        *rows("more hires than positions", Opening.objects.filter(hires__gt=F("headcount"))),
        *rows("the counter differs from the applications", counted.exclude(holding=F("hires"))),
        *rows(
            "more proposed than positions were free",
            PlacementSeats.objects.filter(filled__gt=F("free")),
        ),
        *things("proposals that the round's positions do not know", _proposals_without_seat()),
    ]


def _proposals_without_seat() -> Iterable[str]:
    """Yield rounds and openings whose proposals differ from the positions that the round filled."""
    counted = Counter(PlacementProposal.objects.order_by().values_list("round_id", "opening_id"))
    kept = {
        row[:2]: row[2]
        for row in PlacementSeats.objects.order_by().values_list("round_id", "opening_id", "filled")
    }
    for round_id, opening_id in counted.keys() | kept.keys():
        if counted[round_id, opening_id] != kept.get((round_id, opening_id), 0):
            yield f"round:{round_id} opening:{opening_id}"


def placements_attested(now: datetime) -> list[Breach]:
    """I11: confirmed by the person and nobody else; verified with accepted papers of the right kind."""
    confirmed = Placement.objects.filter(confirmed_at__isnull=False)
    verified = Placement.objects.filter(verified_at__isnull=False)
    return [
        *rows("confirmed by somebody else", confirmed.exclude(confirmed_by=F("trainee__user"))),
        *rows("placed without the person's yes", _without_yes()),
        *rows("a second job that nobody asked about", _doubled()),
        *rows("verified but not confirmed", verified.filter(confirmed_at=None)),
        *rows("verified in state but not in fact", _verified_in_name()),
        *rows("an internship paper was accepted", _accepted().filter(kind="internship_agreement")),
        *things("verified without the right papers", _unproven()),
    ]


def _without_yes() -> QuerySet[Application]:
    return Application.objects.filter(
        state__in=ApplicationState.of(ApplicationGroup.STANDS)
    ).filter(Q(placement=None) | Q(placement__confirmed_at=None))


def _doubled() -> QuerySet[Placement]:
    """Return confirmed jobs that go on beside an earlier one without being marked as second ones."""
    going_on = employment_placements().filter(
        confirmed_at__isnull=False, ended_on=None, second_job_reason=""
    )
    return going_on.filter(
        Exists(going_on.filter(trainee=OuterRef("trainee"), pk__lt=OuterRef("pk")))
    )


def _verified_in_name() -> QuerySet[Application]:
    return Application.objects.filter(state=ApplicationState.VERIFIED).filter(
        Q(placement=None) | Q(placement__verified_at=None)
    )


def _accepted() -> QuerySet[PlacementEvidence]:
    return PlacementEvidence.objects.filter(state=EvidenceState.ACCEPTED)


def _unproven() -> Iterable[str]:
    kinds: dict[int, set[str]] = defaultdict(set)
    for placement, kind in _accepted().values_list("placement_id", "kind").order_by("pk"):
        kinds[placement].add(kind)
    verified = Placement.objects.filter(verified_at__isnull=False).order_by("pk")
    for placement, code in verified.values_list("pk", "destination_code"):
        if not proves(code, kinds[placement]):
            yield f"matching.placement:{placement}"


def _unlawful(published: QuerySet[Opening]) -> Iterable[str]:
    """Name live openings with words that no company could publish today; each text is screened once."""
    stops: dict[str, bool] = {}
    for pk, *texts in (
        published.filter(words_reason="")
        .order_by("pk")
        .values_list("pk", *names_read("matching.Opening"))
    ):
        for text in (text for text in texts if text not in stops):
            stops[text] = bool(findings(text))
        if any(stops[text] for text in texts):
            yield f"matching.opening:{pk}"


def openings_are_lawful(now: datetime) -> list[Breach]:
    """I13: whatever is published is complete, in lawful words, and belongs to a company that is verified today."""
    published = Opening.objects.filter(state=OpeningState.PUBLISHED)
    is_verified = Q(
        company__state=CompanyState.VERIFIED, company__verified_until__gte=local_date(now)
    )
    is_empty = Q(
        *((text, "") for text in AUTHORED),
        ("headcount__lt", 1),
        ("pay_min__lt", LEAST_PAY),
        _connector=Q.OR,
    )
    return [
        *rows("published by a company that is not verified", published.exclude(is_verified)),
        *rows("published without a field that the law asks for", published.filter(is_empty)),
        *things("published although its words would be stopped today", _unlawful(published)),
    ]
