"""How did each part of a pair's score come about, and on which side of neutral does it lie?

A reason is a sentence about a part: which one follows from the branch and the side, and from nothing else. The branch says
in which way the score came about (from wanted places or from the home; from pay that is guaranteed, from the lower or only
from the upper end), and comes from the comparison that made the score.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from recommender.arrays import Floats
from recommender.score import scores
from recommender.score.problem import CROWDING, NEW, UNKNOWN, Problem

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


def parts_of(problem: Problem, person: int, opening: int, shares: Floats) -> tuple[ScorePart, ...]:
    """Return the parts of one pair by row numbers; shares (F,) are its contributions in the order of `problem.parts`."""
    return tuple(
        ScorePart(
            name, share, neutral_of(problem, name), _branch(problem, name, person, opening, share)
        )
        for name, share in zip(problem.parts, shares.tolist(), strict=True)
    )


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
