"""Do factors, profiles and walks give what their formulas say, by hand?"""

import numpy as np
import pytest
from scipy import sparse

from recommender.learned.als import AlsSettings, als, half
from recommender.learned.choose import popularity
from recommender.learned.predicted import RidgeMap
from recommender.learned.random_walk import RandomWalk

PAIRS = sparse.csr_array(
    np.array([[1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 1, 1], [0, 0, 0, 0]], dtype=np.float32)
)
EVERYBODY = np.arange(4)


def test_popularity_ranks_either_side_by_its_count():
    people, openings = popularity(PAIRS)
    assert people.ravel().tolist() == pytest.approx((1 + np.log([3, 3, 4, 1])).tolist())
    assert openings.ravel().tolist() == pytest.approx((1 + np.log([3, 3, 3, 2])).tolist())


@pytest.mark.parametrize("rank", [2, 3])
def test_each_half_of_als_is_the_exact_minimum(rank):
    fixed = np.random.default_rng(0).normal(size=(4, rank))
    traits = AlsSettings(rank=rank, weight=3.0, penalty=0.5, growth=0.5)

    found = half(fixed, PAIRS, traits)

    for row, wanted in enumerate(PAIRS.toarray()):
        system = fixed.T @ fixed + 3.0 * fixed.T @ (wanted[:, None] * fixed)
        penalty = 0.5 * (1 + wanted.sum()) ** 0.5 * np.eye(rank)
        assert found[row] == pytest.approx(
            np.linalg.solve(system + penalty, 4.0 * fixed.T @ wanted)
        )


@pytest.mark.parametrize("rank", [2, 3])
def test_each_half_is_held_to_what_it_is_told(rank):
    rng = np.random.default_rng(0)
    fixed, held_to = rng.normal(size=(4, rank)), rng.normal(size=(4, rank))
    traits = AlsSettings(rank=rank, weight=3.0, penalty=0.5, growth=0.5)

    found = half(fixed, PAIRS, traits, held_to)

    for row, wanted in enumerate(PAIRS.toarray()):
        system = fixed.T @ fixed + 3.0 * fixed.T @ (wanted[:, None] * fixed)
        penalty = 0.5 * (1 + wanted.sum()) ** 0.5
        told = 4.0 * fixed.T @ wanted + penalty * held_to[row]
        assert found[row] == pytest.approx(np.linalg.solve(system + penalty * np.eye(rank), told))


def test_profiles_foretell_by_ridge_from_rows_that_have_pairs():
    features = np.array([[1, 0], [0, 1], [0.6, 0.8], [1, 0]])
    known = np.arange(8.0).reshape(4, 2)
    predicted = features @ RidgeMap.of(sparse.csr_array(features), PAIRS, 0.1).map(known)
    seen = features[:3]
    weights = np.linalg.inv(seen.T @ seen + 0.1 * np.eye(2)) @ seen.T @ known[:3]
    assert predicted == pytest.approx(features @ weights)


def test_who_has_no_history_gets_the_traits_of_their_profile():
    alike = sparse.csr_array(np.array([[1, 0], [0, 1], [0, 1], [1, 0]], dtype=np.float32))
    traits = AlsSettings(rank=2, penalty=1.0, profile=0.5)
    people, openings = als(
        PAIRS, traits, 0, (alike, sparse.csr_array(np.eye(4, dtype=np.float32)))
    ).sides
    found = people @ openings.T
    assert np.corrcoef(found[3], found[0])[0, 1] > 0.9
    assert als(PAIRS, AlsSettings(rank=2), 0).people[3].tolist() == [0, 0]


def test_walks_multiply_three_steps_with_damped_degrees():
    dense = PAIRS.toarray()
    people, openings = np.maximum(dense.sum(axis=1), 1), dense.sum(axis=0)

    wanted = (
        (dense * people[:, None] ** -0.2 * openings**-0.5)
        @ dense.T
        @ (dense * people[:, None] ** -0.5 * openings**-0.2)
    )

    found = RandomWalk.over(PAIRS, 0.5, 0.2).times(3.0)
    assert found.pairs(EVERYBODY, EVERYBODY) == pytest.approx(3 * wanted, rel=1e-5)
    assert found.pairs(np.array([2]), EVERYBODY) == pytest.approx(3 * wanted[[2]], rel=1e-5)
    assert found.pairs(EVERYBODY, np.array([3, 1])) == pytest.approx(
        3 * wanted[:, [3, 1]], rel=1e-5
    )


@pytest.mark.parametrize("rank", [2, 9])
def test_a_pair_of_more_weight_pulls_harder(rank):
    """The closed form of the docstring, solved densely: more pairs than traits, and fewer."""
    rng = np.random.default_rng(0)
    fixed, weights = rng.normal(size=(7, rank)), np.array([0.1, 1.0, 6.0, 2.0])
    pairs = sparse.csr_array(
        (weights, (np.zeros(4, dtype=int), np.array([0, 2, 3, 6]))), shape=(1, 7)
    )
    traits = AlsSettings(rank=rank, weight=5.0, penalty=0.7, growth=1.0)
    count, wanted = np.ones(7), np.zeros(7)
    count[[0, 2, 3, 6]] += 5.0 * weights
    wanted[[0, 2, 3, 6]] = 1
    ridge = 0.7 * 5.0 * np.eye(rank)
    right = fixed.T @ (count * wanted)
    assert half(fixed, pairs, traits)[0] == pytest.approx(
        np.linalg.solve(fixed.T * count @ fixed + ridge, right)
    )
