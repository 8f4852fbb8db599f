"""What do a table's cells look like as numbers? One row per person or opening, sparse, of length one."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse

from matching.recommender.learned.tables import Csr, Table
from matching.recommender.text import neutral

VOCABULARY = 3_000  # words kept per side: the commonest ones
SEEN_AT_LEAST = 3
BINS = 8
LETTERS = 2  # n-grams of a text: no segmentation can go wrong
PAIRED = 2_000  # pairs of words kept: the commonest ones
TOGETHER_AT_LEAST = 10
SAYS_MORE = 0.95  # a pair that stands wherever its rarer word does says nothing more
PAIRS_WEIGH = 1.5  # of a row's pairs together, its words weighing 1

Words = Sequence[Sequence[str]]


def features(table: Table) -> Csr:
    """Return (n, V) CSR float32: words weighted by ln(n / rows with it), rows scaled to length one or zero.

    A word is a category, a tag, the whole set of tags, a bin between quantiles of a number, or a text's letter pair.
    """
    rows: list[set[str]] = [set() for _ in table.ids]
    for words in _columns(table):
        for row, found in zip(rows, words, strict=True):
            row.update(found)
    counts = Counter(word for row in rows for word in row)
    common = sorted((word for word in counts if counts[word] >= SEEN_AT_LEAST), key=lambda word: (-counts[word], word))
    places = {word: place for place, word in enumerate(common[:VOCABULARY])}
    pairs = [(at, places[word]) for at, row in enumerate(rows) for word in sorted(row) if word in places]
    weight = np.array([np.log(len(rows) / counts[word]) for word in places], dtype=np.float32)
    return _unit(pairs, weight, (len(rows), len(places)))


def in_pairs(found: Csr) -> Csr:
    """Return (n, V + W) CSR float32: the words and beside them pairs of them that stand together, rows of length one or zero.

    What one word means may hang on another: the same trade in another place is another opening. W is PAIRED at most.
    """
    told = sparse.csr_array((np.ones_like(found.data), found.indices, found.indptr), shape=found.shape).tocsc()
    together = sparse.triu(told.T @ told, k=0).tocoo()
    (first, second), count = together.coords, together.data
    alone = np.zeros(found.shape[1])
    alone[first[first == second]] = count[first == second]
    kept = (first < second) & (count >= TOGETHER_AT_LEAST)
    kept &= count < SAYS_MORE * np.minimum(alone[first], alone[second])
    first, second, count = first[kept], second[kept], count[kept]
    order = np.lexsort((second, first, -count))[:PAIRED]
    pairs = told[:, first[order]].multiply(told[:, second[order]]).tocsr()
    weight = np.log(max(1, found.shape[0]) / count[order])
    beside = _of_length_one(pairs @ sparse.diags_array(weight.astype(np.float32), shape=(order.size, order.size)))
    return _of_length_one(sparse.hstack([found, beside * np.float32(PAIRS_WEIGH)], format="csr"))


def _unit(pairs: list[tuple[int, int]], weight: np.ndarray, shape: tuple[int, int]) -> Csr:
    at = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return _of_length_one(sparse.csr_array((weight[at[:, 1]], (at[:, 0], at[:, 1])), shape=shape, dtype=np.float32))


def _of_length_one(matrix: Csr) -> Csr:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = np.divide(1, length, out=np.zeros_like(length), where=length > 0)
    return sparse.csr_array(sparse.diags_array(scale.astype(np.float32)) @ matrix)


def is_neutral(word: str) -> bool:
    """Does the word say nothing of what a person is (sex, age, marriage, …)?"""
    return neutral(word) == word


def _columns(table: Table) -> Iterator[Words]:
    for name, categories in table.categories.items():
        yield [[f"{name}={cell}"] if cell and is_neutral(cell) else [] for cell in categories]
    for name, sets in table.tags.items():
        yield [_tag_words(name, cell) for cell in sets]
    for name, numbers in table.numbers.items():
        yield _bins(name, np.asarray(numbers, dtype=np.float64))
    for name, texts in table.texts.items():
        yield [_letters(name, neutral(cell)) for cell in texts]


def _tag_words(name: str, cell: Sequence[str]) -> list[str]:
    words = sorted(word for word in set(cell) if is_neutral(word))
    return [f"{name}={word}" for word in words] + ([f"{name}=={'|'.join(words)}"] if len(words) > 1 else [])


def _bins(name: str, numbers: np.ndarray) -> Words:
    known = np.isfinite(numbers)
    if not known.any():
        return [[] for _ in numbers]
    edges = np.unique(np.quantile(numbers[known], np.linspace(0, 1, BINS + 1)[1:-1]))
    place = np.searchsorted(edges, numbers, side="right")
    return [[f"{name}#{place[row]}"] if known[row] else [] for row in range(numbers.size)]


def _letters(name: str, text: str) -> list[str]:
    text = " ".join(text.lower().split())
    pairs = {text[start : start + LETTERS] for start in range(len(text) - LETTERS + 1)}
    return [f"{name}~{pair}" for pair in pairs | ({f"={text}"} if text else set())]
