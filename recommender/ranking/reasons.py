"""Why this pair, why not, and what would a course change?

A reason is a sentence about a part of the score: which one follows from the branch and from the side of neutral on which the
part lies, and from nothing else. The branch says in which way the score came about (from wanted places or from the home; from
pay that is guaranteed, from the lower or only from the upper end), and comes from the comparison that made the score.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from recommender.arrays import Bools, Csr, Floats, Ints
from recommender.ranking.order import lots
from recommender.score import scores
from recommender.score.problem import CROWDING, NEW, TOP_LEVEL, UNKNOWN, Problem, positions, stairs

Levels = Mapping[int, int]  # skill id → level
NEUTRALS = {"text": 0.0}  # two texts that share nothing say nothing; of all others ½ says nothing
CLOSE = 1e-12


@dataclass(frozen=True, slots=True)
class ScorePart:
    """What one part added to a score, what it would add if nothing were known, and the branch that it came from."""

    name: str
    share: float
    neutral: float
    branch: str = ""

    @property
    def above(self) -> float:
        """How much it added beyond neutral; below zero where it took off."""
        return self.share - self.neutral

    @property
    def side(self) -> int:
        """Whether it speaks for the pair (1), against it (-1) or for nothing (0)."""
        if abs(self.above) < CLOSE:
            return 0
        return 1 if self.above > 0 else -1


@dataclass(frozen=True)
class SkillFit:
    """One skill that an opening asks for, beside what the person has. Levels run 1 (low) to 5 (high), 0 = none."""

    skill_id: int
    asked: int
    have: int
    importance: int
    is_essential: bool

    @property
    def gap(self) -> int:
        """How many levels are missing."""
        return max(0, self.asked - self.have)


@dataclass(frozen=True)
class WhyNot:
    """Why an opening is not on a person's list: hard constraints first, then gaps, then the rank.

    rank is the place in the person's full list, 1 = first; None if a constraint hides the pair.
    """

    rules: tuple[str, ...]
    missing: tuple[SkillFit, ...]
    score: float
    rank: int | None


@dataclass(frozen=True)
class CourseGain:
    """What a course's levels would change for a person, recomputed exactly over the openings they may see.

    An opening is reached when every skill it asks for is held at the asked level (and it asks for at least one).
    score_delta is the mean change of score over all openings they may see. Pay is the median of the lowest monthly pay
    (what is promised) of the openings reached before and of those newly reached, yuan; None where there is none.
    """

    reached_before: int
    reached_after: int
    newly_reached: tuple[int, ...]
    score_delta: float
    pay_before: float | None = None
    pay_new: float | None = None

    @property
    def pay_delta(self) -> float | None:
        """By how much the newly reached openings pay more in the median; None if one side has no monthly pay."""
        return (
            None
            if self.pay_before is None or self.pay_new is None
            else self.pay_new - self.pay_before
        )


def parts_of(problem: Problem, person: int, opening: int, shares: Floats) -> tuple[ScorePart, ...]:
    """Return the parts of one pair by row numbers; shares (F,) are its contributions in the order of `problem.parts`."""
    return tuple(
        ScorePart(
            name, share, neutral_of(problem, name), _branch(problem, name, person, opening, share)
        )
        for name, share in zip(problem.parts, shares.tolist(), strict=True)
    )


def skill_fits(
    problem: Problem, person: int, opening: int
) -> tuple[tuple[SkillFit, ...], tuple[SkillFit, ...]]:
    """Return (matched, missing) for row numbers; matched by importance, missing by lost score, then by id."""
    openings = problem.openings
    need, importance, essential = (
        _row(side, opening) for side in (openings.required, openings.importance, openings.essential)
    )
    have = _row(problem.people.levels, person)
    fits = [
        SkillFit(
            int(problem.skill_ids[column]),
            int(level),
            int(have.get(column, 0)),
            int(importance[column]),
            bool(essential.get(column, False)),
        )
        for column, level in need.items()
        if level
    ]
    matched = sorted(
        (fit for fit in fits if not fit.gap),
        key=lambda fit: (-fit.importance, -fit.asked, fit.skill_id),
    )
    missing = sorted(
        (fit for fit in fits if fit.gap),
        key=lambda fit: (not fit.is_essential, -fit.importance * fit.gap, fit.skill_id),
    )
    return tuple(matched), tuple(missing)


def why_not(problem: Problem, person_id: int, opening_id: int) -> WhyNot:
    """Return the constraints and gaps between a person and an opening, and its rank in their list."""
    person = positions(problem.people.ids, [person_id])
    opening = positions(problem.openings.ids, [opening_id])
    own = float(scores.total(scores.contributions(problem, person, opening))[0, 0])
    broken = tuple(
        str(code)
        for code, mask in scores.rules(problem, person, opening).items()
        if bool(mask[0, 0])
    )
    _, missing = skill_fits(problem, int(person[0]), int(opening[0]))
    return WhyNot(broken, missing, own, place_among([problem], person_id, opening_id))


def place_among(problems: Sequence[Problem], person_id: int, opening_id: int) -> int | None:
    """Return an opening's rank in a person's list over all problems, each opening in one of them; None if hidden."""
    ids, totals = [], []
    for problem in problems:
        person = positions(problem.people.ids, [person_id])
        shown = np.flatnonzero(
            ~scores.hidden(problem, person, np.arange(problem.openings.ids.size))[0]
        )
        ids.append(problem.openings.ids[shown])
        totals.append(scores.total(scores.contributions(problem, person, shown))[0])
    every, total = np.concatenate(ids), np.concatenate(totals)
    own = total[every == opening_id]
    if not own.size:
        return None
    ahead = total > own[0]
    alike = np.flatnonzero(total == own[0])
    drawn, own_lot = (
        lots(np.array(person_id), every[alike]),
        lots(np.array(person_id), np.array([opening_id])),
    )
    return int(ahead.sum() + (drawn < own_lot).sum()) + 1


def gains_of_courses(
    problems: Sequence[Problem], person_id: int, courses: Sequence[Levels]
) -> tuple[CourseGain, ...]:
    """Return what each of these courses, taken alone, would change for a person: all of them in one pass.

    The openings may be in several problems, each in one. Levels affect the skill part alone, so only that part is
    recomputed.
    """
    seen = [_Seen.of(problem, person_id, courses) for problem in problems]
    ids = np.concatenate([one.ids for one in seen])
    pay = np.concatenate([one.pay for one in seen])
    reached = np.concatenate([one.reached for one in seen], axis=1)
    deltas = np.concatenate([one.deltas for one in seen], axis=1)
    return tuple(
        _gain(ids, pay, reached[0], has, delta)
        for has, delta in zip(reached[1:], deltas, strict=True)
    )


@dataclass(frozen=True)
class _Seen:
    """The openings that a person may see: ids and lowest pay (n,), reached as they are and with each course (1 + K, n).

    deltas (K, n) is what each course adds to the score.
    """

    ids: Ints
    pay: Floats
    reached: Bools
    deltas: Floats

    @classmethod
    def of(cls, problem: Problem, person_id: int, courses: Sequence[Levels]) -> "_Seen":
        person = positions(problem.people.ids, [person_id])
        shown = np.flatnonzero(
            ~scores.hidden(problem, person, np.arange(problem.openings.ids.size))[0]
        )
        fits = _skill_scores(problem, person, courses, shown)
        gains = problem.weights.contribution("skill", fits)
        return cls(
            problem.openings.ids[shown],
            problem.openings.pay_min[shown],
            (fits >= 1.0) & (problem.full[shown] > 0),
            gains[1:] - gains[0],
        )


def _skill_scores(problem: Problem, person: Ints, courses: Sequence[Levels], shown: Ints) -> Floats:
    """Return (1 + courses, shown): the person's score of skills as they are, then with each course."""
    levels = np.repeat(problem.people.levels[person].toarray(), len(courses) + 1, axis=0)
    for row, taught in zip(levels[1:], courses, strict=True):
        columns = positions(problem.skill_ids, list(taught))
        row[columns] = np.maximum(
            row[columns], np.minimum(np.array(list(taught.values()), dtype=row.dtype), TOP_LEVEL)
        )
    have = stairs(sparse.csr_array(levels), None)
    alike = replace(problem, have=have, have_t=have.T.tocsr())
    return scores.skill_score(alike, np.arange(len(levels)), shown)


