"""Where does a text stand? Pairs and triples of its letters, weighed by how rare they are, as arrays and nothing else.

A pair or triple of letters is one number: three times 21 bits, each the code of a letter plus one (a pair ends in nothing),
so that the order of the numbers is the order of the words. The space is two arrays; processes share them from the disk.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from recommender.arrays import Csr, Floats, Ints

Codes = NDArray[np.uint64]

BITS = 21
AT_ONCE = 2000  # texts whose letters are in memory together
_SPACES = re.compile(r"\s\s+")


@dataclass(frozen=True)
class Space:
    """V pairs and triples: codes (V,) uint64, rising; weight (V,) float64, ln((1 + texts) / (1 + texts with it)) + 1."""

    codes: Codes
    weight: Floats

    @classmethod
    def empty(cls) -> "Space":
        """Return the space in which every text stands nowhere."""
        return cls(np.zeros(0, dtype=np.uint64), np.zeros(0))

    @classmethod
    def fit(cls, texts: Sequence[str]) -> "Space":
        """Return the space of all pairs and triples of these texts."""
        parts = [_frequencies(*_grams(some)) for some in _parts(texts)]
        if not parts:
            return cls.empty()
        codes, place = np.unique(
            np.concatenate([codes for codes, _count in parts]), return_inverse=True
        )
        within = np.bincount(
            place, weights=np.concatenate([count for _codes, count in parts]), minlength=codes.size
        )
        return cls(codes, np.log((1 + len(texts)) / (1 + within)) + 1.0)

    def place(self, texts: Sequence[str]) -> Csr:
        """Return (texts, V) CSR float64: 1 + ln of how often each stands there, times its weight; rows of length one or zero."""
        shape = (len(texts), self.codes.size)
        parts = [self._rows(*_grams(some), len(some)) for some in _parts(texts)]
        if not parts:
            return sparse.csr_array(shape)
        values, columns, sizes = (np.concatenate(part) for part in zip(*parts, strict=True))
        starts = np.concatenate([np.zeros(1, dtype=np.int32), np.cumsum(sizes)])
        starts = starts.astype(np.int32) if values.size < 2**31 else starts
        return sparse.csr_array((values, columns, starts), shape=shape)

    def _rows(self, row: Ints, code: Codes, count: int) -> tuple[Floats, Ints, Ints]:
        """Return the values, their columns and how many each of `count` texts has; what the space does not know is left out."""
        width = self.codes.size
        column = np.searchsorted(self.codes, code)
        known = column < width
        known[known] = self.codes[column[known]] == code[known]
        cell, often = np.unique(row[known] * width + column[known], return_counts=True)
        line, column = np.divmod(cell, max(1, width))
        value = (np.log(often) + 1.0) * self.weight[column]
        length = np.sqrt(np.bincount(line, weights=value * value, minlength=count))
        return value / length[line], column.astype(np.int32), np.bincount(line, minlength=count)


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), AT_ONCE):
        yield texts[start : start + AT_ONCE]


def _frequencies(row: Ints, code: Codes) -> tuple[Codes, Floats]:
    """Return the codes of some texts and in how many of the texts each stands."""
    codes, place = np.unique(code, return_inverse=True)
    cells = np.unique(row * codes.size + place)
    return codes, np.bincount(cells % max(1, codes.size), minlength=codes.size).astype(np.float64)


def _grams(texts: Sequence[str]) -> tuple[Ints, Codes]:
    """Return which text each pair and triple stands in, and its code."""
    plain = [_SPACES.sub(" ", text.lower()) for text in texts]
    letters = np.frombuffer(
        "".join(plain).encode("utf-32-le", "surrogatepass"), dtype="<u4"
    ).astype(np.uint64) + np.uint64(1)
    row = np.repeat(np.arange(len(plain)), [len(text) for text in plain])
    two, three = row[:-1] == row[1:], row[:-2] == row[2:]
    pairs = (letters[:-1] << np.uint64(2 * BITS)) | (letters[1:] << np.uint64(BITS))
    triples = pairs[:-1] | letters[2:]
    return np.concatenate([row[:-1][two], row[:-2][three]]), np.concatenate(
        [pairs[two], triples[three]]
    )
