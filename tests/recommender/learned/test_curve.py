"""Does one scale hold for pairs with and without history: rising, and true of new ones?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from recommender.learned import curve
from recommender.learned.curve import LEAST, Curve
from recommender.learned.validation import day
from tests.recommender.learned.worlds import checkerboard

NOBODY_NEW = np.zeros(1, dtype=bool), np.zeros(2, dtype=bool)


@given(
    st.lists(st.floats(-2, 3, allow_nan=False), min_size=2, max_size=2, unique=True),
    st.integers(0, 3),
    st.floats(0.05, 4),
    st.floats(0, 2),
)
def test_a_higher_raw_score_never_counts_less(raw, kind, slope, straight):
    bent = Curve(np.tile([0.2, slope, straight], (4, 1)), base=-3.0, top=1.0)
    person, opening = np.array([kind // 2 == 1]), np.array([kind % 2 == 1] * 2)
    low, high = bent.scores(np.array([sorted(raw)]), person, opening)[0]
    assert 0 <= low <= high <= 1


def test_as_likely_as_a_random_pair_is_a_half_and_the_likeliest_is_one():
    bent = Curve(curve.PLAIN.weights, base=np.log(0.1), top=np.log(0.9))
    found = bent.scores(np.array([[0.1, 0.9]]), *NOBODY_NEW)[0]
    assert found == pytest.approx([0.5, 1.0])
    assert bent.scores(np.array([[LEAST, -1.0]]), *NOBODY_NEW)[0] == pytest.approx(
        [0.5 * np.exp((np.log(LEAST) - np.log(0.1)) / (np.log(0.9) - np.log(0.1)))] * 2
    )


def test_where_all_is_equal_everything_is_neutral():
    flat = curve.scaled(
        curve.PLAIN,
        lambda rows, columns: np.ones((rows.size, columns.size)),
        (np.zeros(3, bool), np.zeros(4, bool)),
        1,
    )
    assert (
        flat.scores(np.ones((3, 4)), np.zeros(3, bool), np.zeros(4, bool)).tolist()
        == [[0.5] * 4] * 3
    )


def test_what_is_as_likely_counts_alike_although_new_ones_have_smaller_raw_scores():
    """Raw scores of new openings are a fifth, of new people a half: most of that gap is undone at the top of the lists."""
    rng = np.random.default_rng(2)
    taste = rng.random((600, 300)) ** 3
    cut = day(sparse.csr_array((rng.random(taste.shape) < 0.2 * taste).astype(np.float32)), 1)
    table = taste * np.where(cut.is_new[1], 0.2, 1.0) * np.where(cut.is_new[0], 0.5, 1.0)[:, None]
    bent = curve.learned(lambda rows, columns: table[np.ix_(rows, columns)], cut, 1)
    old, new = (
        bent.odds(np.array([[raw]]), *(np.array([flag]) for flag in (False, raw < 1)))[0, 0]
        for raw in (1.0, 0.2)
    )
    assert abs(old - new) < 0.3 * np.log(5)
    person = bent.odds(np.array([[0.5]]), np.array([True]), np.array([False]))[0, 0]
    assert abs(old - person) < 0.6 * np.log(2)


def test_too_little_to_learn_from_leaves_the_plain_curve():
    *_tables, past = checkerboard(6)
    cut = day(past.matrix(6, 6), 1)
    assert (
        curve.learned(lambda rows, columns: np.ones((rows.size, columns.size)), cut, 1)
        is curve.PLAIN
    )


def test_a_day_keeps_back_everything_of_some_and_a_fifth_of_the_others():
    *_tables, past = checkerboard(60)
    pairs = past.matrix(60, 60)
    cut = day(pairs, 4)
    assert (cut.train + cut.kept != pairs).nnz == 0
    assert cut.train.multiply(cut.kept).nnz == 0
    assert [int(new.sum()) for new in cut.is_new] == [6, 6]
    rest = np.diff(cut.train.indptr)[~cut.is_new[0]]
    kept = np.diff(cut.kept[:, ~cut.is_new[1]].tocsr().indptr)[~cut.is_new[0]]
    assert kept.tolist() == [max(1, round(0.2 * (a + b))) for a, b in zip(rest, kept, strict=True)]
