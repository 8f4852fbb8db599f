"""How much does each part score count? A weight is a part's range; a curve is the way from 0 to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

import numpy as np

from recommender.arrays import Floats

CURVES = "curves"
STEPS = 8
KNOTS = np.linspace(0.0, 1.0, STEPS + 1)  # the scores at which a curve may bend


@dataclass(frozen=True)
class Weights:
    """The weight of each part score; weights sum to one and are named as the features are.

    A contribution grows with its part score along a straight line, or along a curve: by name, the share of the weight that
    is reached at each of KNOTS, rising from 0 to 1 and linear in between. So every contribution is monotone, whatever was
    learned, and the part score can be read back from it.
    """

    skill: float = 0.50
    pay: float = 0.15
    place: float = 0.15
    occupation: float = 0.15
    text: float = 0.05
    learned: float = 0.0
    curves: Mapping[str, Sequence[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse weights that do not sum to one, and curves that are not strictly increasing."""
        if not (self.array >= 0).all() or abs(float(self.array.sum()) - 1.0) > 1e-9:
            raise ValueError("Weights are shares of one.")
        for name, curve in self.curves.items():
            whole = len(curve) == KNOTS.size and (curve[0], curve[-1]) == (0.0, 1.0)
            if name not in FEATURES or not whole or not (np.diff(curve) > 0).all():
                raise ValueError("A curve belongs to a score and rises from 0 to 1 at every knot.")

    @property
    def array(self) -> Floats:
        """The weights in the order of FEATURES, (F,) float64."""
        return np.array([getattr(self, name) for name in FEATURES], dtype=np.float64)

    def contribution(self, name: str, scores: Floats | float) -> Floats:
        """Return the contribution of one feature's scores: from 0 to its weight, monotone in the score."""
        return np.asarray(
            getattr(self, name) * self._climbed(name, np.asarray(scores, dtype=np.float64))
        )

    def score_of(self, name: str, share: float) -> float:
        """Return the score that gives this contribution; 0 if the feature has no weight."""
        weight = getattr(self, name)
        if not weight:
            return 0.0
        return (
            float(np.interp(share / weight, self.curves[name], KNOTS))
            if name in self.curves
            else share / weight
        )

    def totals(self, parts: Floats) -> Floats:
        """Return the sum of the contributions of all scores (…, F), in the order of FEATURES."""
        climbed = (
            [self._climbed(name, parts[..., place]) for place, name in enumerate(FEATURES)]
            if self.curves
            else None
        )
        return np.asarray((parts if climbed is None else np.stack(climbed, axis=-1)) @ self.array)

    def _climbed(self, name: str, scores: Floats) -> Floats:
        return np.interp(scores, KNOTS, self.curves[name]) if name in self.curves else scores


FEATURES = tuple(part.name for part in fields(Weights) if part.name != CURVES)
