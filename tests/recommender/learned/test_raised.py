"""Are rows without history seen by others, about as often as their share of the catalogue, at a stated price for the old?"""

import numpy as np
import pytest
from scipy import sparse

from recommender.learned.curve import PLAIN, Curve
from recommender.learned.raised import LEAST, MOST, PRICE, STEPS, raised
from recommender.learned.validation import SHORT, Day, day, listed, quality


def world(dimmed: float) -> tuple[Day, np.ndarray]:
    """Return a day, and what is known of its pairs: the taste itself, of new openings and people only a part of it."""
    rng = np.random.default_rng(2)
    taste = rng.random((600, 300)) ** 3
    cut = day(sparse.csr_array((rng.random(taste.shape) < 0.2 * taste).astype(np.float32)), 1)
    dim = [np.where(new, dimmed, 1.0) for new in cut.is_new]
    return cut, taste * dim[0][:, None] * dim[1]


def made(cut: Day, table: np.ndarray) -> Curve:
    return raised(PLAIN, lambda rows, columns: table[np.ix_(rows, columns)], cut, 1)


def share_and_old(bent: Curve, cut: Day, table: np.ndarray) -> tuple[float, float]:
    """Return the share of new openings among the first ten of people with a history, and the quality of old openings there."""
    people_new, openings_new = cut.is_new
    people = np.flatnonzero(~people_new & (np.diff(cut.kept.indptr) > 0))
    odds = bent.odds(table[people], people_new[people], openings_new)
    found = listed(odds, cut.train[people], SHORT)
    old = sparse.csr_array(cut.kept[people].multiply(~openings_new[None, :]))
    old.eliminate_zeros()
    return float(openings_new[found].mean()), float(quality(odds, cut.train[people], old).mean())


def test_new_openings_are_raised_to_their_share_or_as_far_as_the_price_allows():
    cut, table = world(dimmed=0.2)
    before, old = share_and_old(PLAIN, cut, table)
    bent, catalogue = made(cut, table), cut.is_new[1].mean()
    after, kept = share_and_old(bent, cut, table)
    further = bent.weights.copy()
    further[1, 0] += 0.5
    dearer, lost = share_and_old(Curve(further), cut, table)
    assert before < 0.01 * catalogue < 0.2 * catalogue < after < MOST * catalogue
    assert (
        kept > (1 - 2 * PRICE) * old
    )  # of NDCG@10 and Recall@20, and without those of whom no outcome is known
    assert dearer > after
    assert after > LEAST * catalogue or lost < (1 - PRICE) * old


def test_what_is_seen_as_often_as_it_should_be_is_raised_no_further():
    cut, table = world(dimmed=1.0)
    step = made(cut, table).weights[1, 0]
    assert step < 1.0 < made(*world(dimmed=0.2)).weights[1, 0]


def test_only_pairs_with_new_rows_are_raised_and_never_lowered():
    cut, table = world(dimmed=0.2)
    found = made(cut, table).weights
    assert found[0].tolist() == PLAIN.weights[0].tolist()
    assert (found[:, 0] >= PLAIN.weights[:, 0]).all()
    assert (found[:, 0] <= STEPS[-1]).all()
    assert found[:, 1:].tolist() == PLAIN.weights[:, 1:].tolist()


@pytest.mark.parametrize("pairs", [np.zeros((0, 0)), np.zeros((5, 4)), np.ones((6, 6))])
def test_where_little_was_kept_back_nothing_is_raised(pairs):
    cut = day(sparse.csr_array(np.asarray(pairs, dtype=np.float32)), 1)
    assert made(cut, np.ones(cut.train.shape)).weights.tolist() == PLAIN.weights.tolist()
