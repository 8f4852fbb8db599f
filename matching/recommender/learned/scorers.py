"""Which scorers stand side by side, and with which parameters?"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from matching.recommender.learned import ridge
from matching.recommender.learned.als import Traits, als
from matching.recommender.learned.ease import ease
from matching.recommender.learned.features import in_pairs
from matching.recommender.learned.popularity import popularity
from matching.recommender.learned.shapes import Factors, Scorer
from matching.recommender.learned.tables import Csr
from matching.recommender.learned.walks import walks

POPULARITY = "popularity"
EASE_UP_TO = 4_000  # openings: N³ steps are too much beyond
RIDGE_CELLS = 80_000_000  # features × candidates kept in memory
PENALTIES = (10.0, 30.0, 100.0)  # of foretelling traits from profiles: rough and fine side by side are better than one

Scorers = dict[str, Scorer]


@dataclass(frozen=True)
class Data:
    """What is learned from: pairs (P, N), both sides' features (P, A) and (N, B), and these with their words in pairs."""

    pairs: Csr
    people: Csr
    openings: Csr
    people_in_pairs: Csr
    openings_in_pairs: Csr

    @classmethod
    def of(cls, pairs: Csr, people: Csr, openings: Csr) -> Self:
        """Put the words of both sides in pairs."""
        return cls(pairs, people, openings, in_pairs(people), in_pairs(openings))

    @property
    def profiles(self) -> tuple[Csr, Csr]:
        """Both sides' features, as a factorisation takes them."""
        return self.people, self.openings

    def learning_from(self, pairs: Csr) -> "Data":
        """Return the same features with other pairs."""
        return replace(self, pairs=pairs)

    def turned(self) -> "Data":
        """Return the same data with openings as queries."""
        back = self.pairs.T.tocsr()
        return Data(back, self.openings, self.people, self.openings_in_pairs, self.people_in_pairs)


@dataclass(frozen=True)
class Plan:
    """The parameters of all scorers: as chosen on kept-back pairs; `starts` is how many factorisations are averaged.

    `leaning` is the place in `traits` of what profiles foretell: held to profiles itself where that was tried.
    """

    traits: tuple[Traits, ...] = (Traits(),)
    leaning: int = 0
    ease_penalty: float = 200.0
    walks: tuple[tuple[float, float], ...] = ((0.5, 0.2),)
    ridge_penalty: float = 30.0
    starts: int = 3


def fitted(data: Data, plan: Plan, seed: int) -> Scorers:
    """Return every scorer that these data can feed, people as queries; popularity is always there."""
    found: Scorers = {POPULARITY: popularity(data.pairs)}
    if data.pairs.nnz == 0:
        return found
    factors = [together(data, traits, seed, plan.starts) for traits in plan.traits]
    found |= {f"traits_{place}": one for place, one in enumerate(factors)}
    found |= {f"walks_{place}": walks(data.pairs, *one) for place, one in enumerate(plan.walks)}
    if data.pairs.shape[1] <= EASE_UP_TO:
        found["ease"] = ease(data.pairs, plan.ease_penalty)
    return found | by_profile(data, plan, factors[plan.leaning])


def together(data: Data, traits: Traits, seed: int, starts: int) -> Factors:
    """Return factors side by side from several starts: their product is the sum of the single ones'."""
    parts = [als(data.pairs, traits, seed + start, data.profiles) for start in range(starts)]
    return Factors(np.hstack([one.queries for one in parts]), np.hstack([one.candidates for one in parts]))


def by_profile(data: Data, plan: Plan, factors: Factors) -> Scorers:
    """Return the scorers that need no history of the query, or of the candidate."""
    turned, back = data.turned(), factors.turned()
    found: Scorers = {}
    if data.people.shape[1]:
        found |= _from_features("person", data, plan, factors)
    if data.openings.shape[1]:
        found |= {name: one.turned() for name, one in _from_features("opening", turned, plan, back).items()}
    return found


def _from_features(side: str, data: Data, plan: Plan, factors: Factors) -> Scorers:
    is_small = data.people.shape[1] * data.pairs.shape[1] <= RIDGE_CELLS
    found: Scorers = {f"{side}_neighbours": ridge.neighbours(data.people, data.pairs, is_small=is_small)}
    foretold = ridge.to_factors(data.people_in_pairs, data.pairs, factors, PENALTIES)
    found |= {f"{side}_to_traits_{place}": one for place, one in enumerate(foretold)}
    if is_small:
        found[f"{side}_to_pairs"] = ridge.to_pairs(data.people, data.pairs, plan.ridge_penalty)
    return found
