"""How much should each score count, as outcomes show it? Non-negative logistic regression, in shares of one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from matching.recommender.problem import FEATURES, Bools, Floats, Weights

LEAST_SKILL = 0.25  # a list stays about what one can do, whatever history says
SHRINKAGE = 1e-3
NOTHING = 1e-6


@dataclass(frozen=True)
class Choices:
    """Q outcomes, each beside openings that were live at the time: the first of each row is the one that happened.

    parts (Q, 1 + K, F) float64 scores in 0..1, in the order of FEATURES · is_there (Q, 1 + K) bool, false where fewer were
    live · worth (Q,) float64 above zero.
    """

    parts: Floats
    is_there: Bools
    worth: Floats


def weigh(choices: Choices, floor: float = LEAST_SKILL) -> Weights | None:
    """Return the weights under which what happened is likeliest; None where the outcomes tell nothing.

    Maximises the worth-weighted mean of ln(e^{β·first} / Σ e^{β·each}) − SHRINKAGE·‖β‖² over β ≥ 0; shares are β / Σβ. The
    share of skill is raised to `floor` where it is less, the others shrink in proportion.
    """
    if not choices.worth.size:
        return None
    found = optimize.minimize(
        _loss, np.full(len(FEATURES), 0.5), (choices,), jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(FEATURES)
    ).x
    if found.sum() < NOTHING:
        return None
    return floored(found / found.sum(), floor)


def floored(shares: Sequence[float] | Floats, floor: float = LEAST_SKILL) -> Weights:
    """Return shares of one in which skill has at least `floor`."""
    some = np.asarray(shares, dtype=np.float64)
    skill = FEATURES.index("skill")
    if some[skill] < floor:
        others = some.sum() - some[skill]
        some = some * ((1 - floor) / others if others else 0)
        some[skill] = floor if others else 1.0
    return Weights(**dict(zip(FEATURES, (some / some.sum()).tolist(), strict=True)))


def _loss(weights: Floats, choices: Choices) -> tuple[float, Floats]:
    total = np.where(choices.is_there, choices.parts @ weights, -np.inf)
    total = total - total.max(axis=1, keepdims=True)
    odds = np.exp(total)
    share = odds / odds.sum(axis=1, keepdims=True)
    worth = choices.worth / choices.worth.sum()
    likely = float((worth * np.log(share[:, 0])).sum())
    expected = np.einsum("qk,qkf->qf", share, choices.parts)
    slope = (worth[:, None] * (choices.parts[:, 0] - expected)).sum(axis=0)
    return -likely + SHRINKAGE * float(weights @ weights), -slope + 2 * SHRINKAGE * weights
