"""Do all factors together say the same when they are kept as one?"""

import numpy as np
import pytest
from scipy import sparse

from matching.recommender.learned import from_arrays, shapes, to_arrays
from matching.recommender.learned.folding import NAME, Weighed, folded
from matching.recommender.learned.leanings import Leanings, Scale
from matching.recommender.learned.shapes import Chain, Constant, Factors, Linear, exact

P, N, WORDS = 40, 30, 6
ROWS, COLUMNS = np.arange(P), np.arange(N)


def grid(rng: np.random.Generator, rows: int, columns: int) -> np.ndarray:
    return rng.normal(size=(rows, columns)).astype(np.float32)


def leaning(*, is_even: bool = False) -> Leanings:
    """Factors of rank 2 and 3 among scorers of every other shape; with even slopes their sum has rank 5."""
    rng = np.random.default_rng(5)
    left, right = sparse.csr_array(grid(rng, P, WORDS)), sparse.csr_array(grid(rng, N, WORDS))
    scorers = {
        "popularity": Constant(grid(rng, 1, P)[0], grid(rng, 1, N)[0]),
        "traits_0": Factors(grid(rng, P, 2), grid(rng, N, 2)),
        "walks_0": Chain(left, sparse.csr_array(grid(rng, WORDS, 4)), sparse.csr_array(grid(rng, 4, N))),
        "traits_1": Factors(grid(rng, P, 3), grid(rng, N, 3)),
        "opening_to_pairs": Linear(right, grid(rng, WORDS, P), is_turned=True),
    }
    slopes = [np.ones((size, 5)) if is_even else rng.uniform(0.5, 2, (size, 5)) for size in (P, N)]
    people, openings = (Scale(each, rng.normal(size=len(each))) for each in slopes)
    return Leanings(ROWS, COLUMNS, scorers, people, openings, centre=0.1, spread=2.0)


def test_where_a_side_is_no_larger_than_the_rank_nothing_is_lost():
    found = leaning()
    again = folded(found, 1)
    assert list(again.scorers) == ["popularity", "walks_0", "opening_to_pairs", NAME]
    assert again.totals(ROWS, COLUMNS) == pytest.approx(found.totals(ROWS, COLUMNS), abs=1e-4)
    assert np.abs(again.scores(ROWS, COLUMNS) - found.scores(ROWS, COLUMNS)).max() < 1e-5


def test_as_many_directions_as_there_are_do():
    found = leaning(is_even=True)
    total = found.totals(ROWS, COLUMNS)
    assert folded(found, 1, rank=5).totals(ROWS, COLUMNS) == pytest.approx(total, abs=1e-4)
    assert np.abs(folded(found, 1, rank=2).totals(ROWS, COLUMNS) - total).max() > 0.1


def test_the_strongest_directions_are_kept():
    """No product of this rank is nearer (Eckart and Young 1936): the rest is what the dense decomposition leaves."""
    found = leaning()
    parts = tuple(one for one in found.scorers.values() if isinstance(one, Factors))
    slopes = [side.slopes[:, [1, 3]].astype(np.float32) for side in (found.people, found.openings)]
    whole = Weighed(parts, *slopes).ahead(np.eye(N, dtype=np.float32))
    values = np.linalg.svd(whole, compute_uv=False)
    lost = folded(found, 1, rank=4).totals(ROWS, COLUMNS) - found.totals(ROWS, COLUMNS)
    assert np.linalg.norm(lost) == pytest.approx(np.linalg.norm(values[4:]), rel=1e-3)


def test_a_pair_has_one_score_however_it_is_asked_and_kept():
    found = folded(leaning(), 1, rank=4)
    everything = found.scores(ROWS, COLUMNS)
    rows = np.vstack([found.scores(ROWS[[at]], COLUMNS) for at in ROWS])
    columns = np.hstack([found.scores(ROWS, COLUMNS[[at]]) for at in COLUMNS])
    read = from_arrays(to_arrays(found))
    for other in (rows, columns, read.scores(ROWS, COLUMNS), folded(leaning(), 1, rank=4).scores(ROWS, COLUMNS)):
        assert np.array_equal(everything, other)


def test_without_factors_there_is_nothing_to_fold():
    found = leaning()
    plain = Leanings(ROWS, COLUMNS, {}, found.people, found.openings, centre=0.0, spread=1.0)
    assert folded(plain, 1) is plain


@pytest.mark.parametrize("name", ["traits_0", "walks_0", "opening_to_pairs"])
@pytest.mark.parametrize(
    ("rows", "columns"), [(ROWS, COLUMNS), (ROWS[:1], COLUMNS), (ROWS, COLUMNS[3:4]), (ROWS[::-1], COLUMNS[::2])]
)
def test_pairs_are_the_same_however_many_are_asked_and_in_which_precision_they_are_kept(
    name, rows, columns, monkeypatch
):
    scorer = leaning().scorers[name]
    whole = scorer.pairs(ROWS, COLUMNS)
    monkeypatch.setattr(shapes, "FEW", 2)
    for one in (scorer, exact(scorer), scorer.turned().turned()):
        assert one.pairs(rows, columns) == pytest.approx(whole[np.ix_(rows, columns)], abs=1e-12)
    assert scorer.turned().pairs(columns, rows).T == pytest.approx(whole[np.ix_(rows, columns)], abs=1e-12)
