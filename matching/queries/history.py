"""What happened between people and openings, from which rows is it learned, and what is known of both sides?

Only people who use recommendations and are still here; only openings that were once published.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Trainee
from core.clock import local_date
from matching.models import Application, Interview, Offer, Opening, OpeningSkill, Placement, Viewing

STAYED_AFTER = timedelta(days=90)
SHORTLISTED = frozenset({"shortlisted", "interview"})
VIEWED, APPLIED, WAS_SHORTLISTED, OFFERED, PLACED, STAYED = range(6)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far one person and one opening came, when it began, and at which place of which list it was found."""

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


def outcomes(today: date) -> list[Outcome]:
    """Return one row a pair: the furthest step it came to, by person and opening."""
    seen = {
        (row[0], row[1]): row[2:]
        for row in Viewing.objects.filter(trainee__in=people_to_learn_from())
        .order_by("trainee_id", "opening_id")
        .values_list("trainee_id", "opening_id", "at", "origin", "place")
    }
    found = {pair: Outcome(*pair, VIEWED, at, origin, place) for pair, (at, origin, place) in seen.items()}
    for person, opening, step, at in _applied(today):
        _at, origin, place = seen.get((person, opening), (at, "", None))
        found[person, opening] = Outcome(person, opening, step, at, origin, place)
    return [found[pair] for pair in sorted(found)]


def _applied(today: date) -> list[tuple[int, int, int, datetime]]:
    placed = _placed(today)
    rows = (
        Application.objects.filter(trainee__in=people_to_learn_from(), opening__published_at__isnull=False)
        .annotate(
            was_invited=Exists(Interview.objects.filter(application=OuterRef("pk"))),
            was_offered=Exists(Offer.objects.filter(application=OuterRef("pk"))),
        )
        .order_by("pk")
        .values_list("pk", "trainee_id", "opening_id", "state", "submitted_at", "was_invited", "was_offered")
    )
    return [
        (person, opening, placed.get(pk) or _step(state, was_invited, was_offered), at)
        for pk, person, opening, state, at, was_invited, was_offered in rows
    ]


def _step(state: str, was_invited: bool, was_offered: bool) -> int:
    if was_offered:
        return OFFERED
    return WAS_SHORTLISTED if was_invited or state in SHORTLISTED else APPLIED


def _placed(today: date) -> dict[int, int]:
    """Return application → step for starts that the person confirmed; verified and still there after three months more."""
    rows = Placement.objects.filter(confirmed_at__isnull=False).order_by("pk")
    fields = ("application_id", "start_on", "ended_on", "verified_at")
    return {
        application: STAYED if verified and (ended or today) - start >= STAYED_AFTER else PLACED
        for application, start, ended, verified in rows.values_list(*fields)
    }


def spans() -> list[Span]:
    """Return when each opening was on the list, by id."""
    rows = openings_to_learn_from().order_by("pk").values_list("pk", "published_at", "closed_at", "valid_until")
    return [Span(*row) for row in rows]


def is_live(span: Span, moment: datetime) -> bool:
    """Tell whether an opening was on the list at a moment."""
    return (
        span.since <= moment and (span.until is None or span.until > moment) and span.valid_until >= local_date(moment)
    )


def person_traits() -> list[dict[str, Any]]:
    """Return what is learned from about people, by id: schooling and wishes. No skill, sex, age or origin is among it."""
    fields = ("pk", "education__code", "major__code", "wanted_pay_min")
    return list(people_to_learn_from().order_by("pk").values(*fields))


def wishes(field: str) -> list[tuple[int, str]]:
    """Return (person, code) of the wanted occupations or divisions."""
    through = getattr(Trainee, f"wanted_{field}s").through
    rows = through._default_manager.filter(trainee__in=people_to_learn_from()).order_by("pk")
    return list(rows.values_list("trainee_id", f"{field}__code"))


def opening_traits() -> list[dict[str, Any]]:
    """Return what is learned from about openings, by id."""
    fields = (
        "pk", "occupation__code", "division__code", "contract_type", "pay_unit", "pay_min", "pay_max", "shift",
        "has_room", "has_meals",
    )  # fmt: skip
    return list(openings_to_learn_from().order_by("pk").values(*fields))


def asked_skills() -> list[tuple[int, str]]:
    """Return (opening, code) of the skills that openings ask for."""
    rows = OpeningSkill.objects.filter(opening__in=openings_to_learn_from()).order_by("opening_id", "skill_id")
    return list(rows.values_list("opening_id", "skill__code"))


def place_counts() -> dict[int, int]:
    """Return how many first viewings came from each place of the list of openings, which is ordered by date alone."""
    rows = Viewing.objects.filter(origin=Viewing.Origin.LIST, place__gte=1, trainee__in=people_to_learn_from())
    return dict(Counter(place for place in rows.order_by("pk").values_list("place", flat=True) if place))
