"""How are learned scores standardised by person? So that they say which opening suits whom, not who is chosen most.

A person's learned scores have a mean (level) and a deviation (spread) over all openings: somebody with a long history, or who
was often chosen, has high scores everywhere. Evened out, all people have the same mean and deviation. So on an opening's list
people differ only by how much better this opening suits them than others do. The order of a person's own list by the learned
part stays.
"""

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from recommender.arrays import Arrays, Floats, Ints
from recommender.learned.fold_in import NOBODY
from recommender.learned.model import DIGITS, OPENINGS, PEOPLE, Model, Now
from recommender.learned.tables import FeatureTable

REFERENCE = 300  # openings over which a person's mean and deviation are taken
CELLS_AT_ONCE = 1_000_000
MOST = 3.0  # a deviation is widened or narrowed at most so many times
FLAT = 1e-9


@dataclass(frozen=True)
class Standardised:
    """A model and how far it is evened: `share` 0..1, over the openings `reference` (R,), to `middle` and `spread`.

    levels (P, 2): mean and deviation of everybody in the training, by rising id; moved (n, 2): of people who are placed
    elsewhere today. The score of an unknown person stays ½.
    """

    model: Model
    share: float
    reference: Ints
    middle: float
    spread: float
    levels: Floats
    moved: Floats

    @classmethod
    def of(cls, model: Model, share: float, seed: int) -> Self:
        """Even a model out by this share."""
        some = np.sort(np.random.default_rng(seed).permutation(model.opening_ids.size)[:REFERENCE])
        reference = np.asarray(model.opening_ids[some])
        levels = _levels(model, model.person_ids, reference)
        middle, spread = (levels.mean(axis=0) if levels.size else np.zeros(2)).tolist()
        return cls(model, share, reference, middle, spread, levels, np.zeros((0, 2)))

    def scores(self, person_ids: Ints, opening_ids: Ints) -> Floats:
        """Return (people, openings) float64 in 0..1."""
        found = self.model.scores(person_ids, opening_ids)
        levels, known = self._levels_of(person_ids)
        times = np.clip(self.spread / np.maximum(levels[:, 1], FLAT), 1 / MOST, MOST)
        even = np.clip((found - levels[:, :1]) * times[:, None] + self.middle, 0.0, 1.0)
        mixed = (1 - self.share) * found + self.share * even
        return np.asarray(np.where(known[:, None], mixed, found).round(DIGITS))

    def placed(
        self, side: int, profiles: FeatureTable, now: Now | None = None, asked: Ints | None = None
    ) -> Self:
        """Return it with rows of a side folded in by today's profiles and pairs, as `Model.placed` does."""
        model = self.model.placed(side, profiles, now, asked)
        if side == OPENINGS:
            return replace(self, model=model)
        as_trained = replace(model, stands=(model.stands[PEOPLE], NOBODY))
        return replace(
            self, model=model, moved=_levels(as_trained, model.stands[PEOPLE].ids, self.reference)
        )

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Return the model's arrays and those of the evening."""
        numbers = np.array([self.share, self.middle, self.spread])
        return self.model.to_arrays() | {
            "even.numbers": numbers,
            "even.reference": self.reference,
            "even.levels": self.levels,
        }

    def _levels_of(self, ids: Ints) -> tuple[Floats, NDArray[np.bool_]]:
        """Return mean and deviation of these people, (n, 2), and for whom they are known."""
        found, known = np.zeros((ids.size, 2)), np.zeros(ids.size, dtype=bool)
        stand = self.model.stands[PEOPLE].ids
        for names, levels in ((self.model.person_ids, self.levels), (stand, self.moved)):
            if names.size:
                at = np.minimum(np.searchsorted(names, ids), names.size - 1)
                here = names[at] == ids
                found[here], known = levels[at[here]], known | here
        return found, known


def restored(arrays: Arrays) -> Model | Standardised:
    """Return the model of `to_arrays`, evened or not; Unusable if an array is missing or has a wrong shape."""
    model = Model.from_arrays(arrays)
    if "even.numbers" not in arrays:
        return model
    share, middle, spread = (float(number) for number in arrays["even.numbers"])
    reference, levels = np.asarray(arrays["even.reference"]), np.asarray(arrays["even.levels"])
    return Standardised(model, share, reference, middle, spread, levels, np.zeros((0, 2)))


def _levels(model: Model, ids: Ints, reference: Ints) -> Floats:
    found = np.zeros((ids.size, 2))
    step = max(1, CELLS_AT_ONCE // max(1, reference.size))
    for start in range(0, ids.size if reference.size else 0, step):
        scores = model.scores(np.asarray(ids[start : start + step]), reference)
        found[start : start + step] = np.stack([scores.mean(axis=1), scores.std(axis=1)], axis=1)
    return found
