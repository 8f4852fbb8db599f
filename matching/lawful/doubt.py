"""How unlawful does the classifier find a sentence? A linear model over word classes and character n-grams, of the sentence
as it stands and with lawful readings masked.

It may raise a doubt, or lift one that only a mention raised; it never stops and never clears a stop. `manage.py learn_doubts`
trains it on the hand-written corpus; the same input and seed give the same file. Plain arrays, read once, without pickle.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from math import fsum
from pathlib import Path

import numpy as np

from matching.lawful.classes import classes

FILE = Path(__file__).with_name("doubt.npz")
LONGEST = 4  # signs of an n-gram
ENOUGH = 4  # signs of a sentence about which anything can be said
CLASSES = 0.7  # what the classes of a sentence weigh where its n-grams weigh one
WHOLE = 0.5  # and what its n-grams weigh before anything lawful is blotted out


@dataclass(frozen=True, slots=True)
class Opinion:
    """The model: one weight per n-gram or class, the bias, and the thresholds between doubt, mention and calm."""

    weights: dict[str, float]
    bias: float
    threshold: float
    calm: float

    def score(self, piece: str, meant: str) -> float:
        """Return the score of a sentence, given as it stands and with its lawful readings masked."""
        read = self._mean(grams(meant)) + CLASSES * self._mean(classes(piece, meant))
        return self.bias + read + WHOLE * self._mean(whole(piece))

    def _mean(self, found: Collection[str]) -> float:
        """Return the sum of the known weights, normalised by their number."""
        known = [self.weights[one] for one in found if one in self.weights]
        return fsum(known) / len(known) ** 0.5 if known else 0.0


def grams(left: str) -> set[str]:
    """Return the n-grams of a sentence, masks and digits folded."""
    folded = _folded(left)
    return {folded[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(folded) - size + 1)}


def whole(piece: str) -> set[str]:
    """Return the character pairs and triples of a sentence as it stands, marked as such."""
    folded = _folded(piece)
    return {f"!{folded[at : at + size]}" for size in (2, 3) for at in range(len(folded) - size + 1)}


def _folded(left: str) -> str:
    folded = "".join("0" if sign.isdigit() else sign for sign in left.strip())
    while "□□" in folded:
        folded = folded.replace("□□", "□")
    while "00" in folded:
        folded = folded.replace("00", "0")
    return f"^{folded}$"


@cache
def opinion() -> Opinion:
    """Return the shipped classifier."""
    with np.load(FILE, allow_pickle=False) as arrays:
        words, weights = arrays["grams"].tolist(), arrays["weights"].astype(float).tolist()
        bias, threshold, calm = (float(arrays[name]) for name in ("bias", "threshold", "calm"))
    return Opinion(dict(zip(words, weights, strict=True)), bias, threshold, calm)