def _gain(ids: Ints, pay: Floats, had: Bools, has: Bools, delta: Floats) -> CourseGain:
    new = has & ~had
    return CourseGain(
        int(had.sum()),
        int(has.sum()),
        tuple(np.sort(ids[new]).tolist()),
        float(delta.mean()) if delta.size else 0.0,
        _median_pay(pay[had]),
        _median_pay(pay[new]),
    )


def _median_pay(pay: Floats) -> float | None:
    """Return the median of some pays; None where none is known."""
    known = pay[np.isfinite(pay)]
    return float(np.median(known)) if known.size else None


def _row(side: Csr, row: int) -> dict[int, float]:
    """Return column → stored value of one row; slicing a sparse matrix would cost a hundred times more."""
    part = slice(side.indptr[row], side.indptr[row + 1])
    return dict(zip(side.indices[part].tolist(), side.data[part].tolist(), strict=True))


# --- in which way a part came about ------------------------------------------------------------------------------------


def _branch(problem: Problem, name: str, person: int, opening: int, share: float) -> str:
    if name not in BRANCHES or not getattr(problem.weights, name):
        return ""
    return BRANCHES[name](problem, person, opening, problem.weights.score_of(name, share))


def neutral_of(problem: Problem, name: str) -> float:
    """Return what a part adds where nothing is known; price and bonus are nothing that is known of the pair."""
    if name in (CROWDING, NEW):
        return 0.0
    return float(problem.weights.contribution(name, NEUTRALS.get(name, scores.NEUTRAL)))


