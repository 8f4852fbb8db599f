"""Do trees put the strongest candidates in a better order, only where that is sure, and the same for one as for all?"""

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier

from matching.recommender.learned.blend import Blend
from matching.recommender.learned.boosting import exported, ordered
from matching.recommender.learned.model import Side, lists
from matching.recommender.learned.order import ALL_LEAVES, ORDER, Pools, Trees
from matching.recommender.learned.shapes import Factors
from matching.recommender.learned.validation import Cut

QUERIES, CANDIDATES = 400, 60
BLEND = Blend(("first", "second"), np.array([1.0, 1.0]), np.zeros(2))


def told_by(truth) -> tuple[dict[str, Factors], Cut]:
    """Two scorers of everybody and the two candidates of each query that `truth` of both scores puts first."""
    rng = np.random.default_rng(7)
    scores = rng.normal(size=(2, QUERIES, CANDIDATES)).astype(np.float32)
    place = np.argsort(rng.random((QUERIES, CANDIDATES)), axis=1)[:, :3]
    train = np.zeros((QUERIES, CANDIDATES), dtype=np.float32)
    np.put_along_axis(train, place, 1, axis=1)
    kept = np.zeros_like(train)
    best = np.argsort(-np.where(train > 0, -np.inf, truth(*scores, rng)), axis=1)[:, :2]
    np.put_along_axis(kept, best, 1, axis=1)
    scorers = {name: Factors(one, np.eye(CANDIDATES, dtype=np.float32)) for name, one in zip(BLEND.names, scores)}
    return scorers, Cut(sparse.csr_array(train), sparse.csr_array(kept), np.arange(QUERIES))


def side(scorers, cut, trees) -> Side:
    candidates = tuple(f"o{place:02}" for place in range(CANDIDATES))
    return Side(tuple(f"p{row:03}" for row in range(QUERIES)), candidates, cut.train, scorers, BLEND, BLEND, trees)


@pytest.fixture(scope="module")
def together():
    """A world in which two scores speak for a candidate only together: no weighted sum can say that."""
    scorers, cut = told_by(lambda first, second, rng: first * second)
    trees = ordered(scorers, cut, BLEND, seed=1)
    assert trees is not None
    return side(scorers, cut, trees), cut


def found(of: Side, cut: Cut) -> float:
    """The share of kept-back candidates among the first five."""
    wanted = [{of.candidates[place] for place in np.flatnonzero(row)} for row in cut.kept.toarray()]
    shown = lists(of, of.ids, 5).candidates
    return sum(len(set(some) & want) for some, want in zip(shown, wanted, strict=True)) / (2 * QUERIES)


def test_trees_find_what_no_weighted_sum_can_say(together):
    ours, cut = together
    assert found(ours, cut) > 1.5 * found(replace(ours, order=None), cut)


def test_where_the_sum_says_it_all_or_nothing_does_there_are_no_trees():
    assert ordered(*told_by(lambda first, second, rng: first + second), BLEND, seed=1) is None
    assert ordered(*told_by(lambda first, second, rng: rng.random(first.shape)), BLEND, seed=1) is None


def test_few_queries_give_no_trees():
    scorers, cut = told_by(lambda first, second, rng: first * second)
    assert ordered(scorers, replace(cut, queries=cut.queries[:299]), BLEND, seed=1) is None


def test_one_by_one_is_the_same_as_all_at_once(together):
    ours, _ = together
    all_at_once = lists(ours, ours.ids, 10)
    for place in range(0, QUERIES, 10):
        alone = lists(ours, [ours.ids[place]], 10)
        assert (alone.candidates[0], alone.scores[0]) == (all_at_once.candidates[place], all_at_once.scores[place])


def test_the_same_seed_gives_the_same_trees(together):
    ours, cut = together
    again = ordered(ours.scorers, cut, BLEND, seed=1)
    assert [getattr(again, name).tolist() for name in ("feature", "threshold", "keeps", "value")] == [
        getattr(ours.order, name).tolist() for name in ("feature", "threshold", "keeps", "value")
    ]


def test_what_the_trees_add_is_a_contribution_of_its_own(together):
    ours, cut = together
    answer = lists(ours, ours.ids, 57)
    assert answer.names == ("first", "second", ORDER)
    for shares, scores in zip(answer.contributions, answer.scores, strict=True):
        assert shares.sum(axis=1) == pytest.approx(scores, abs=2e-4)
        assert (shares[:, -1] >= 0).all()
    known = [{ours.candidates[place] for place in np.flatnonzero(row)} for row in cut.train.toarray()]
    assert not any(set(some) & hidden for some, hidden in zip(answer.candidates, known, strict=True))


def test_who_has_no_history_is_served_by_the_blend_alone(together):
    ours, cut = together
    known = cut.train.toarray()
    known[0] = 0
    newcomer = replace(ours, known=sparse.csr_array(known))
    plain = lists(replace(newcomer, order=None), ["p000"], 10)
    answer = lists(newcomer, ["p000"], 10)
    assert (answer.candidates, answer.scores) == (plain.candidates, plain.scores)


def test_exported_trees_give_what_the_library_gives():
    rng = np.random.default_rng(3)
    features = rng.normal(size=(3_000, 4))
    labels = features[:, 0] * features[:, 1] + features[:, 2] > 0.3
    model = HistGradientBoostingClassifier(max_iter=20, max_leaf_nodes=16, random_state=0).fit(features, labels)
    moves = exported(model).values(features) - model.decision_function(features)
    assert np.abs(moves - moves[0]).max() < 1e-9


def test_no_query_and_no_candidate_lift_nothing():
    none = Trees(np.zeros((1, 1), int), np.full((1, 1), np.inf), np.full((1, 1), ALL_LEAVES), np.ones((1, 16)))
    assert none.values(np.zeros((0, 3))).tolist() == []
    assert none.lift(Pools(np.zeros((0, 2), int), np.zeros((0, 2, 3))), 5).shape == (0, 5)
    assert none.lift(Pools(np.array([[1, 0]]), np.zeros((1, 2, 3))), 3).tolist() == [[0.0, 0.0, 0.0]]
