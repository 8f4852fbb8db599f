"""How much does each score count, and how does its part grow with it? A weight is a part's whole span, a curve the way there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

import numpy as np

from recommender.arrays import Floats

CURVES = "curves"
STEPS = 8
KNOTS = np.linspace(0.0, 1.0, STEPS + 1)  # the scores at which a curve may bend


@dataclass(frozen=True)
class Weights:
    """How much each score counts; shares of one, named as the features are.

    A part grows with its score along a straight line, or along its curve: by name, how much of the weight is reached at each of
    KNOTS, rising from 0 to 1 with straight lines between. So more is always more, whatever was learned, and the score that made
    a part can be read back from it.
    """

    skill: float = 0.50
    pay: float = 0.15
    place: float = 0.15
    occupation: float = 0.15
    text: float = 0.05
    learned: float = 0.0
    curves: Mapping[str, Sequence[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse weights that are not shares of one, and curves that do not rise all the way."""
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
        """Return what scores of one feature add: from 0 to its weight, never less where the score is higher."""
        return np.asarray(
            getattr(self, name) * self._climbed(name, np.asarray(scores, dtype=np.float64))
        )

    def score_of(self, name: str, share: float) -> float:
        """Return the score that adds this share; 0 where the feature weighs nothing."""
        weight = getattr(self, name)
        if not weight:
            return 0.0
        return (
            float(np.interp(share / weight, self.curves[name], KNOTS))
            if name in self.curves
            else share / weight
        )

    def totals(self, parts: Floats) -> Floats:
        """Return what all scores (…, F), in the order of FEATURES, add together."""
        climbed = (
            [self._climbed(name, parts[..., place]) for place, name in enumerate(FEATURES)]
            if self.curves
            else None
        )
        return np.asarray((parts if climbed is None else np.stack(climbed, axis=-1)) @ self.array)

    def _climbed(self, name: str, scores: Floats) -> Floats:
        return np.interp(scores, KNOTS, self.curves[name]) if name in self.curves else scores


FEATURES = tuple(part.name for part in fields(Weights) if part.name != CURVES)
