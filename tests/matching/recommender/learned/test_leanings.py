"""One number a pair: the same from either side, alone or with all; kept and read again without pickle."""

import numpy as np
import pytest
from scipy import sparse

from matching.recommender.learned import History, Table, Unusable, fit, from_arrays, leanings, to_arrays
from matching.recommender.learned.als import Traits, half
from matching.recommender.learned.leanings import Leanings, Scale
from matching.recommender.learned.shapes import Chain, Constant, Factors, Linear

SIZE = 36


def numbered(count: int) -> Table:
    """A side whose rows stand in three groups."""
    return Table(
        tuple(f"{row:04d}" for row in range(count)), categories={"group": [str(row % 3) for row in range(count)]}
    )


@pytest.fixture(scope="module")
def groups() -> Leanings:
    """Everybody went to most openings of their own group."""
    pairs = np.array([(p, o) for p in range(SIZE) for o in range(SIZE) if p % 3 == o % 3 and (p + 2 * o) % 5 > 0])
    return leanings(fit(numbered(SIZE), numbered(SIZE), History(pairs[:, 0], pairs[:, 1]), 1), 1)


def by_hand() -> Leanings:
    """One scorer of each shape, every number drawn."""
    rng = np.random.default_rng(3)

    def grid(rows: int, columns: int) -> np.ndarray:
        return rng.normal(size=(rows, columns)).astype(np.float32)

    people, openings = sparse.csr_array(grid(4, 5) * (grid(4, 5) > 0)), sparse.csr_array(grid(3, 5))
    scorers = {
        "popularity": Constant(grid(1, 4)[0], grid(1, 3)[0]),
        "traits_0": Factors(grid(4, 2), grid(3, 2)),
        "person_to_pairs": Linear(people, grid(5, 3)),
        "opening_to_pairs": Linear(openings, grid(5, 4), is_turned=True),
        "walks_0": Chain(people, sparse.csr_array(grid(5, 6)), sparse.csr_array(grid(6, 3))),
    }
    scales = [Scale(rng.normal(size=(n, 5)), rng.normal(size=n)) for n in (4, 3)]
    return Leanings(np.array([2, 5, 7, 9]), np.array([1, 4, 6]), scorers, *scales, centre=0.1, spread=2.0)


def test_own_group_is_nearer_than_the_others(groups):
    found = groups.scores(groups.person_ids, groups.opening_ids)
    own = np.equal.outer(groups.person_ids % 3, groups.opening_ids % 3)
    assert found[own].min() > found[~own].max()
    assert (found.min() >= 0, found.max() <= 1) == (True, True)


def test_a_pair_has_one_score_however_it_is_asked(groups):
    everything = groups.scores(groups.person_ids, groups.opening_ids)
    rows = np.vstack([groups.scores(groups.person_ids[[at]], groups.opening_ids) for at in range(SIZE)])
    columns = np.hstack([groups.scores(groups.person_ids, groups.opening_ids[[at]]) for at in range(SIZE)])
    backwards = groups.scores(groups.person_ids[::-1], groups.opening_ids[::-1])[::-1, ::-1]
    for other in (rows, columns, backwards):
        assert np.array_equal(everything, other)


def test_who_is_not_known_is_neutral(groups):
    found = groups.scores(np.array([0, 999]), np.array([998, 1]))
    assert (found[0, 0], found[1, 0], found[1, 1]) == (0.5, 0.5, 0.5)
    assert found[0, 1] != 0.5
    assert groups.scores(np.array([], dtype=np.int64), groups.opening_ids).shape == (0, SIZE)


def test_without_history_nothing_leans_anywhere():
    nobody = History(np.array([], dtype=np.int64), np.array([], dtype=np.int64))
    found = leanings(fit(numbered(4), numbered(3), nobody, 1), 1)
    assert set(found.scores(found.person_ids, found.opening_ids).ravel()) == {0.5}


@pytest.mark.parametrize("made", [by_hand, None])
def test_what_is_kept_comes_back_to_the_last_digit(made, groups, tmp_path):
    found = made() if made else groups
    for name, array in to_arrays(found).items():
        np.save(tmp_path / f"{name}.npy", array, allow_pickle=False)
    read = {path.name.removesuffix(".npy"): np.load(path, mmap_mode="r") for path in tmp_path.iterdir()}
    again = from_arrays(read)
    assert list(again.scorers) == list(found.scorers)
    assert [type(one) for one in again.scorers.values()] == [type(one) for one in found.scorers.values()]
    ask = (found.person_ids, found.opening_ids)
    assert np.array_equal(again.scores(*ask), found.scores(*ask))


@pytest.mark.parametrize("name", ["scale", "person_slopes", "s01.traits_0.Factors.queries"])
def test_what_lacks_a_part_is_not_put_together(name):
    arrays = to_arrays(by_hand())
    del arrays[name]
    with pytest.raises(Unusable):
        from_arrays(arrays)


def test_an_unknown_shape_is_refused():
    arrays = to_arrays(by_hand())
    arrays["s09.trap.Pickle.data"] = np.zeros(1)
    with pytest.raises(Unusable, match="no shape is called Pickle"):
        from_arrays(arrays)


def test_ids_that_do_not_rise_are_refused():
    people = Table(("9", "10"))
    with pytest.raises(ValueError, match="Ids must rise"):
        leanings(fit(people, numbered(3), History(np.array([0]), np.array([0])), 1), 1)


@pytest.mark.parametrize("rank", [2, 9])
def test_a_pair_worth_more_pulls_harder(rank):
    """The closed form of the docstring, solved densely: more pairs than traits, and fewer."""
    rng = np.random.default_rng(0)
    fixed, worth = rng.normal(size=(7, rank)), np.array([0.1, 1.0, 6.0, 2.0])
    pairs = sparse.csr_array((worth, (np.zeros(4, dtype=int), np.array([0, 2, 3, 6]))), shape=(1, 7))
    traits = Traits(rank=rank, weight=5.0, penalty=0.7)
    count, wanted = np.ones(7), np.zeros(7)
    count[[0, 2, 3, 6]] += 5.0 * worth
    wanted[[0, 2, 3, 6]] = 1
    ridge = 0.7 * 5.0 * np.eye(rank)
    right = fixed.T @ (count * wanted)
    assert half(fixed, pairs, traits)[0] == pytest.approx(np.linalg.solve(fixed.T * count @ fixed + ridge, right))


def test_of_a_repeated_pair_the_most_counts_and_nothing_is_worth_nothing():
    pairs = History(np.array([0, 0, 1]), np.array([1, 1, 0]), np.array([1.0, 3.0, 2.0]))
    assert pairs.matrix(2, 2).toarray().tolist() == [[0, 3], [2, 0]]
    with pytest.raises(Unusable):
        History(np.array([0]), np.array([0]), np.array([0.0])).matrix(1, 1)
