"""Does every scorer give what its formula says, by hand, in both directions?"""

import numpy as np
import pytest
from scipy import sparse

from matching.recommender.learned import ridge
from matching.recommender.learned.als import Traits, als, half
from matching.recommender.learned.ease import ease
from matching.recommender.learned.popularity import popularity
from matching.recommender.learned.shapes import Constant, Factors
from matching.recommender.learned.walks import walks

PAIRS = sparse.csr_array(np.array([[1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 1, 1], [0, 0, 0, 0]], dtype=np.float32))
EVERYBODY = np.arange(4)


def test_popularity_is_the_log_of_the_count():
    assert popularity(PAIRS).scores(EVERYBODY)[3].tolist() == pytest.approx(np.log([3, 3, 3, 2]).tolist())


def test_ease_solves_its_own_equations():
    weights = ease(PAIRS, 2.0).weights
    dense = PAIRS.toarray()

    slope = (
        dense.T @ (dense @ weights - dense) + 2.0 * weights
    )  # zero but for the constraint's multiplier on the diagonal

    assert np.diag(weights).tolist() == [0, 0, 0, 0]
    assert np.abs(slope - np.diag(np.diag(slope))).max() < 1e-5


@pytest.mark.parametrize("rank", [2, 3])
def test_each_half_of_als_is_the_exact_minimum(rank):
    fixed = np.random.default_rng(0).normal(size=(4, rank))
    traits = Traits(rank=rank, weight=3.0, penalty=0.5, growth=0.5)

    found = half(fixed, PAIRS, traits)

    for row, wanted in enumerate(PAIRS.toarray()):
        system = fixed.T @ fixed + 3.0 * fixed.T @ (wanted[:, None] * fixed)
        penalty = 0.5 * (1 + wanted.sum()) ** 0.5 * np.eye(rank)
        assert found[row] == pytest.approx(np.linalg.solve(system + penalty, 4.0 * fixed.T @ wanted))


@pytest.mark.parametrize("rank", [2, 3])
def test_each_half_is_held_to_what_it_is_told(rank):
    rng = np.random.default_rng(0)
    fixed, held_to = rng.normal(size=(4, rank)), rng.normal(size=(4, rank))
    traits = Traits(rank=rank, weight=3.0, penalty=0.5, growth=0.5)

    found = half(fixed, PAIRS, traits, held_to)

    for row, wanted in enumerate(PAIRS.toarray()):
        system = fixed.T @ fixed + 3.0 * fixed.T @ (wanted[:, None] * fixed)
        penalty = 0.5 * (1 + wanted.sum()) ** 0.5
        told = 4.0 * fixed.T @ wanted + penalty * held_to[row]
        assert found[row] == pytest.approx(np.linalg.solve(system + penalty * np.eye(rank), told))


def test_profiles_foretell_by_ridge_from_rows_that_have_pairs():
    features = np.array([[1, 0], [0, 1], [0.6, 0.8], [1, 0]])
    known = np.arange(8.0).reshape(4, 2)
    foretold = ridge.Foretold.of(sparse.csr_array(features), PAIRS, 0.1)(known)
    seen = features[:3]
    weights = np.linalg.inv(seen.T @ seen + 0.1 * np.eye(2)) @ seen.T @ known[:3]
    assert foretold == pytest.approx(features @ weights)


def test_who_has_no_history_gets_the_traits_of_their_profile():
    alike = sparse.csr_array(np.array([[1, 0], [0, 1], [0, 1], [1, 0]], dtype=np.float32))
    traits = Traits(rank=2, profile=0.5)
    found = als(PAIRS, traits, 0, (alike, sparse.csr_array(np.eye(4, dtype=np.float32)))).scores(EVERYBODY)
    assert np.corrcoef(found[3], found[0])[0, 1] > 0.9
    assert als(PAIRS, Traits(rank=2), 0, (alike, alike)).queries[3].tolist() == [0, 0]


def test_als_gives_nothing_to_who_has_no_history():
    assert als(PAIRS, Traits(rank=2), 0).queries[3].tolist() == [0, 0]


def test_walks_multiply_three_steps_with_damped_degrees():
    dense = PAIRS.toarray()
    people, openings = np.maximum(dense.sum(axis=1), 1), dense.sum(axis=0)

    wanted = (
        (dense * people[:, None] ** -0.2 * openings**-0.5)
        @ dense.T
        @ (dense * people[:, None] ** -0.5 * openings**-0.2)
    )

    assert walks(PAIRS, 0.5, 0.2).scores(EVERYBODY) == pytest.approx(wanted, rel=1e-5)


def test_ridge_solves_its_normal_equations_from_rows_with_history():
    features = np.array([[1, 0], [0, 1], [0.6, 0.8], [1, 0]], dtype=np.float32)

    found = ridge.to_pairs(sparse.csr_array(features), PAIRS, 0.1, damping=0.0).scores(np.array([3]))

    seen, wanted = features[:3].astype(float), PAIRS.toarray()[:3]
    assert found[0] == pytest.approx((np.linalg.inv(seen.T @ seen + 0.1 * np.eye(2)) @ seen.T @ wanted)[0], rel=1e-4)


def test_profiles_foretell_factors():
    features = sparse.csr_array(np.eye(4, dtype=np.float32))
    factors = Factors(np.ones((4, 2), np.float32), np.eye(4, 2, dtype=np.float32))

    found = ridge.to_factors(features, PAIRS, factors, [1.0])[0]

    assert found.queries[0].tolist() == [0.5, 0.5]  # 1 / (1 + penalty)


def test_neighbours_say_the_same_dense_and_sparse():
    features = sparse.csr_array(np.array([[0.6, 0.8, 0], [1, 0, 0], [0, 0, 1], [0, 0.6, 0.8]], dtype=np.float32))
    sparse_, dense = (ridge.neighbours(features, PAIRS, is_small=is_small) for is_small in (False, True))

    assert dense.scores(EVERYBODY) == pytest.approx(sparse_.scores(EVERYBODY), abs=1e-6)


@pytest.mark.parametrize(
    "scorer",
    [
        popularity(PAIRS),
        ease(PAIRS, 1.0),
        walks(PAIRS, 0.3, 0.1),
        als(PAIRS, Traits(rank=2), 0),
        ridge.neighbours(sparse.csr_array(np.eye(4, dtype=np.float32)), PAIRS),
        ridge.neighbours(sparse.csr_array(np.eye(4, dtype=np.float32)), PAIRS, is_small=True),
    ],
    ids=lambda scorer: type(scorer).__name__,
)
def test_turned_scores_belong_to_the_same_model(scorer):
    there, back = scorer.scores(EVERYBODY), scorer.turned().scores(np.array([1, 3]))

    if isinstance(scorer, Constant):
        assert back.tolist() == [scorer.queries.tolist()] * 2
    else:
        assert back == pytest.approx(there.T[[1, 3]], abs=1e-5)
        assert scorer.turned().turned().scores(EVERYBODY) == pytest.approx(there, abs=1e-5)
