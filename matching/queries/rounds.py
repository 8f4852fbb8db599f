"""What do the office, a person and a company see of placement rounds?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise

from accounts.models import Trainee
from core.i18n import localized
from matching.models import (
    Opening,
    PlacementLeftOut,
    PlacementProposal,
    PlacementRound,
    PlacementSeats,
)
from matching.permissions import live_openings
from matching.permissions.rounds import visible_proposals, visible_rounds
from matching.queries.cohorts import Cohort
from matching.queries.matches import people_who_may_be_shown
from matching.queries.openings import asked_by_opening, held_by_person
from matching.reasons import passed_over
from matching.skill_words import Coverage
from matching.states import LeftOut, ProposalState, RoundState

CARD = ("company", "division", "occupation")


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One person's line: the proposal, its skill coverage today, its rank in the list, why the higher ones were not met."""

    proposal: PlacementProposal
    person: Trainee
    opening: Opening
    coverage: Coverage
    sentences: tuple[str | Promise, ...]


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """One person without a proposal, and why."""

    person: Trainee
    reason: LeftOut
    sentences: tuple[str | Promise, ...]


@dataclass(frozen=True, slots=True)
class SeatsRow:
    """One opening: how many of its free positions are proposed to somebody."""

    opening: Opening
    free: int
    filled: int


def rounds_for(user: Any) -> QuerySet[PlacementRound]:
    """Return the rounds with how many proposals are out, taken and declined; newest first."""
    states = {
        "proposals_count": Q(),
        "applied_count": Q(proposals__state=ProposalState.APPLIED),
        "declined_count": Q(proposals__state=ProposalState.DECLINED),
    }
    counts = {name: Count("proposals", filter=state) for name, state in states.items()}
    found = visible_rounds(user).select_related("run__course", "university", "created_by")
    return found.annotate(**counts).order_by("-created_at", "-pk")


def round_for(user: Any, round_id: int) -> PlacementRound | None:
    """Return one round, or None where it may not be seen."""
    return rounds_for(user).filter(pk=round_id).first()


def cohort_of(round_: PlacementRound) -> Cohort:
    """Return the cohort of a round."""
    return Cohort(round_.run, round_.university, round_.graduation_year)


def proposals_of(round_: PlacementRound) -> QuerySet[PlacementProposal]:
    """Return a round's proposals in the order of persons."""
    return PlacementProposal.objects.filter(round=round_).order_by("trainee_id")


def left_out_of(round_: PlacementRound) -> QuerySet[PlacementLeftOut]:
    """Return the people without a proposal in a round."""
    return PlacementLeftOut.objects.filter(round=round_).order_by("trainee_id")


def seats_of(round_: PlacementRound) -> QuerySet[PlacementSeats]:
    """Return a round's openings."""
    return PlacementSeats.objects.filter(round=round_).order_by("opening_id")


def changes_nothing(expected_with: float | None, expected_without: float | None) -> bool:
    """Tell whether a round, as its two numbers are printed, brings nobody more into work than none would."""
    if expected_with is None or expected_without is None:
        return False
    return round(expected_with, 1) <= round(expected_without, 1)


def first_wishes(proposals: Sequence[PlacementProposal] | QuerySet[PlacementProposal]) -> int:
    """Return how many get their first wish."""
    if isinstance(proposals, QuerySet):
        return proposals.filter(wish=1).count()
    return sum(each.wish == 1 for each in proposals)


def proposal_rows(proposals: Sequence[PlacementProposal]) -> list[ProposalRow]:
    """Return proposals, saved or not, with their persons, openings and sentences; five queries however many there are."""
    people = _people(each.trainee_id for each in proposals)
    openings = _openings(each.opening_id for each in proposals)
    titles, coverage = _titles(proposals), _coverage(proposals)
    return [
        ProposalRow(
            each,
            people[each.trainee_id],
            openings[each.opening_id],
            coverage(each.trainee_id, each.opening_id),
            _sentences(each, titles),
        )
        for each in proposals
    ]


