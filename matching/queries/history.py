"""Which outcomes and features is a model trained on?

Only people who use recommendations and are still here; only openings that were once published.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    PositiveSmallIntegerField,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from accounts.models import EarlierWork, Trainee
from core.clock import local_date
from matching.models import Application, Interview, Offer, Opening, OpeningSkill, Viewing
from matching.states import ApplicationGroup, ApplicationState

STAYED_AFTER = timedelta(days=90)
SHORTLISTED = ApplicationState.of(ApplicationGroup.PICKED)
VIEWED, APPLIED, WAS_SHORTLISTED, OFFERED, PLACED, STAYED = range(6)
HAPPENED = (
    "kind", "person", "to", "moment", "origin", "place", "became", "was_invited", "was_offered", "confirmed", "start",
    "ended", "verified",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """The furthest step of one person with one opening, when it began, and from which place of which list."""

    trainee_id: int
    opening_id: int
    step: int
    at: datetime
    origin: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when an opening was on the list; `until` None = still is."""

    opening_id: int
    since: datetime
    until: datetime | None
    valid_until: date


def people_to_learn_from() -> QuerySet[Trainee]:
    """Return those who use recommendations and have not left."""
    return Trainee.objects.filter(
        uses_recommendations=True, merged_into=None, user__is_active=True, user__anonymised_at=None
    )


def openings_to_learn_from() -> QuerySet[Opening]:
    """Return the openings that were once published."""
    return Opening.objects.filter(published_at__isnull=False)


def outcomes(today: date, among: Q | None = None) -> list[Outcome]:
    """Return one row per pair with its furthest step, by person and opening, `among` those asked about; one query."""
    rows = Q(trainee__in=people_to_learn_from()) & (among or Q())
    sent = Application.objects.filter(rows, opening__published_at__isnull=False).order_by()
    seen = Viewing.objects.filter(rows).order_by()
    found: dict[tuple[int, int], Outcome] = {}
    places: dict[tuple[int, int], tuple[datetime, str, int | None]] = {}
    for kind, person, opening, at, origin, place, *became in _happened(sent).union(
        _looked(seen), all=True
    ):
        if kind == "look":
            places[person, opening] = at, origin, place
        else:
            found[person, opening] = Outcome(person, opening, _furthest(today, *became), at)
    for pair, (at, origin, place) in places.items():
        sent_too = found.get(pair)
        step = VIEWED if sent_too is None else sent_too.step
        found[pair] = Outcome(*pair, step, at if sent_too is None else sent_too.at, origin, place)
    return [found[pair] for pair in sorted(found)]


def _happened(sent: QuerySet[Application]) -> QuerySet[Any, Any]:
    """Return applications in the shape of outcomes, with their states."""
    return (
        sent.values(kind=Value("application"))
        .annotate(
            person=F("trainee_id"), to=F("opening_id"), moment=F("submitted_at"),
            origin=Value(""), place=Value(None, PositiveSmallIntegerField()), became=F("state"),
            was_invited=Exists(Interview.objects.filter(application=OuterRef("pk"))),
            was_offered=Exists(Offer.objects.filter(application=OuterRef("pk"))),
            confirmed=F("placement__confirmed_at"), start=F("placement__start_on"),
            ended=F("placement__ended_on"), verified=F("placement__verified_at"),
        )
        .values_list(*HAPPENED)
    )  # fmt: skip


def _looked(seen: QuerySet[Viewing]) -> QuerySet[Any, Any]:
    """Return views in the same shape."""
    moment, day, no = (
        Value(None, DateTimeField()),
        Value(None, DateField()),
        Value(False, BooleanField()),
    )
    return (
        seen.values(kind=Value("look"))
        .annotate(
            person=F("trainee_id"), to=F("opening_id"), moment=F("at"), became=Value(""), was_invited=no, was_offered=no,
            confirmed=moment, start=day, ended=day, verified=moment,
        )
        .values_list(*HAPPENED)
    )  # fmt: skip


