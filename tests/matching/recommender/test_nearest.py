"""Is the search both ways the exact best, with ties by id, whatever is set apart, cut short or hidden?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from matching.recommender import nearest
from matching.recommender.nearest import both_ways, of_few

MANY = settings(max_examples=80, deadline=None, derandomize=True)
WEIGHTS = st.sampled_from([0.0, 0.0, 0.25, 0.5, 1.0])


@st.composite
def cases(draw):
    width, people, openings = draw(st.integers(1, 6)), draw(st.integers(1, 9)), draw(st.integers(1, 9))

    def table(rows, values=WEIGHTS):
        return np.array(draw(st.lists(st.lists(values, min_size=width, max_size=width), min_size=rows, max_size=rows)))

    ids = [np.array(draw(st.permutations(range(10, 10 + rows)))) for rows in (people, openings)]
    veil = draw(st.lists(st.booleans(), min_size=people * openings, max_size=people * openings))
    return table(people), table(openings), ids, np.array(veil).reshape(people, openings), draw(st.integers(0, 5))


def brute(left, right, right_ids, limit, veil):
    """Look at every pair, one by one."""
    lists = []
    for row, line in enumerate(left @ right.T):
        best = sorted((-score, one) for one, score, no in zip(right_ids, line, veil[row]) if score > 0 and not no)
        lists.append([(int(one), -score) for score, one in best[:limit]])
    return lists


def pairs(lists):
    return [[(int(i), s) for i, s in zip(*row) if i >= 0] for row in zip(lists.ids, lists.scores)]


@MANY
@given(cases(), st.sampled_from([0.0, 0.1, 2.0, 1e9]), st.sampled_from([1, 4, 1_000_000]))
def test_both_ways_equal_looking_at_every_pair(case, share, cells):
    left, right, (left_ids, right_ids), veil, limit = case
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "TAIL_SHARE", share)
        patch.setattr(nearest, "CELLS_AT_ONCE", cells)
        forth, back = both_ways(
            *map(sparse.csr_array, (left, right)), left_ids, right_ids, limit, sparse.csr_array(veil)
        )
    assert pairs(forth) == brute(left, right, right_ids, limit, veil)
    assert pairs(back) == brute(right, left, left_ids, limit, veil.T)


@MANY
@given(cases())
def test_a_few_rows_alone_get_the_same_lists(case):
    left, right, (left_ids, right_ids), veil, limit = case
    forth, _ = both_ways(*map(sparse.csr_array, (left, right)), left_ids, right_ids, limit, sparse.csr_array(veil))
    alone = of_few(sparse.csr_array(left), sparse.csr_array(right.T), right_ids, limit, sparse.csr_array(veil))
    assert (alone.ids.tolist(), alone.scores.tolist()) == (forth.ids.tolist(), forth.scores.tolist())


@MANY
@given(cases(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(case, random):
    left, right, (left_ids, right_ids), _, limit = case
    some, other = random.sample(range(len(left)), len(left)), random.sample(range(len(right)), len(right))
    straight = both_ways(*map(sparse.csr_array, (left, right)), left_ids, right_ids, limit)
    mixed = both_ways(*map(sparse.csr_array, (left[some], right[other])), left_ids[some], right_ids[other], limit)
    assert mixed[0].ids.tolist() == straight[0].ids[some].tolist()
    assert mixed[1].ids.tolist() == straight[1].ids[other].tolist()


def tagged(rows, rng):
    """Rows of ten common tags of little weight and some rare ones of much, of length one."""
    common, rare = rng.random((rows, 10)) < 0.8, rng.random((rows, 200)) < 0.02
    table = np.hstack([common * 0.2, rare * rng.choice([0.5, 1.0], size=200)])
    return table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)


def test_tables_with_common_and_rare_tags_get_the_exact_lists():
    rng = np.random.default_rng(7)
    left, right = tagged(300, rng), tagged(200, rng)
    forth, back = both_ways(sparse.csr_array(left), sparse.csr_array(right), np.arange(300), np.arange(200), 5)
    scores = np.round(left @ right.T, nearest.DIGITS)
    for lists, table in ((forth, scores), (back, scores.T)):
        exact = [np.lexsort((np.arange(row.size), -row))[:5] for row in table]
        assert lists.ids.tolist() == [
            [int(one) if row[one] > 0 else -1 for one in best] for best, row in zip(exact, table)
        ]


def test_few_pairs_are_finished_where_common_tags_decide_little():
    rng = np.random.default_rng(7)
    pair = nearest._Pair.of(*(sparse.csr_array(tagged(rows, rng)) for rows in (300, 200)), None)
    block = pair.left.tail @ pair.right.tail.T
    row, _, _ = nearest._finished(pair, 0, block, nearest._least(block, 5), nearest._right_limits(pair, 5))
    assert pair.left.head.shape[1] in range(10, 14)
    assert 0 < row.size < 300 * 200 / 5


def test_worked_example_by_hand():
    people = sparse.csr_array([[0.6, 0.8, 0.0], [0.0, 0.0, 1.0]])
    openings = sparse.csr_array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    forth, back = both_ways(people, openings, np.array([5, 6]), np.array([9, 8, 7]), 2)
    assert forth.ids.tolist() == [[8, 7], [-1, -1]]
    assert forth.scores.tolist() == [[0.8, 0.6], [0.0, 0.0]]
    assert back.ids.tolist() == [[5, -1], [5, -1], [5, -1]]


@pytest.mark.parametrize(("people", "openings"), [(0, 0), (0, 3), (3, 0)])
def test_empty_sides_have_empty_lists(people, openings):
    tables = sparse.csr_array((people, 2)), sparse.csr_array((openings, 2))
    forth, back = both_ways(*tables, np.arange(people), np.arange(openings), 4)
    assert (forth.ids.shape, back.ids.shape) == ((people, 4), (openings, 4))
    assert (forth.ids == -1).all() and (back.ids == -1).all()


def test_weight_below_zero_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        both_ways(sparse.csr_array([[-1.0]]), sparse.csr_array([[1.0]]), np.array([1]), np.array([1]), 1)


def test_callers_arrays_are_left_as_they_were():
    table = sparse.csr_array((np.array([0.0, 1.0]), np.array([0, 1]), np.array([0, 2])), shape=(1, 2))
    both_ways(table, table, np.array([1]), np.array([1]), 1)
    assert table.data.tolist() == [0.0, 1.0]
