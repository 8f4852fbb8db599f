"""How do many products of factors become one, so that asking about one pair costs the same however many there were?

What all factors of a model say together, each weighed by both sides' slopes, is one linear map. Its strongest directions are
found by a randomised range finder (Halko, Martinsson and Tropp 2011, algorithm 4.4) and kept as one product of two tables.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matching.recommender.learned.leanings import Leanings, Scale
from matching.recommender.learned.shapes import Factors, exact
from matching.recommender.learned.tables import Floats

RANK = 256  # directions kept
SPARE = 16  # directions looked for beyond those, which makes the last of the kept ones true
ROUNDS = 2  # of sharpening
NAME = "factors"

Block = NDArray[np.float32]


@dataclass(frozen=True)
class Weighed:
    """Some products of factors and the slopes (P, S) and (N, S) of each: Σ_s ½ (a_is + b_js) q_is · c_js of every pair."""

    parts: tuple[Factors, ...]
    people: Block
    openings: Block

    def ahead(self, block: Block) -> Block:
        """Return (P, r), the map applied to (N, r)."""
        found = np.zeros((self.people.shape[0], block.shape[1]), dtype=np.float32)
        for at, part in enumerate(self.parts):
            found += self.people[:, [at]] * (part.queries @ (part.candidates.T @ block))
            found += part.queries @ (part.candidates.T @ (self.openings[:, [at]] * block))
        return np.asarray(found / 2, dtype=np.float32)

    def back(self, block: Block) -> Block:
        """Return (N, r), the transposed map applied to (P, r)."""
        found = np.zeros((self.openings.shape[0], block.shape[1]), dtype=np.float32)
        for at, part in enumerate(self.parts):
            found += part.candidates @ (part.queries.T @ (self.people[:, [at]] * block))
            found += self.openings[:, [at]] * (part.candidates @ (part.queries.T @ block))
        return np.asarray(found / 2, dtype=np.float32)


def folded(found: Leanings, seed: int, rank: int = RANK) -> Leanings:
    """Return the same leanings with all products of factors as one of this rank at most; exact where a side is no larger."""
    at = [place for place, scorer in enumerate(found.scorers.values()) if isinstance(scorer, Factors)]
    rest = [place for place in range(len(found.scorers)) if place not in at]
    if not at:
        return found
    names, scorers = list(found.scorers), list(found.scorers.values())
    parts = tuple(one for one in scorers if isinstance(one, Factors))
    together = Weighed(parts, *(side.slopes[:, at].astype(np.float32) for side in (found.people, found.openings)))
    people, openings = (_with_one(side, rest) for side in (found.people, found.openings))
    kept = {names[place]: exact(scorers[place]) for place in rest}
    return replace(found, scorers=kept | {NAME: _product(together, rank, seed)}, people=people, openings=openings)


def _product(together: Weighed, rank: int, seed: int) -> Factors:
    """Return the strongest `rank` directions of a map as factors (P, rank) and (N, rank) float64."""
    counts = together.people.shape[0], together.openings.shape[0]
    rank = min(rank, *counts)
    width = min(rank + SPARE, *counts)
    base = _upright(together.ahead(np.random.default_rng(seed).normal(size=(counts[1], width)).astype(np.float32)))
    for _ in range(ROUNDS):
        base = _upright(together.ahead(_upright(together.back(base))))
    _values, turn = np.linalg.eigh(_square(together.back(base)))  # rising
    turn = turn[:, ::-1][:, :rank].astype(np.float32)
    people = base @ turn
    return Factors(people.astype(np.float64), together.back(people).astype(np.float64))


def _upright(block: Block) -> Block:
    """Return an orthonormal base of the columns."""
    return np.asarray(np.linalg.qr(block)[0], dtype=np.float32)


def _square(block: Block) -> Floats:
    wide = block.astype(np.float64)
    return np.asarray(wide.T @ wide)


def _with_one(side: Scale, rest: list[int]) -> Scale:
    """Return the slopes of the rest and, last, those of the product, which holds its own already."""
    return Scale(np.column_stack([side.slopes[:, rest], np.ones(len(side.shift))]), side.shift)
