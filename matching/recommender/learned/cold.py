"""How is somebody without any history served? By profile alone, blended on rows whose whole history was hidden."""

import numpy as np

from matching.recommender.learned import blend, validation
from matching.recommender.learned.blend import Blend
from matching.recommender.learned.popularity import popularity
from matching.recommender.learned.scorers import POPULARITY, Data, Plan, Scorers, by_profile, together

STARTS = 2  # factorisations that are averaged only to find weights


def cold_blend(data: Data, plan: Plan, side: str, names: tuple[str, ...], seed: int) -> Blend:
    """Return the blend for queries (rows of `data`, called `side`) without history; scorers of history count nothing."""
    if data.people.shape[1] == 0 or data.pairs.nnz == 0:
        return blend.popular(names)
    cut = validation.cold(data.pairs, seed)
    hidden = data.learning_from(cut.train)
    turned = hidden if side == "person" else hidden.turned()
    factors = together(turned, plan.traits[plan.leaning], seed, min(plan.starts, STARTS))
    scorers: Scorers = {POPULARITY: popularity(turned.pairs)} | by_profile(turned, plan, factors)
    if side == "opening":
        scorers = {name: scorer.turned() for name, scorer in scorers.items()}
    found = blend.learned(scorers, cut)
    weight = dict(zip(found.names, found.weights, strict=True))
    return Blend(names, np.array([weight.get(name, 0.0) for name in names]), np.zeros(len(names)))
