"""Is what was learned right where everybody sees the answer, one number a pair, and sound where there is nothing to learn from?"""

from typing import Any

import numpy as np
import pytest

from recommender.learned import choose
from recommender.learned.als import AlsSettings
from recommender.learned.choose import FitPlan
from recommender.learned.curve import Curve
from recommender.learned.model import Model, fit
from recommender.learned.random_walk import RandomWalk
from recommender.learned.tables import FeatureTable, History, Unusable
from tests.recommender.learned.test_factors import PAIRS
from tests.recommender.learned.worlds import (
    checkerboard,
    colours,
    history,
    ids,
    nothing_known,
    openings_of,
    people_of,
)

SIZE = 45
GROUPS = np.arange(SIZE) % 3


@pytest.fixture(scope="module")
def world() -> tuple[FeatureTable, FeatureTable, History, Model]:
    people, openings, past = checkerboard()
    return people, openings, past, fit(people, openings, past, seed=1)


def known(past: History, person: int) -> set[int]:
    return set(past.openings[past.people == person].tolist())


def by_hand() -> Model:
    """Every number drawn; with walks."""
    rng = np.random.default_rng(3)
    curve = Curve(np.tile([0.3, 1.5, 0.2], (4, 1)), base=-1.0, top=2.0)
    factors = rng.normal(size=(4, 2)), rng.normal(size=(4, 2))
    new = np.array([False, True, False, False]), np.array([False, False, False, True])
    ids = np.array([2, 5, 7, 9]), np.array([1, 4, 6, 8])
    return Model(
        *ids, *factors, *new, curve, nothing_known(4, 4, 2), RandomWalk.over(PAIRS, 0.5, 0.3)
    )


def test_people_get_the_openings_of_their_colour_that_they_do_not_know(world):
    *_, past, model = world
    for person in (0, 1, 20):
        wanted = set(range(person % 3, SIZE, 3)) - known(past, person)
        assert set(openings_of(model, person, known(past, person), len(wanted))) == wanted


def test_openings_get_the_people_of_their_colour(world):
    *_, past, model = world
    there = set(past.people[past.openings == 4].tolist())
    wanted = set(range(1, SIZE, 3)) - there
    assert set(people_of(model, 4, there, len(wanted))) == wanted


def test_scores_lie_between_nothing_and_one_and_own_colours_are_nearer(world):
    found = world[3].scores(np.arange(SIZE), np.arange(SIZE))
    own = np.equal.outer(GROUPS, GROUPS)
    assert found[own].min() > found[~own].max()
    assert (found.min() >= 0, found.max() <= 1) == (True, True)


def test_a_pair_has_one_score_however_it_is_asked(world):
    model, all_ids = world[3], np.arange(SIZE)
    everything = model.scores(all_ids, all_ids)
    rows = np.vstack([model.scores(all_ids[[at]], all_ids) for at in range(SIZE)])
    columns = np.hstack([model.scores(all_ids, all_ids[[at]]) for at in range(SIZE)])
    backwards = model.scores(all_ids[::-1], all_ids[::-1])[::-1, ::-1]
    for other in (rows, columns, backwards):
        assert np.array_equal(everything, other)


def test_the_order_of_rows_changes_nothing(world):
    people, openings, past, model = world
    rng = np.random.default_rng(5)
    mixed = [rng.permutation(SIZE), rng.permutation(SIZE)]
    back = [np.argsort(order) for order in mixed]
    pairs = History(back[0][past.people[::-1]], back[1][past.openings[::-1]])
    shuffled = fit(people.taken(mixed[0]), openings.taken(mixed[1]), pairs, seed=1)
    ask = np.arange(SIZE), np.arange(SIZE)
    assert np.array_equal(shuffled.scores(*ask), model.scores(*ask))


def test_flipping_a_forbidden_column_changes_nothing():
    people, openings, past = checkerboard(30)
    found = []
    for values in (["m", "f"] * 15, ["f", "m"] * 15):
        columns = {**people.categories, "school_gender": values}
        marked = FeatureTable(
            people.ids, columns, numbers={"age": [float(value == "m") for value in values]}
        )
        found.append(fit(marked, openings, past, seed=1).scores(np.arange(30), np.arange(30)))
    assert np.array_equal(*found)


def test_a_newcomer_is_served_by_profile():
    people, openings, past = checkerboard(60)
    old = past.people > 2  # the first three are new: one of each colour
    model = fit(people, openings, History(past.people[old], past.openings[old]), seed=1)
    for person in range(3):
        assert {one % 3 for one in openings_of(model, person, set(), 10)} == {person}


def test_a_new_opening_is_served_by_profile_and_stands_in_the_lists_of_those_with_a_history():
    people, openings, past = checkerboard(60)
    old = past.openings > 2
    model = fit(people, openings, History(past.people[old], past.openings[old]), seed=1)
    assert {one % 3 for one in people_of(model, 1, set(), 10)} == {1}
    found = model.scores(np.arange(60), np.arange(60))
    for new in range(3):
        others = found[:, [at for at in range(60) if at % 3 != new]]
        assert (found[new::3, new] > others[new::3].max(axis=1)).all()