def _furthest(
    today: date,
    state: str,
    was_invited: bool,
    was_offered: bool,
    confirmed: datetime | None,
    start: date,
    ended: date | None,
    verified: datetime | None,
) -> int:
    """Return the step of an application; a start counts once confirmed, most once verified and still there after 90 days."""
    if confirmed is None:
        return _step(state, was_invited, was_offered)
    return STAYED if verified and (ended or today) - start >= STAYED_AFTER else PLACED


def _step(state: str, was_invited: bool, was_offered: bool) -> int:
    if was_offered:
        return OFFERED
    return WAS_SHORTLISTED if was_invited or state in SHORTLISTED else APPLIED


def spans() -> list[Span]:
    """Return when each opening was on the list, by id."""
    rows = (
        openings_to_learn_from()
        .order_by("pk")
        .values_list("pk", "published_at", "closed_at", "valid_until")
    )
    return [Span(*row) for row in rows]


def is_live(span: Span, moment: datetime) -> bool:
    """Tell whether an opening was on the list at a moment."""
    return (
        span.since <= moment
        and (span.until is None or span.until > moment)
        and span.valid_until >= local_date(moment)
    )


def person_traits(people: QuerySet[Trainee]) -> list[tuple[int, str, str]]:
    """Return (person, trait, value), the features of people: schooling, wishes, earlier work; one query.

    No skill, sex, age or origin is among them. Each person has a line of the wished pay, "" if none is wished.
    """
    pay = Coalesce(Cast("wanted_pay_min", CharField()), Value(""))
    first, *others = (
        _traits(people.values(person=F("pk")), "wanted_pay", pay),
        *(
            _traits(
                people.filter(**{f"{name}__isnull": False}).values(person=F("pk")),
                name,
                F(f"{name}__code"),
            )
            for name in ("education", "major")
        ),
        *(
            _traits(_wishes(people, name), f"wanted_{name}s", F(f"{name}__code"))
            for name in ("occupation", "division")
        ),
        _traits(
            people.exclude(wanted_work="").values(person=F("pk")), "wanted_work", F("wanted_work")
        ),
        _traits(_earlier(people), "earlier_work", Coalesce("occupation__code", "kind")),
        _traits(_earlier(people), "earlier_length", F("span")),
    )
    return sorted(first.union(*others, all=True))


def _wishes(people: QuerySet[Trainee], field: str) -> QuerySet[Any, Any]:
    through = getattr(Trainee, f"wanted_{field}s").through
    rows: QuerySet[Any, Any] = through._default_manager.filter(trainee__in=people).values(
        person=F("trainee_id")
    )
    return rows


def _earlier(people: QuerySet[Trainee]) -> QuerySet[Any, Any]:
    return EarlierWork.objects.filter(trainee__in=people).values(person=F("trainee_id"))


def _traits(rows: QuerySet[Any, Any], trait: str, value: Any) -> QuerySet[Any, Any]:
    return (
        rows.order_by()
        .annotate(trait=Value(trait), value=value)
        .values_list("person", "trait", "value")
    )


def opening_traits(openings: QuerySet[Opening]) -> list[dict[str, Any]]:
    """Return the features of openings, by id."""
    fields = (
        "pk", "occupation__code", "division__code", "contract_type", "pay_unit", "pay_min", "pay_max", "shift",
        "has_room", "has_meals",
    )  # fmt: skip
    return list(openings.order_by("pk").values(*fields))


def asked_skills(openings: QuerySet[Opening]) -> list[tuple[int, str]]:
    """Return (opening, code) of the skills that openings ask for."""
    rows = OpeningSkill.objects.filter(opening__in=openings).order_by("opening_id", "skill_id")
    return list(rows.values_list("opening_id", "skill__code"))


def place_counts() -> dict[int, int]:
    """Return how many first viewings came from each place of the list of openings, which is ordered by date alone."""
    rows = Viewing.objects.filter(
        origin=Viewing.Origin.LIST, place__gte=1, trainee__in=people_to_learn_from()
    )
    return dict(
        Counter(place for place in rows.order_by("pk").values_list("place", flat=True) if place)
    )
