"""Which applications does a desk list?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateTimeField,
    ExpressionWrapper,
    F,
    Prefetch,
    Q,
    QuerySet,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Cast

from accounts.models import Trainee
from accounts.permissions.consents import Use, allowing
from core import audit
from core.clock import local_date
from core.models import AuditEntry
from core.statements import Prepared
from matching.models import Application, Interview, Opening, OpeningSkill
from matching.permissions import visible_applications
from matching.permissions.retention import faded, faded_before
from matching.states import (
    COLUMNS,
    ON_BOARD,
    OPEN,
    UNDECIDED,
    ApplicationGroup,
    ApplicationState,
    Stage,
)

RELATED = ("opening", "opening__company", "opening__occupation", "opening__division")
EVERYTHING, WAITS = "all", "waiting"
YESES = (
    "trainee__user__consents",
    "trainee__guardian_consents",
)  # what a rule asks of many people at once
CARDS = 200
ON_CARDS = (
    "state",
    "profile",
    "submitted_at",
    "moved_at",
    "lapses_at",
    "held_at",
    "opening__title",
    "opening__title_en",
)
WAITING = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the company's board."""

    state: str
    label: str
    count: int
    cards: list[Application]

    @property
    def is_cut(self) -> bool:
        """Tell whether there are more than the board shows."""
        return self.count > len(self.cards)


@dataclass(frozen=True, slots=True)
class Board:
    """The company's applications by state, what waits for an answer first."""

    waiting: list[Application]
    waiting_count: int
    columns: list[Column]
    ended_count: int


def with_names(applications: QuerySet[Application], today: date) -> QuerySet[Application]:
    """Annotate `is_named`: whether the company may read who applied; not without consent, not long after the end."""
    may_read = allowing(Use.BE_READ, "trainee__user") & ~faded(today)
    return applications.annotate(is_named=ExpressionWrapper(may_read, BooleanField()))


def to_fade(now: datetime) -> QuerySet[Application]:
    """Return what ended long enough ago and still holds who sent it."""
    return (
        Application.objects.filter(faded(local_date(now)))
        .exclude(profile__name="", note="", internal_note="")
        .order_by("pk")
    )


def board_of(company_id: int, today: date) -> Board:
    """Return a company's board in four queries; what waits for the company stands on top, oldest first."""
    asked = {"company_id": company_id, "today": today}
    found = STATES.rows(**asked)
    counts = {row["state"]: row["count"] for row in found}
    cards, waiting = ON_THE_BOARD.rows(**asked), LONGEST_WAITING.rows(**asked)
    _share_openings([*cards, *waiting])
    columns = [
        Column(
            name,
            str(ApplicationState(name).label),
            sum(counts.get(state, 0) for state in states),
            [card for card in cards if card.state in states],
        )
        for name, states in COLUMNS.items()
    ]
    return Board(
        waiting=waiting,
        waiting_count=sum(row["due"] for row in found),
        columns=columns,
        ended_count=sum(counts.values()) - sum(column.count for column in columns),
    )


def _share_openings(applications: list[Application]) -> None:
    """Give the applications to one opening the same opening, with its skills: one query."""
    openings: dict[int, Opening] = {}
    for application in applications:
        application.opening = openings.setdefault(application.opening_id, application.opening)
    asked = OpeningSkill.objects.select_related("skill").order_by("pk")
    prefetch_related_objects(list(openings.values()), Prefetch("asked", asked))


def _states(company_id: int, today: date) -> QuerySet[Application]:
    counts = Application.objects.filter(opening__company=company_id).values("state")
    due = Count("pk", filter=waits_for_company(today))
    return counts.annotate(count=Count("pk"), due=due).order_by("state")


def _on_cards(company_id: int, today: date) -> QuerySet[Application]:
    """Return a company's applications with what the cards of its board show."""
    own = with_names(Application.objects.filter(opening__company=company_id), today)
    return own.select_related("opening").only(*ON_CARDS)


def _on_board(company_id: int, today: date) -> QuerySet[Application]:
    own = _on_cards(company_id, today).filter(state__in=ON_BOARD)
    return own.order_by("-moved_at", "-pk")[:CARDS]


def _waiting(company_id: int, today: date) -> QuerySet[Application]:
    return longest_waiting(_on_cards(company_id, today), today)[:WAITING]


_fades = {"faded_before": lambda company_id, today: faded_before(today)}  # noqa: ARG005  # named as the arguments
STATES = Prepared(_states, company_id=int, today=date)
ON_THE_BOARD = Prepared(_on_board, derived=_fades, company_id=int, today=date)
LONGEST_WAITING = Prepared(_waiting, derived=_fades, company_id=int, today=date)


def waits_for_company(today: date, of: str = "") -> Q:
    """Return the condition that the next step is the company's: new, read, contested, or a start that is due.

    `of` leads from another row to its applications: "applications__" from an opening.
    """
    unanswered = ApplicationState.of(ApplicationGroup.WAITS_FOR_COMPANY)
    is_due = Q(**{f"{of}state": ApplicationState.ACCEPTED, f"{of}offer__start_on__lte": today})
    return Q(**{f"{of}state__in": unanswered}) | is_due


def waits_since() -> Case:
    """Return since when the company owes the next step: since the application, since a contest, since the first day."""
    return Case(
        When(state=ApplicationState.CONTESTED, then=F("moved_at")),
        When(state=ApplicationState.ACCEPTED, then=Cast("offer__start_on", DateTimeField())),
        default=F("submitted_at"),
        output_field=DateTimeField(),
    )


