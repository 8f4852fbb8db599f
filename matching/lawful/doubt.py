"""What does the learned second opinion think of a sentence? Character n-grams, weights in plain arrays; NumPy alone.

It may raise a doubt, never stop. Learned by `manage.py learn_doubts` from the hand-written corpus, with the same
input and seed the same file; read once, without pickle.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).with_name("doubt.npz")
LONGEST = 4  # signs of an n-gram
ENOUGH = 4  # signs of a sentence about which anything can be said


@dataclass(frozen=True, slots=True)
class Opinion:
    """The learned weights: one an n-gram, the bias, and the score from which a sentence is doubtful."""

    weights: dict[str, float]
    bias: float
    threshold: float

    def score(self, left: str) -> float:
        """Return how unlawful a sentence looks, its lawful readings already blotted out."""
        known = [self.weights[gram] for gram in grams(left) if gram in self.weights]
        return self.bias + sum(known) / len(known) ** 0.5 if known else self.bias

    def doubts(self, left: str) -> bool:
        """Tell whether a person should look at a sentence."""
        return len(left) >= ENOUGH and self.score(left) > self.threshold


def grams(left: str) -> set[str]:
    """Return the n-grams of a sentence, blots and digits folded."""
    folded = "".join("0" if sign.isdigit() else sign for sign in left.strip())
    while "□□" in folded:
        folded = folded.replace("□□", "□")
    while "00" in folded:
        folded = folded.replace("00", "0")
    folded = f"^{folded}$"
    return {folded[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(folded) - size + 1)}


@cache
def opinion() -> Opinion:
    """Return the shipped second opinion."""
    with np.load(FILE, allow_pickle=False) as arrays:
        words, weights = arrays["grams"].tolist(), arrays["weights"].astype(float).tolist()
        bias, threshold = float(arrays["bias"]), float(arrays["threshold"])
    return Opinion(dict(zip(words, weights, strict=True)), bias, threshold)