@pytest.mark.parametrize(
    "pairs", [[], [(0, 0)], [(0, 0), (1, 0), (2, 1)]], ids=["none", "one", "three"]
)
@pytest.mark.parametrize("with_features", [True, False])
def test_with_next_to_no_history_lists_follow_popularity_and_ties_the_id(pairs, with_features):
    extra = {"colour": colours(4)} if with_features else {}
    model = fit(ids(4, extra), ids(4, extra), history(pairs), seed=1)
    assert openings_of(model, 3, set(), 4) == [0, 1, 2, 3]
    assert np.isfinite(model.scores(np.arange(4), np.arange(4))).all()


@pytest.mark.parametrize("counts", [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_empty_sides_give_empty_scores(counts):
    model = fit(ids(counts[0]), ids(counts[1]), history([]), seed=1)
    assert model.scores(*(np.arange(count) for count in counts)).shape == counts
    assert set(model.scores(*(np.arange(count) for count in counts)).ravel()) <= {0.5}


def test_a_world_of_fashion_alone_is_no_worse_than_popularity():
    rng = np.random.default_rng(3)
    odds = 1 / np.arange(1, 41)
    pairs = {
        (p, int(o))
        for p in range(60)
        for o in rng.choice(40, 4, replace=False, p=odds / odds.sum())
    }
    model = fit(ids(60), ids(40), history(sorted(pairs)), seed=1)
    fresh = [set(rng.choice(40, 4, replace=False, p=odds / odds.sum()).tolist()) for _ in range(60)]
    counts = np.bincount([o for _, o in pairs], minlength=40)
    seen = [{o for q, o in pairs if q == p} for p in range(60)]

    def hits(lists: list[list[int]]) -> int:
        return sum(len(set(one[:10]) & wanted) for one, wanted in zip(lists, fresh, strict=True))

    ours = [openings_of(model, p, seen[p], 10) for p in range(60)]
    popular = [
        [o for o in np.argsort(-counts, kind="stable").tolist() if o not in seen[p]]
        for p in range(60)
    ]
    assert hits(ours) >= 0.95 * hits(popular)


def test_walks_that_pay_stand_beside_the_factors_in_their_share(monkeypatch):
    """A plan with walks at half the factors' deviation; without it the same factors alone."""
    people, openings, past = checkerboard()
    everybody, traits = np.arange(SIZE), (AlsSettings(rank=8, profile=choose.PROFILE),)
    with_walks, alone = (
        fit_by(monkeypatch, FitPlan(traits, walks), people, openings, past)
        for walks in ((0.5, 0.3, 0.5), None)
    )
    added = with_walks.raw(everybody, everybody) - alone.raw(everybody, everybody)
    assert np.std(added) == pytest.approx(0.5 * np.std(alone.raw(everybody, everybody)), rel=1e-6)
    assert with_walks.walks is not None
    assert added == pytest.approx(with_walks.walks.pairs(everybody, everybody))


def fit_by(monkeypatch: pytest.MonkeyPatch, plan: FitPlan, *material: Any) -> Model:
    """What is learned when this plan was chosen."""
    monkeypatch.setattr(choose, "plan", lambda *_args: plan)
    return fit(*material, seed=1)


def test_who_is_not_known_is_neutral(world):
    model = world[3]
    found = model.scores(np.array([0, 999]), np.array([998, 1]))
    assert (found[0, 0], found[1, 0], found[1, 1]) == (0.5, 0.5, 0.5)
    assert found[0, 1] != 0.5
    assert model.scores(np.array([], dtype=np.int64), model.opening_ids).shape == (0, SIZE)


def test_ids_that_are_no_numbers_are_refused():
    with pytest.raises(Unusable, match="whole numbers"):
        fit(FeatureTable(("p1",)), ids(1), history([]), seed=1)


@pytest.mark.parametrize("made", [by_hand, None])
def test_what_is_kept_comes_back_to_the_last_digit(made, world, tmp_path):
    found = made() if made else world[3]
    for name, array in found.to_arrays().items():
        np.save(tmp_path / f"{name}.npy", array, allow_pickle=False)
    read = {
        path.name.removesuffix(".npy"): np.load(path, mmap_mode="r") for path in tmp_path.iterdir()
    }
    again = Model.from_arrays(read)
    ask = found.person_ids, found.opening_ids
    assert np.array_equal(again.scores(*ask), found.scores(*ask))


@pytest.mark.parametrize(
    "name",
    ["format", "ends", "people", "openings_new", "second.indptr", "person.far", "opening.words"],
)
def test_what_lacks_a_part_is_not_put_together(name):
    arrays = by_hand().to_arrays()
    del arrays[name]
    with pytest.raises(Unusable):
        Model.from_arrays(arrays)


def test_sides_of_several_lengths_are_refused():
    arrays = by_hand().to_arrays()
    with pytest.raises(Unusable, match="several lengths"):
        Model.from_arrays({**arrays, "people": arrays["people"][:2]})


def test_of_a_repeated_pair_the_most_counts_and_none_weighs_nothing():
    pairs = History(np.array([0, 0, 1]), np.array([1, 1, 0]), np.array([1.0, 3.0, 2.0]))
    assert pairs.matrix(2, 2).toarray().tolist() == [[0, 3], [2, 0]]
    with pytest.raises(Unusable):
        History(np.array([0]), np.array([0]), np.array([0.0])).matrix(1, 1)