def listed_of(
    company_id: int, today: date, column: str = "", opening: int | None = None
) -> QuerySet[Application]:
    """Return the rows behind a number of the company's: a column of its board, what waits for it, all there ever were, or
    the finished ones; perhaps of one opening. What moved last stands first."""
    found = with_names(Application.objects.filter(opening__company=company_id), today)
    found = found.select_related("opening", "trainee").order_by("-moved_at", "-pk")
    if opening is not None:
        found = found.filter(opening=opening)
    if column == WAITS:
        return longest_waiting(found, today)
    if column in COLUMNS:
        return found.filter(state__in=COLUMNS[column])
    return found if column == EVERYTHING else found.exclude(state__in=ON_BOARD)


def longest_waiting(found: QuerySet[Application], today: date) -> QuerySet[Application]:
    """Keep what waits for the company, what has waited longest first."""
    return (
        found.filter(waits_for_company(today))
        .annotate(waits_since=waits_since())
        .order_by("waits_since", "pk")
    )


def application_for(user: Any, application_id: int) -> Application | None:
    """Return an application that concerns the user, with all that its page shows."""
    interviews = Prefetch("interviews", Interview.objects.order_by("-at", "-pk"))
    return (
        visible_applications(user)
        .select_related(
            *RELATED, "trainee", "trainee__user", "trainee__university", "offer", "placement"
        )
        .prefetch_related(interviews, "lacking_skills")
        .filter(pk=application_id)
        .first()
    )


def applications_of(trainee: Trainee) -> QuerySet[Application]:
    """Return a person's applications, what moved last first."""
    return (
        Application.objects.filter(trainee=trainee)
        .select_related(*RELATED, "offer", "placement")
        .order_by("-moved_at", "-pk")
    )


def by_stage(applications: Iterable[Application]) -> dict[Stage, list[Application]]:
    """Group a person's applications by the stage they see, in the order of the stages."""
    groups: dict[Stage, list[Application]] = {stage: [] for stage in Stage}
    for application in applications:
        groups[application.stage].append(application)
    return {stage: found for stage, found in groups.items() if found}


def application_at(trainee: Trainee | None, opening_id: int) -> Application | None:
    """Return a person's application to an opening."""
    if trainee is None:
        return None
    return Application.objects.filter(trainee=trainee, opening=opening_id).first()


def timeline_of(application: Application, *, for_trainee: bool) -> list[AuditEntry]:
    """Return what happened; the person does not see a refusal before being told."""
    entries = list(audit.history(application))
    if (
        for_trainee
        and application.state == ApplicationState.REJECTED
        and application.told_at is None
    ):
        return [entry for entry in entries if entry.after != ApplicationState.REJECTED]
    return entries


def open_at(opening_id: int, states: tuple[str, ...] = OPEN) -> QuerySet[Application]:
    """Return the undecided applications of an opening, oldest first."""
    return (
        Application.objects.filter(opening=opening_id, state__in=states)
        .select_related("opening__company", "trainee__user")
        .order_by("submitted_at", "pk")
    )


def live_at(opening_id: int, today: date) -> QuerySet[Application]:
    """Return an opening's applications that are on the board, what moved last first."""
    return (
        with_names(Application.objects.filter(opening=opening_id, state__in=ON_BOARD), today)
        .select_related("trainee", "opening")
        .prefetch_related("opening__asked__skill")
        .order_by("-moved_at", "-pk")
    )


def lapsed_by(now: datetime) -> QuerySet[Application]:
    """Return what the company left unanswered for too long."""
    return (
        Application.objects.filter(state__in=UNDECIDED, lapses_at__lte=now, held_at=None)
        .select_related("opening__company", "trainee__user")
        .prefetch_related(*YESES)
        .order_by("pk")
    )


def offers_expired_by(today: date) -> QuerySet[Application]:
    """Return offers whose date has passed unanswered."""
    return (
        Application.objects.filter(
            state=ApplicationState.OFFERED, offer__expires_on__lt=today, held_at=None
        )
        .select_related("opening__company", "trainee__user", "offer")
        .prefetch_related(*YESES)
        .order_by("pk")
    )


def released_untold(opening_id: int, reason: str) -> QuerySet[Application]:
    """Return who was let go with an opening and was not told yet."""
    return (
        Application.objects.filter(
            opening=opening_id,
            state=ApplicationState.REJECTED,
            rejection_reason=reason,
            told_at__isnull=True,
        )
        .select_related("opening__company", "trainee__user", "offer")
        .order_by("submitted_at", "pk")
    )


def endings_to_tell(now: datetime, window: timedelta) -> QuerySet[Application]:
    """Return the refusals and the noes whose undo window is over."""
    ended = ApplicationState.of(ApplicationGroup.TOLD_LATER)
    return (
        Application.objects.filter(
            state__in=ended, told_at__isnull=True, moved_at__lte=now - window
        )
        .select_related("opening__company", "trainee__user")
        .prefetch_related(*YESES)
        .order_by("pk")
    )


def interview_for(user: Any, interview_id: int) -> Interview | None:
    """Return an invitation that concerns the user."""
    return (
        Interview.objects.filter(application__in=visible_applications(user), pk=interview_id)
        .select_related("application__opening__company", "application__trainee__user")
        .first()
    )
