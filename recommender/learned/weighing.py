"""Which weight and which curve does each part score get from outcomes? Monotone conditional logistic regression.

The same regression fits straight lines and curves: a curve is a piecewise linear function whose pieces, from knot to knot, may
not fall. So every contribution is exact and monotone, and a curve is a row of numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from recommender.arrays import Bools, Floats
from recommender.score.weights import FEATURES, KNOTS, STEPS, Weights

LEAST_SKILL = 0.25  # skills keep this weight, whatever the outcomes say
LEAST_WISH = 0.1  # and so does each stated wish: pay, place and occupation
FLOORS: Mapping[str, float] = {
    "skill": LEAST_SKILL,
    **dict.fromkeys(("pay", "place", "occupation"), LEAST_WISH),
}
SHRINKAGE = 1e-3
SMOOTH = 3e-3  # penalty on differences between the steps of a curve
STRAIGHT = 0.05  # share of a straight line in every curve, so that it is strictly increasing
NOTHING = 1e-6


@dataclass(frozen=True)
class Choices:
    """Q outcomes, each with alternatives that were live at the time; the first of each row is the one that happened.

    parts (Q, 1 + K, F) float64 scores in 0..1, in the order of FEATURES · is_there (Q, 1 + K) bool, false for padding ·
    weight (Q,) float64 above zero.
    """

    parts: Floats
    is_there: Bools
    weight: Floats


def weigh(choices: Choices, floors: Mapping[str, float] = FLOORS) -> Weights | None:
    """Return the maximum-likelihood weights; None if the outcomes carry no information.

    Maximises the weighted mean of ln(e^{β·first} / Σ e^{β·each}) − SHRINKAGE·‖β‖² over β ≥ 0. The weights are β / Σβ,
    raised to their floors.
    """
    found = _fitted(choices, SHRINKAGE * np.eye(len(FEATURES)))
    return None if found is None else floored(found, floors)


def bent(choices: Choices, floors: Mapping[str, float] = FLOORS) -> Weights | None:
    """Return maximum-likelihood weights and curves; a weight is the total rise of its curve.

    The same regression over the steps of each curve, with a penalty of SMOOTH on differences between steps.
    """
    climbed = np.clip(choices.parts[..., None] * STEPS - np.arange(STEPS), 0.0, 1.0)
    steps = replace(choices, parts=climbed.reshape(*choices.is_there.shape, len(FEATURES) * STEPS))
    even = np.full((STEPS, STEPS), 1 / STEPS)
    cost = SHRINKAGE * STEPS * even + SMOOTH * STEPS * (np.eye(STEPS) - even)
    found = _fitted(steps, np.kron(np.eye(len(FEATURES)), cost))
    if found is None:
        return None
    rises = found.reshape(len(FEATURES), STEPS)
    return replace(floored(rises.sum(axis=1), floors), curves=_curves(rises))


def _curves(rises: Floats) -> dict[str, list[float]]:
    """Return by name the curve of each feature with a weight; `rises` (F, STEPS) ≥ 0."""
    found = {}
    for name, rise in zip(FEATURES, rises, strict=True):
        if rise.sum() > NOTHING:
            reached = np.concatenate([[0.0], np.cumsum(rise / rise.sum())])
            found[name] = [0.0, *(STRAIGHT * KNOTS + (1 - STRAIGHT) * reached)[1:-1].tolist(), 1.0]
    return found


def _fitted(choices: Choices, cost: Floats) -> Floats | None:
    """Return the β ≥ 0, one for each part, that maximises the log-likelihood less β'·cost·β; None if it is zero."""
    from scipy import optimize  # 10 MB that only the night needs

    if not choices.weight.size:
        return None
    size = choices.parts.shape[-1]
    start = np.full(size, 0.5 * len(FEATURES) / size)
    told = (choices, cost)
    found = optimize.minimize(
        _loss, start, told, jac=True, method="L-BFGS-B", bounds=[(0, None)] * size
    ).x
    return np.asarray(found) if found.sum() >= NOTHING else None


def floored(shares: Sequence[float] | Floats, floors: Mapping[str, float] = FLOORS) -> Weights:
    """Return weights that sum to one with every part at or above its floor; the others shrink in proportion.

    Weights that already meet the floors stay as they are. The floors sum to less than one.
    """
    some = np.asarray(shares, dtype=np.float64) / np.sum(shares)
    least = np.array([floors.get(name, 0.0) for name in FEATURES])
    raised, found = np.zeros(some.size, dtype=bool), some
    while ((found < least) & ~raised).any():  # shrinking may push others below their floors
        raised |= found < least
        found = np.where(raised, least, some * ((1 - least[raised].sum()) / some[~raised].sum()))
    return Weights(**dict(zip(FEATURES, (found / found.sum()).tolist(), strict=True)))


def _loss(weights: Floats, choices: Choices, cost: Floats) -> tuple[float, Floats]:
    total = np.where(choices.is_there, choices.parts @ weights, -np.inf)
    total = total - total.max(axis=1, keepdims=True)
    odds = np.exp(total)
    share = odds / odds.sum(axis=1, keepdims=True)
    weight = choices.weight / choices.weight.sum()
    likely = float((weight * np.log(share[:, 0])).sum())
    expected = np.einsum("qk,qkf->qf", share, choices.parts)
    slope = (weight[:, None] * (choices.parts[:, 0] - expected)).sum(axis=0)
    return -likely + float(weights @ cost @ weights), -slope + 2 * cost @ weights
