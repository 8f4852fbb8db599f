"""How much does an outcome count in training? By its step, corrected for position bias and popularity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from matching.queries.history import (
    APPLIED,
    OFFERED,
    PLACED,
    STAYED,
    VIEWED,
    WAS_SHORTLISTED,
    Outcome,
)

Floats = NDArray[np.float64]

# A view counts little, a start much, a start that lasts three months most.
GAINS = {VIEWED: 0.1, APPLIED: 1.0, WAS_SHORTLISTED: 2.0, OFFERED: 3.0, PLACED: 4.0, STAYED: 6.0}
NAMES = {
    VIEWED: "viewed",
    APPLIED: "applied",
    WAS_SHORTLISTED: "shortlisted",
    OFFERED: "offered",
    PLACED: "placed",
    STAYED: "still_there",
}
LEAST_PROPENSITY = 0.2  # so no place counts more than five times as much as the first
LEAST_VIEWINGS = 200  # with fewer the curve 1 / log2(1 + place) is used
POPULARITY_POWER = 0.5  # each outcome of an opening with n outcomes counts n^-POPULARITY_POWER


def propensity(counts: Mapping[int, int], places: int = 60) -> Floats:
    """Return the propensity of each place (1…) relative to the first: (places,), never rising, LEAST_PROPENSITY to 1.

    `counts` are viewings by place of the list that is ordered by date alone, so the place is independent of the fit.
    """
    at = np.arange(1, places + 1)
    usual = 1 / np.log2(at + 1)
    if sum(counts.values()) < LEAST_VIEWINGS or not counts.get(1):
        return np.maximum(usual, LEAST_PROPENSITY)
    seen = np.array([counts.get(int(place), 0) for place in at], dtype=np.float64) / counts[1]
    return np.clip(np.minimum.accumulate(np.minimum(seen, 1.0)), LEAST_PROPENSITY, 1.0)


@dataclass(frozen=True)
class OutcomeScale:
    """The scale of outcome weights: propensity of places, outcomes of each opening by rising ids, and the mean weight.

    Stored with the model, so that later outcomes are weighted by the same scale.
    """

    curve: Floats
    openings: NDArray[np.int64]
    counts: NDArray[np.int64]
    mean: float

    @classmethod
    def of(cls, outcomes: Sequence[Outcome], curve: Floats) -> Self:
        """Return the scale that gives these outcomes a mean weight of 1."""
        ids = np.array([one.opening_id for one in outcomes], dtype=np.int64)
        openings, counts = np.unique(ids, return_counts=True)
        plain = cls(curve, openings, counts, 1.0)
        return replace(plain, mean=float(plain.weights(outcomes).mean())) if outcomes else plain

    def weights(self, outcomes: Sequence[Outcome]) -> Floats:
        """Return each outcome's weight (n,): gain of its step ÷ propensity of its place ÷ popularity ÷ the mean."""
        ids = np.array([one.opening_id for one in outcomes], dtype=np.int64)
        popularity = np.ones(ids.size)
        if self.openings.size:
            at = np.minimum(np.searchsorted(self.openings, ids), self.openings.size - 1)
            popularity = np.where(self.openings[at] == ids, self.counts[at], 1) ** POPULARITY_POWER
        seen = np.array(
            [
                self.curve[min(one.place, self.curve.size) - 1] if one.place else 1.0
                for one in outcomes
            ]
        )
        return np.asarray(
            np.array([GAINS[one.step] for one in outcomes]) / seen / popularity / self.mean
        )

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Return it as named arrays."""
        mean = np.array(self.mean)
        return {
            "scale.curve": self.curve,
            "scale.openings": self.openings,
            "scale.counts": self.counts,
            "scale.mean": mean,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Return the scale of `to_arrays`; KeyError if it is missing."""
        curve, openings, counts = (
            arrays[f"scale.{name}"] for name in ("curve", "openings", "counts")
        )
        return cls(curve, openings, counts, float(arrays["scale.mean"]))


def weights_of(outcomes: Sequence[Outcome], curve: Floats) -> Floats:
    """Return each outcome's weight (n,), 1 on average."""
    return OutcomeScale.of(outcomes, curve).weights(outcomes)


def gain_of(step: int) -> float:
    """Return an outcome's gain in the evaluation of lists; a view has none there."""
    return 0.0 if step == VIEWED else GAINS[step]


def counted(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Return the number of outcomes of each step, by its name."""
    steps = [one.step for one in outcomes]
    return {name: steps.count(step) for step, name in NAMES.items()}
