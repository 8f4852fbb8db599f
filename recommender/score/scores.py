"""How well does a pair fit, and what does each part contribute?

Every score lies in 0..1. What is not known is neutral (0.5): it neither helps nor harms. Blocks are (rows, columns)
where rows are people and columns are openings. Where a score can come about in several ways, the way has a name, its
branch, and both come from the same comparison (`pay_reach`, `place_origin`); `ranking/reasons.py` reads it for one pair.
"""

from collections.abc import Callable

import numpy as np

from recommender.arrays import Bools, Csr, Floats, Ints
from recommender.score.problem import CROWDING, NEW, UNKNOWN, Problem, Rule

NEUTRAL = 0.5
PAY_TOLERANCE = 0.3  # pay this share below the wish scores zero
DIGITS = 12  # totals are rounded here, so that equal pairs tie whatever the order of summing


def contributions(problem: Problem, people: Ints, openings: Ints) -> Floats:
    """Return what each part adds for each pair: (rows, columns, F) float64, in the order of `problem.parts`.

    Each part's plane lies together in memory: that is how they are written and summed.
    """
    planes = np.empty((len(problem.parts), people.size, openings.size), dtype=np.float64)
    for plane, name in zip(planes, problem.parts, strict=True):
        if name == CROWDING and problem.price is not None:
            plane[:] = -problem.price[openings]
        elif name == NEW and problem.bonus is not None:
            plane[:] = problem.bonus[openings]
        elif not getattr(problem.weights, name):
            plane[:] = 0.0  # a part of weight 0 is not computed
        else:
            plane[:] = problem.weights.contribution(name, SCORERS[name](problem, people, openings))
    return planes.transpose(1, 2, 0)


def total(parts: Floats) -> Floats:
    """Return the score of each pair: the sum of its contributions, (rows, columns)."""
    return np.round(parts.sum(axis=-1), DIGITS)


def skill_score(problem: Problem, people: Ints, openings: Ints) -> Floats:
    """Return 1 − Σ importance·max(0, need − have) / Σ importance·need; neutral where nothing is asked."""
    covered = _product(
        problem.have, problem.have_t, problem.asked, problem.asked_t, people, openings
    )
    full = problem.full[openings]
    return np.where(full > 0, covered / np.where(full > 0, full, 1.0), NEUTRAL)


def pay_score(problem: Problem, people: Ints, openings: Ints) -> Floats:
    """Return 1 where the lowest pay reaches the wish, ½ where only the highest does, 0 from 30 % below."""
    wish = problem.people.wanted_pay_min[people]
    low, high = problem.openings.pay_min[openings], problem.openings.pay_max[openings]
    rows, columns = (
        np.flatnonzero(np.isfinite(wish)),
        np.flatnonzero(np.isfinite(low) & np.isfinite(high)),
    )
    fit = np.full((people.size, openings.size), NEUTRAL)
    if rows.size and columns.size:
        fit[np.ix_(rows, columns)] = _pay_fit(wish[rows][:, None], low[columns], high[columns])
    return fit


def _pay_fit(wish: Floats, low: Floats, high: Floats) -> Floats:
    """Return the pay score where all is known: (rows, 1) wishes, (columns,) pays."""
    starts_there, gets_there = pay_reach(wish, low, high)
    # above the wish the range decides how much of it suffices, below it the tolerance
    fit = (high - wish) / np.where(
        gets_there, np.maximum(high - low, 1e-9), np.maximum(PAY_TOLERANCE * wish, 1e-9)
    )
    fit *= 0.5
    fit += 0.5
    return np.clip(np.where(starts_there, 1.0, fit), 0.0, 1.0)


def pay_reach(wish: Floats, low: Floats, high: Floats) -> tuple[Bools, Bools]:
    """Return where the lowest pay reaches the wish, and where the highest does: the only place where the two are compared."""
    return low >= wish, high >= wish


def place_score(problem: Problem, people: Ints, openings: Ints) -> Floats:
    """Return the nearness of the workplace to the nearest wanted place, or to the home where none is wanted."""
    return _by_code(
        problem.openings.division[openings],
        lambda codes: _nearest(problem, people, codes),
        people.size,
    )


def occupation_score(problem: Problem, people: Ints, openings: Ints) -> Floats:
    """Return 1 where the occupation is wanted, 0 where others are, neutral where the person has named none."""
    wanted = problem.people.wanted_occupations
    has_wish = np.diff(wanted.indptr)[people] > 0

    def wants(codes: Ints) -> Floats:
        return np.where(has_wish[:, None], wanted[people][:, codes].toarray() > 0, NEUTRAL)

    return _by_code(problem.openings.occupation[openings], wants, people.size)


def _by_code(codes: Ints, fits: Callable[[Ints], Floats], rows: int) -> Floats:
    """Return (rows, codes) what `fits` gives for each code, computed once per code; neutral where unknown."""
    counts = np.bincount(codes - UNKNOWN, minlength=1)
    known = np.flatnonzero(counts[1:])
    table = np.full((rows, counts.size), NEUTRAL)
    if known.size:
        table[:, known - UNKNOWN] = fits(known)
    return np.take(table, codes - UNKNOWN, axis=1)


