"""Which placements are there, and how well is each attested?"""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)

from accounts.models import User, UserKind
from core.statements import Prepared, counting
from matching.models import Placement, PlacementEvidence
from matching.permissions import visible_placements
from matching.states import ApplicationGroup, ApplicationState, ContractType, EvidenceState, Grade

RELATED = (
    "trainee",
    "trainee__user",
    "trainee__university",
    "company",
    "opening",
    "opening__occupation",
    "application",
)


def with_grade(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    """Annotate `graded`: verified, confirmed, contested or claimed; no grade rises without the person's own yes."""
    return placements.annotate(
        graded=Case(
            When(verified_at__isnull=False, then=Value(Grade.VERIFIED.value)),
            When(confirmed_at__isnull=False, then=Value(Grade.CONFIRMED.value)),
            When(contested_at__isnull=False, corrected_at=None, then=Value(Grade.CONTESTED.value)),
            default=Value(Grade.CLAIMED.value),
            output_field=CharField(),
        )
    )


def employment_placements() -> QuerySet[Placement]:
    """Return what can count as employment: no internship, no start that was taken back, no job beside another one."""
    same = _starts_at_work().filter(trainee=OuterRef("trainee")).exclude(pk=OuterRef("pk"))
    first = same.filter(Q(second_job_reason="") | Q(pk__lt=OuterRef("pk")))
    return _starts_at_work().exclude(~Q(second_job_reason="") & Exists(first))


def _starts_at_work() -> QuerySet[Placement]:
    return Placement.objects.exclude(contract_type=ContractType.INTERNSHIP).exclude(
        application__state=ApplicationState.BREACHED
    )


def placements_by_grade(placements: QuerySet[Placement]) -> dict[str, int]:
    """Count placements by evidence grade; every grade is there, 0 included."""
    rows = (
        with_grade(placements)
        .order_by()
        .values_list("graded")
        .annotate(count=Count("pk", distinct=True))
        .order_by("graded")
    )
    return {**dict.fromkeys(Grade.values, 0), **dict(rows)}


def waiting_for(user: Any) -> QuerySet[Placement]:
    """Return the starts that wait for a verifier: confirmed and not verified, or with a paper that nobody has checked.

    The one definition behind the number on the desk and the list that it leads to.
    """
    unchecked = PlacementEvidence.objects.filter(
        placement=OuterRef("pk"), state=EvidenceState.SUBMITTED
    )
    return (
        visible_placements(user)
        .filter(Q(confirmed_at__isnull=False) | Exists(unchecked), verified_at__isnull=True)
        .exclude(contract_type=ContractType.INTERNSHIP)
        .exclude(application__state__in=ApplicationState.of(ApplicationGroup.GONE))
    )


def waiting_count(user: Any) -> int:
    """Return how many starts wait for a verifier; a coordinator's number is on every desk of a school."""
    if user.is_university:
        return WAITING_AT_SCHOOL.number(user_id=user.pk)
    return waiting_for(user).count()


def _waiting_at_school(user_id: int) -> QuerySet[Placement]:
    return counting(waiting_for(User(pk=user_id, kind=UserKind.UNIVERSITY)))


WAITING_AT_SCHOOL = Prepared(_waiting_at_school, user_id=int)


def evidence_queue(user: Any) -> QuerySet[Placement]:
    """Return what waits for a verifier: confirmed ones first, then those with the most papers to check."""
    papers = Prefetch("evidence", PlacementEvidence.objects.order_by("-uploaded_at", "-pk"))
    return (
        with_grade(waiting_for(user))
        .select_related(*RELATED)
        .prefetch_related(papers)
        .annotate(waiting=Count("evidence", filter=Q(evidence__state=EvidenceState.SUBMITTED)))
        .order_by(
            Case(When(confirmed_at__isnull=False, then=0), default=1),
            "-waiting",
            "claimed_at",
            "pk",
        )
    )


def verified_recently(user: Any, limit: int = 20) -> list[Placement]:
    """Return what was verified last."""
    return list(
        visible_placements(user)
        .filter(verified_at__isnull=False)
        .select_related(*RELATED)
        .order_by("-verified_at", "-pk")[:limit]
    )


def placement_for(user: Any, placement_id: int) -> Placement | None:
    """Return a placement that concerns the user, with its papers."""
    papers = Prefetch(
        "evidence",
        PlacementEvidence.objects.select_related("uploaded_by", "decided_by").order_by(
            "-uploaded_at", "-pk"
        ),
    )
    return (
        visible_placements(user)
        .select_related(
            *RELATED, "application__opening", "application__trainee", "confirmed_by", "verified_by"
        )
        .prefetch_related(papers)
        .filter(pk=placement_id)
        .first()
    )


def papers_of(placement: Placement) -> list[PlacementEvidence]:
    """Return a placement's papers, as they were loaded with it."""
    return list(placement.evidence.all())


def paper_for(user: Any, placement_id: int, paper_id: int) -> PlacementEvidence | None:
    """Return one paper of a placement that concerns the user."""
    return (
        PlacementEvidence.objects.filter(
            placement__in=visible_placements(user), placement=placement_id, pk=paper_id
        )
        .select_related(
            "placement__trainee", "placement__application", "placement__company", "uploaded_by"
        )
        .first()
    )
