"""How is a table encoded? One sparse row of length one per row; later rows with the same vocabulary."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from recommender.arrays import Csr, Floats, Ints
from recommender.learned.tables import FeatureTable
from recommender.score.text import neutral

VOCABULARY = 3_000  # words kept per side: the commonest ones
SEEN_AT_LEAST = 3
BINS = 8
LETTERS = 2  # n-grams of a text: no word segmentation is needed
PAIRED = 2_000  # pairs of words kept: the commonest ones
TOGETHER_AT_LEAST = 10
SAYS_MORE = 0.95  # a pair that occurs wherever its rarer word does adds no information
PAIRS_WEIGH = 1.5  # total weight of a row's pairs; that of its words is 1
NOTHING = np.zeros(0)


@dataclass(frozen=True)
class Words:
    """The vocabulary of one side's table: (V,) in column order, weights (V,) float32, and the edges of bins.

    A word is a category, a tag, the whole set of tags, a bin between quantiles of a number, or a text's letter pair. Its
    weight is ln(n / rows with it). `edges` has the rising quantiles (at most BINS - 1) of each column of numbers.
    """

    words: tuple[str, ...]
    weight: NDArray[np.float32]
    edges: Mapping[str, Floats]

    @classmethod
    def of(cls, table: FeatureTable) -> Self:
        """Return the commonest words of a table."""
        edges = {
            name: _edges(np.asarray(numbers, dtype=np.float64))
            for name, numbers in table.numbers.items()
        }
        counts = Counter(word for row in _rows(table, edges) for word in row)
        common = sorted(
            (word for word in counts if counts[word] >= SEEN_AT_LEAST),
            key=lambda word: (-counts[word], word),
        )[:VOCABULARY]
        weight = np.array(
            [np.log(len(table.ids) / counts[word]) for word in common], dtype=np.float32
        )
        return cls(tuple(common), weight, edges)

    @cached_property
    def places(self) -> dict[str, int]:
        """Each word's column."""
        return {word: place for place, word in enumerate(self.words)}

    def __call__(self, table: FeatureTable) -> Csr:
        """Return (n, V) CSR float32: the words of these rows, weighted, rows scaled to length one or zero."""
        found = [
            sorted(self.places[word] for word in row if word in self.places)
            for row in _rows(table, self.edges)
        ]
        places = np.array([place for row in found for place in row], dtype=np.int64)
        starts = np.cumsum([0, *map(len, found)])
        shape = (len(found), len(self.words))
        return _of_length_one(sparse.csr_array((self.weight[places], places, starts), shape=shape))


@dataclass(frozen=True)
class WordPairs:
    """Pairs of words that occur together: their columns (W,) and (W,), rising, and weights (W,) float32.

    Words interact: the same trade in another place is another opening. W is PAIRED at most.
    """

    first: Ints
    second: Ints
    weight: NDArray[np.float32]

    @classmethod
    def of(cls, found: Csr) -> Self:
        """Return the informative pairs in rows of words (n, V)."""
        presence = _presence(found)
        together = sparse.triu(presence.T @ presence, k=0).tocoo()
        (first, second), count = together.coords, together.data
        alone = np.zeros(found.shape[1])
        alone[first[first == second]] = count[first == second]
        kept = (first < second) & (count >= TOGETHER_AT_LEAST)
        kept &= count < SAYS_MORE * np.minimum(alone[first], alone[second])
        first, second, count = first[kept], second[kept], count[kept]
        order = np.lexsort((second, first, -count))[:PAIRED]
        weight = np.log(max(1, found.shape[0]) / count[order]).astype(np.float32)
        return cls(first[order].astype(np.int64), second[order].astype(np.int64), weight)

    def __call__(self, found: Csr) -> Csr:
        """Return (n, V + W) CSR float32: the words and beside them the pairs, rows of length one or zero."""
        presence = _presence(found)
        pairs = presence[:, self.first].multiply(presence[:, self.second]).tocsr()
        beside = _of_length_one(
            pairs @ sparse.diags_array(self.weight, shape=(self.weight.size, self.weight.size))
        )
        wide = sparse.hstack([found, beside * np.float32(PAIRS_WEIGH)], format="csr")
        return _of_length_one(wide)


def _presence(found: Csr) -> Csr:
    return sparse.csr_array(
        (np.ones_like(found.data), found.indices, found.indptr), shape=found.shape
    ).tocsc()


def _of_length_one(matrix: Csr) -> Csr:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = np.divide(1, length, out=np.zeros_like(length), where=length > 0)
    return sparse.csr_array(sparse.diags_array(scale.astype(np.float32)) @ matrix)


def is_neutral(word: str) -> bool:
    """Is the word free of forbidden attributes (sex, age, family, origin, …)?"""
    return neutral(word) == word


def _rows(table: FeatureTable, edges: Mapping[str, Floats]) -> list[set[str]]:
    """Return each row's words."""
    rows: list[set[str]] = [set() for _ in table.ids]
    for words in _columns(table, edges):
        for row, found in zip(rows, words, strict=True):
            row.update(found)
    return rows


def _columns(table: FeatureTable, edges: Mapping[str, Floats]) -> Iterator[Sequence[Sequence[str]]]:
    for name, categories in table.categories.items():
        yield [[f"{name}={cell}"] if cell and is_neutral(cell) else [] for cell in categories]
    for name, sets in table.tags.items():
        yield [_tag_words(name, cell) for cell in sets]
    for name, numbers in table.numbers.items():
        yield _bins(name, np.asarray(numbers, dtype=np.float64), edges.get(name, NOTHING))
    for name, texts in table.texts.items():
        yield [_letters(name, neutral(cell)) for cell in texts]


def _tag_words(name: str, cell: Sequence[str]) -> list[str]:
    words = sorted(word for word in set(cell) if is_neutral(word))
    return [f"{name}={word}" for word in words] + (
        [f"{name}=={'|'.join(words)}"] if len(words) > 1 else []
    )


def _edges(numbers: Floats) -> Floats:
    """Return the quantiles between which the bins of a column lie."""
    known = numbers[np.isfinite(numbers)]
    return (
        np.unique(np.quantile(known, np.linspace(0, 1, BINS + 1)[1:-1])) if known.size else NOTHING
    )


def _bins(name: str, numbers: Floats, edges: Floats) -> Sequence[Sequence[str]]:
    known = np.isfinite(numbers)
    place = np.searchsorted(edges, numbers, side="right")
    return [[f"{name}#{place[row]}"] if known[row] else [] for row in range(numbers.size)]


def _letters(name: str, text: str) -> list[str]:
    text = " ".join(text.lower().split())
    pairs = {text[start : start + LETTERS] for start in range(len(text) - LETTERS + 1)}
    return [f"{name}~{pair}" for pair in pairs | ({f"={text}"} if text else set())]