def text_score(problem: Problem, people: Ints, openings: Ints) -> Floats:
    """Return the cosine of the two texts' character n-grams."""
    texts = problem.texts
    cosine = _product(
        texts.people, texts.people_t, texts.openings, texts.openings_t, people, openings
    )
    return np.clip(cosine, 0.0, 1.0)


def learned_score(problem: Problem, people: Ints, openings: Ints) -> Floats:
    """Return the learned score of each pair; neutral without a learned model."""
    if problem.learned is None:
        return np.full((people.size, openings.size), NEUTRAL)
    return problem.learned.scores(problem.people.ids[people], problem.openings.ids[openings])


SCORERS: dict[str, Callable[[Problem, Ints, Ints], Floats]] = {
    "skill": skill_score,
    "pay": pay_score,
    "place": place_score,
    "occupation": occupation_score,
    "text": text_score,
    "learned": learned_score,
}


def rules(problem: Problem, people: Ints, openings: Ints) -> dict[str, Bools]:
    """Return per hard constraint which pairs it hides: rule → (rows, columns) bool, in the order of Rule."""
    shape = (people.size, openings.size)
    none = np.zeros(shape, dtype=bool)
    return {code: none | _hidden_by(problem, code, people, openings) for code in Rule}


def hidden(problem: Problem, people: Ints, openings: Ints) -> Bools:
    """Return which pairs any hard constraint hides, (rows, columns) bool."""
    mask = np.zeros((people.size, openings.size), dtype=bool)
    for code in Rule:
        by_rule = _hidden_by(problem, code, people, openings)
        if by_rule.any():
            mask |= by_rule
    return mask


def _hidden_by(problem: Problem, code: Rule, people: Ints, openings: Ints) -> Bools:
    """Return which pairs one rule hides, in a shape that spreads to (rows, columns)."""
    masks = problem.masks
    mask = np.zeros((1, 1), dtype=bool)
    if code in masks.by_person:
        hidden_people = masks.by_person[code][people][:, None]
        mask = mask | (
            hidden_people & problem.openings.is_internship[openings]
            if code == Rule.INTERNSHIP
            else hidden_people
        )
    if code in masks.by_opening:
        mask = mask | masks.by_opening[code][openings]
    if code in masks.by_pair:
        mask = mask | _cells(masks.by_pair[code], people, openings)
    return (
        mask | _education_below(problem, people, openings) if code == Rule.EDUCATION_BELOW else mask
    )


def _education_below(problem: Problem, people: Ints, openings: Ints) -> Bools:
    have = problem.people.education_rank[people][:, None]
    asked = problem.openings.education_rank_min[openings]
    return (have != UNKNOWN) & (asked != UNKNOWN) & (have < asked)


def _nearest(problem: Problem, people: Ints, codes: Ints) -> Floats:
    """Return the greatest nearness of each person's places to each code, (rows, codes)."""
    wanted = problem.people.wanted_divisions[people]
    home = problem.people.home_division[people]
    nearness = problem.divisions.nearness[:, codes]
    best = np.full((people.size, codes.size), NEUTRAL)
    has_wish, at_home = place_origin(problem, people)
    best[at_home] = nearness[home[at_home]]
    wishing = np.flatnonzero(has_wish)
    if wishing.size:
        best[wishing] = np.maximum.reduceat(
            nearness[wanted.indices], wanted.indptr[wishing], axis=0
        )
    return best


def place_origin(problem: Problem, people: Ints) -> tuple[Bools, Bools]:
    """Return for whom nearness is counted from the wanted places, and for whom, without any, from the home."""
    has_wish = np.diff(problem.people.wanted_divisions.indptr)[people] > 0
    return has_wish, ~has_wish & (problem.people.home_division[people] != UNKNOWN)


def _product(left: Csr, left_t: Csr, right: Csr, right_t: Csr, rows: Ints, columns: Ints) -> Floats:
    """Return left[rows] · right[columns]ᵀ dense, multiplying from the shorter side."""
    if rows.size <= columns.size:
        wide = left[rows] @ (right_t if _is_all(columns, right) else right_t[:, columns])
        return np.asarray(wide.toarray(), dtype=np.float64)
    tall = right[columns] @ (left_t if _is_all(rows, left) else left_t[:, rows])
    return np.asarray(tall.toarray(), dtype=np.float64).T


def _is_all(chosen: Ints, side: Csr) -> bool:
    return chosen.size == side.shape[0] and bool((chosen == np.arange(chosen.size)).all())


def _cells(matrix: Csr, rows: Ints, columns: Ints) -> Bools:
    if matrix.nnz == 0:
        return np.zeros((rows.size, columns.size), dtype=bool)
    some = matrix[rows]
    return np.asarray(
        (some if _is_all(columns, matrix.T) else some[:, columns]).toarray(), dtype=bool
    )
