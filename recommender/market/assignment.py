"""Who starts where when a whole cohort is placed at once (deferred acceptance), and is the result stable?

People propose in the order of their lists. Openings keep the best up to their seats and refuse the others, until nobody is
refused any more (Gale, Shapley 1962; with seats: Roth 1984). The result does not depend on the order of proposals, is the
best stable one for every person, and is strategy-proof for people. Ties between people go to the lower id.
"""

from dataclasses import dataclass

import numpy as np

from recommender.arrays import Bools, Floats, Ints
from recommender.score.problem import UNKNOWN, positions


@dataclass(frozen=True)
class Round:
    """The input of a round: P people, N openings.

    person_ids (P,) and opening_ids (N,) int64, each once · seats (N,) int64 ≥ 0 · lists (P, K) int64, columns of N in
    each person's order of preference, each once, -1 after the last · priority (P, K) float64, that opening's preference for
    the person, higher first. An opening that is not on the list, or hidden by a constraint, is never assigned.
    """

    person_ids: Ints
    opening_ids: Ints
    seats: Ints
    lists: Ints
    priority: Floats

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong together."""
        people, openings = self.person_ids.size, self.opening_ids.size
        if (
            self.lists.shape[0] != people
            or self.priority.shape != self.lists.shape
            or self.seats.size != openings
        ):
            raise ValueError(
                "People, lists, priority, openings and seats have different numbers of rows."
            )
        if self.seats.size and self.seats.min() < 0:
            raise ValueError("Seats are not below zero.")
        if self.lists.size and (self.lists.max() >= openings or self.lists.min() < UNKNOWN):
            raise ValueError("A list names an opening that does not exist.")
        if not np.isfinite(self.priority[self.lists != UNKNOWN]).all():
            raise ValueError("Every wish has a priority.")
        ordered = np.sort(self.lists, axis=1)
        if ((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] != UNKNOWN)).any():
            raise ValueError("A list names an opening once.")


@dataclass(frozen=True)
class Assignment:
    """The result: place (P,) int64, which preference each person got, 0 = the first; -1 = none."""

    asked: Round
    place: Ints

    @property
    def opening_ids(self) -> Ints:
        """The opening of each person, (P,) int64; -1 = none."""
        return np.append(self.asked.opening_ids, UNKNOWN)[self.columns]

    @property
    def columns(self) -> Ints:
        """The column of each person's opening, (P,) int64; -1 = none."""
        if not self.asked.lists.size:
            return np.full(self.place.size, UNKNOWN)
        found = np.take_along_axis(self.asked.lists, np.maximum(self.place, 0)[:, None], axis=1)[
            :, 0
        ]
        return np.where(self.place == UNKNOWN, UNKNOWN, found)


@dataclass(frozen=True)
class Refusal:
    """Why a higher preference was not met: all seats went to people with a higher priority (or an equal one and a lower id).

    rank 1 = first preference · priority is the person's own, least_priority that of the last one taken; nan without seats.
    """

    opening_id: int
    rank: int
    seats: int
    taken_by: tuple[int, ...]
    priority: float
    least_priority: float


def assign(asked: Round) -> Assignment:
    """Return the stable assignment that is best for every person (deferred acceptance)."""
    people, width = asked.lists.shape
    wish = np.zeros(people, dtype=np.int64)  # the preference that each person proposes to next
    seniority = np.argsort(np.argsort(asked.person_ids))
    held, free = np.zeros(0, dtype=np.int64), np.arange(people)
    while free.size:
        free = free[wish[free] < width]
        free = free[asked.lists[free, wish[free]] != UNKNOWN]
        touched = np.zeros(asked.seats.size, dtype=bool)
        touched[asked.lists[free, wish[free]]] = True
        rivals = touched[asked.lists[held, wish[held]]]
        both = np.concatenate([held[rivals], free])
        column, priority = asked.lists[both, wish[both]], asked.priority[both, wish[both]]
        both, column = (
            part[np.lexsort((seniority[both], -priority, column))] for part in (both, column)
        )
        rank = np.arange(both.size) - np.searchsorted(column, np.arange(asked.seats.size))[column]
        stays = rank < asked.seats[column]
        held, free = np.concatenate([held[~rivals], both[stays]]), both[~stays]
        wish[free] += 1
    taken = np.full(people, UNKNOWN, dtype=np.int64)
    taken[held] = wish[held]
    return Assignment(asked, taken)


def blocking_pairs(assignment: Assignment) -> Ints:
    """Return all blocking pairs (person id, opening id), (M, 2) int64 in the order of ids.

    The person prefers the opening to what they got, and it has an empty seat or a holder with a lower priority (or an equal
    one and a higher id). An assignment without such a pair is stable. Checks every preference, however it was assigned.
    """
    asked = assignment.asked
    person, rank = np.nonzero(_preferred(assignment))
    column = asked.lists[person, rank]
    least, last = _weakest(assignment)
    priority, own_id = asked.priority[person, rank], asked.person_ids[person]
    wanted = (priority > least[column]) | ((priority == least[column]) & (own_id < last[column]))
    pairs = np.column_stack([own_id[wanted], asked.opening_ids[column[wanted]]])
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]


def refusals(assignment: Assignment, person_id: int) -> tuple[Refusal, ...]:
    """Return why each preference above the met one was refused, first one first; KeyError for an unknown person."""
    asked = assignment.asked
    row = int(positions(asked.person_ids, [person_id])[0])
    columns, found = assignment.columns, []
    for rank in np.flatnonzero(_preferred(assignment)[row]).tolist():
        column = int(asked.lists[row, rank])
        holders = np.flatnonzero(columns == column)
        priorities = asked.priority[holders, assignment.place[holders]]
        order = np.lexsort((asked.person_ids[holders], -priorities))
        taken_by = tuple(int(one) for one in asked.person_ids[holders[order]])
        least = float(priorities.min()) if priorities.size else float("nan")
        own = float(asked.priority[row, rank])
        found.append(
            Refusal(
                int(asked.opening_ids[column]),
                rank + 1,
                int(asked.seats[column]),
                taken_by,
                own,
                least,
            )
        )
    return tuple(found)


def _preferred(assignment: Assignment) -> Bools:
    """Return the preferences above what the person got, (P, K) bool; all of them if they got nothing."""
    lists = assignment.asked.lists
    got = np.where(assignment.place == UNKNOWN, lists.shape[1], assignment.place)
    return (np.arange(lists.shape[1]) < got[:, None]) & (lists != UNKNOWN)


def _weakest(assignment: Assignment) -> tuple[Floats, Ints]:
    """Return per opening the priority and id of the holder with the lowest priority.

    -inf if a seat is empty, so that anybody is accepted; inf if there are no seats.
    """
    asked, columns = assignment.asked, assignment.columns
    seated = np.flatnonzero(columns != UNKNOWN)
    priority, ids = asked.priority[seated, assignment.place[seated]], asked.person_ids[seated]
    order = np.lexsort((-ids, priority, columns[seated]))
    column, first = np.unique(columns[seated][order], return_index=True)
    least, last = np.full(asked.seats.size, np.inf), np.full(asked.seats.size, UNKNOWN)
    least[column], last[column] = priority[order][first], ids[order][first]
    least[np.bincount(columns[seated], minlength=asked.seats.size) < asked.seats] = -np.inf
    return least, last
