"""How much should each score count, as outcomes show it? Non-negative logistic regression, in shares of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from matching.recommender.problem import FEATURES, Bools, Floats, Weights

LEAST_SKILL = 0.25  # a list stays about what one can do, whatever history says
LEAST_WISH = 0.1  # and about what was asked for: each of pay, place and occupation
FLOORS: Mapping[str, float] = {
    "skill": LEAST_SKILL,
    **dict.fromkeys(("pay", "place", "occupation"), LEAST_WISH),
}
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


def weigh(choices: Choices, floors: Mapping[str, float] = FLOORS) -> Weights | None:
    """Return the weights under which what happened is likeliest; None where the outcomes tell nothing.

    Maximises the worth-weighted mean of ln(e^{β·first} / Σ e^{β·each}) − SHRINKAGE·‖β‖² over β ≥ 0; shares are β / Σβ, and
    none of them stands below its floor.
    """
    if not choices.worth.size:
        return None
    found = optimize.minimize(
        _loss, np.full(len(FEATURES), 0.5), (choices,), jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(FEATURES)
    ).x
    if found.sum() < NOTHING:
        return None
    return floored(found / found.sum(), floors)


def floored(shares: Sequence[float] | Floats, floors: Mapping[str, float] = FLOORS) -> Weights:
    """Return shares of one in which no part has less than its floor; what is raised comes off all others in proportion.

    Shares that hold the floors stay as they are. The floors are together less than one.
    """
    some = np.asarray(shares, dtype=np.float64) / np.sum(shares)
    least = np.array([floors.get(name, 0.0) for name in FEATURES])
    raised, found = np.zeros(some.size, dtype=bool), some
    while ((found < least) & ~raised).any():  # what comes off may push others below theirs
        raised |= found < least
        found = np.where(raised, least, some * ((1 - least[raised].sum()) / some[~raised].sum()))
    return Weights(**dict(zip(FEATURES, (found / found.sum()).tolist(), strict=True)))


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