def left_out_rows(left_out: Iterable[PlacementLeftOut]) -> list[LeftOutRow]:
    """Return those without a proposal, by reason and person; two queries."""
    found = sorted(left_out, key=lambda each: (LeftOut.values.index(each.reason), each.trainee_id))
    people, titles = _people(each.trainee_id for each in found), _titles(found)
    return [
        LeftOutRow(people[each.trainee_id], LeftOut(each.reason), _sentences(each, titles))
        for each in found
    ]


def seats_rows(seats: Iterable[PlacementSeats]) -> list[SeatsRow]:
    """Return the openings that somebody gets, by number; one query."""
    found = sorted(seats, key=lambda each: each.opening_id)
    openings = _openings(each.opening_id for each in found)
    return [SeatsRow(openings[each.opening_id], each.free, each.filled) for each in found]


def proposals_to(trainee: Trainee, today: date) -> list[ProposalRow]:
    """Return what the office proposes to a person and waits for an answer; nothing when recommendations are off."""
    if not trainee.uses_recommendations:
        return []
    waiting = visible_proposals(trainee.user).filter(
        state=ProposalState.PROPOSED, round__state=RoundState.KEPT
    )
    found = list(waiting.filter(trainee=trainee, opening__in=_open(today)).order_by("pk"))
    return proposal_rows(found) if found else []


def people_proposed_for(opening: Opening, today: date) -> list[Trainee]:
    """Return the people whom rounds propose to an opening and who agreed to be found, ordered by their skills."""
    waiting = PlacementProposal.objects.filter(opening=opening, state=ProposalState.PROPOSED)
    shown = waiting.filter(trainee__in=people_who_may_be_shown(today).values("pk")).order_by(
        "-skill", "-score", "trainee_id"
    )
    return [each.trainee for each in shown.select_related("trainee__education")]


def waiting_proposals(**conditions: Any) -> QuerySet[PlacementProposal]:
    """Return proposals that wait for an answer."""
    return PlacementProposal.objects.filter(state=ProposalState.PROPOSED, **conditions).order_by(
        "pk"
    )


def proposals_without_position(today: date) -> QuerySet[PlacementProposal]:
    """Return waiting proposals whose opening has left the list or is full."""
    return waiting_proposals().exclude(opening__in=_open(today))


def _open(today: date) -> QuerySet[Any, Any]:
    return live_openings(today).filter(hires__lt=F("headcount")).values("pk")


def _people(ids: Iterable[int]) -> dict[int, Trainee]:
    return Trainee.objects.select_related("user", "university", "major").in_bulk(set(ids))


def _openings(ids: Iterable[int]) -> dict[int, Opening]:
    return Opening.objects.select_related(*CARD).in_bulk(set(ids))


def _coverage(proposals: Iterable[PlacementProposal]) -> Callable[[int, int], Coverage]:
    """Return what tells, for a person and an opening of these, which of its skills are held; two queries."""
    asked = asked_by_opening(each.opening_id for each in proposals)
    held = held_by_person(each.trainee_id for each in proposals)

    def of(person: int, opening: int) -> Coverage:
        levels = held.get(person, {})
        return Coverage.of(
            replace(row, held=levels.get(row.skill.pk, 0)) for row in asked.get(opening, ())
        )

    return of


def _titles(rows: Iterable[Any]) -> dict[int, str]:
    ids = {wish["opening"] for each in rows for wish in each.passed_over}
    found = Opening.objects.filter(pk__in=ids).order_by("pk").only("title", "title_en")
    return {opening.pk: localized(opening, "title") for opening in found}


def _sentences(row: Any, titles: dict[int, str]) -> tuple[str | Promise, ...]:
    return tuple(passed_over(wish, titles.get(wish["opening"], "—")) for wish in row.passed_over)