def skill_branch(problem: Problem, person: int, opening: int, score: float) -> str:
    """Return nothing asked (""), all, some (levels reached, not all of them) or none."""
    if not problem.full[opening]:
        return ""
    if score >= 1.0 - CLOSE:
        return "all"
    return "some" if score > 0 else "none"


def pay_branch(problem: Problem, person: int, opening: int, score: float) -> str:
    """Return how the pay reaches the wish: guaranteed, from, piece, upper, piece_upper, below; unit: not by the month."""
    openings, wish = problem.openings, problem.people.wanted_pay_min[[person]]
    if not np.isfinite(wish).all():
        return ""
    low, high, base = (
        pay[[opening]] for pay in (openings.pay_min, openings.pay_max, openings.pay_base)
    )
    if not (np.isfinite(low) & np.isfinite(high)).all():
        return "piece_unit" if openings.is_piecework[opening] else "unit"
    starts_there, gets_there = (bool(found[0]) for found in scores.pay_reach(wish, low, high))
    if starts_there:
        if bool(scores.pay_reach(wish, base, high)[0][0]):
            return "guaranteed"
        return "piece" if openings.is_piecework[opening] else "from"
    if not gets_there:
        return "below"
    return "piece_upper" if openings.is_piecework[opening] else "upper"


def place_branch(problem: Problem, person: int, opening: int, score: float) -> str:
    """Return wanted or home, with _here where it is the very place; "" where nothing is known."""
    has_wish, at_home = (
        bool(found[0]) for found in scores.place_origin(problem, np.array([person]))
    )
    if problem.openings.division[opening] == UNKNOWN or not (has_wish or at_home):
        return ""
    here = "_here" if score >= 1.0 - CLOSE else ""
    return ("wanted" if has_wish else "home") + here


BRANCHES: dict[str, Callable[[Problem, int, int, float], str]] = {
    "skill": skill_branch,
    "pay": pay_branch,
    "place": place_branch,
}
