"""Are the learned lists right where everybody sees the answer, and sound where there is nothing to learn from?"""

import numpy as np
import pytest

from matching.recommender.learned import History, Table, Unusable, fit
from matching.recommender.learned.model import top
from tests.matching.recommender.learned.worlds import checkerboard, colours, history, ids


@pytest.fixture(scope="module")
def world():
    people, openings, past = checkerboard()
    return people, openings, past, fit(people, openings, past, seed=1)


def own_colour(table: Table, query: str) -> set[str]:
    """The ids of `table` of the query's colour."""
    return {one for one in table.ids if int(one[1:]) % 3 == int(query[1:]) % 3}


def known(past: History, person: int) -> set[int]:
    return set(past.openings[past.people == person].tolist())


def test_people_get_the_openings_of_their_colour_that_they_do_not_know(world):
    _, _, past, model = world
    for person in (0, 1, 20):
        wanted = {f"o{row:02}" for row in range(person % 3, 45, 3)} - {f"o{row:02}" for row in known(past, person)}

        found = model.openings_for([f"p{person:02}"], len(wanted)).candidates[0]

        assert set(found) == wanted


def test_openings_get_the_people_of_their_colour(world):
    people, _, past, model = world
    wanted = own_colour(people, "o04") - {f"p{row:02}" for row in past.people[past.openings == 4]}

    assert set(model.people_for(["o04"], len(wanted)).candidates[0]) == wanted


def test_one_by_one_is_the_same_as_all_at_once(world):
    people, _, _, model = world
    together = model.openings_for(people.ids, 10)

    for place, one in enumerate(people.ids[:7]):
        alone = model.openings_for([one], 10)
        assert alone.candidates[0] == together.candidates[place]
        assert alone.scores[0] == pytest.approx(together.scores[place], rel=1e-4)


def test_contributions_sum_to_the_score(world):
    model = world[3]
    found = model.people_for(["o00", "o07"], 20)

    for shares, scores in zip(found.contributions, found.scores, strict=True):
        assert shares.shape == (len(scores), len(found.names))
        assert shares.sum(axis=1) == pytest.approx(scores, rel=1e-4, abs=1e-5)


def test_the_order_of_rows_changes_nothing(world):
    people, openings, past, model = world
    rng = np.random.default_rng(5)
    mixed = [rng.permutation(45), rng.permutation(45)]
    back = [np.argsort(order) for order in mixed]
    shuffled = fit(
        people.taken(mixed[0]),
        openings.taken(mixed[1]),
        History(back[0][past.people[::-1]], back[1][past.openings[::-1]]),
        seed=1,
    )

    assert shuffled.openings_for(people.ids, 10).candidates == model.openings_for(people.ids, 10).candidates
    assert shuffled.people_for(openings.ids, 10).candidates == model.people_for(openings.ids, 10).candidates


def test_flipping_a_forbidden_column_changes_no_order():
    people, openings, past = checkerboard(30)
    lists = []
    for values in (["m", "f"] * 15, ["f", "m"] * 15):
        marked = Table(
            people.ids,
            {**people.categories, "school_gender": values},
            numbers={"age": [float(v == "m") for v in values]},
        )
        lists.append(fit(marked, openings, past, seed=1).openings_for(people.ids, 10).candidates)

    assert lists[0] == lists[1]


def test_a_newcomer_is_served_by_profile():
    people, openings, past = checkerboard(60)
    old = past.people > 2  # p00, p01 and p02 are new: one of each colour
    model = fit(people, openings, History(past.people[old], past.openings[old]), seed=1)

    for person in ("p00", "p01", "p02"):
        found = model.openings_for([person], 10).candidates[0]
        assert set(found) <= own_colour(openings, person)


def test_a_new_opening_is_served_by_profile():
    people, openings, past = checkerboard(60)
    old = past.openings > 2
    model = fit(people, openings, History(past.people[old], past.openings[old]), seed=1)

    assert set(model.people_for(["o01"], 10).candidates[0]) <= own_colour(people, "o01")


@pytest.mark.parametrize("pairs", [[], [(0, 0)], [(0, 0), (1, 0), (2, 1)]], ids=["none", "one", "three"])
@pytest.mark.parametrize("with_features", [True, False])
def test_with_next_to_no_history_lists_follow_popularity_and_ties_the_id(pairs, with_features):
    extra = {"colour": colours(4)} if with_features else {}
    people, openings = Table(("a", "b", "c", "d"), extra), Table(("w", "x", "y", "z"), extra)
    model = fit(people, openings, history(pairs), seed=1)

    found = model.openings_for(["d"], 4)

    assert found.candidates == (("w", "x", "y", "z"),)
    assert np.isfinite(found.scores[0]).all()


@pytest.mark.parametrize("counts", [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_empty_sides_give_empty_lists(counts):
    model = fit(ids("p", counts[0]), ids("o", counts[1]), history([]), seed=1)

    lists = model.openings_for(model.people.ids, 5)

    assert [len(one) for one in lists.candidates] == [counts[1]] * counts[0]


def test_one_person_who_knows_everything_gets_nothing():
    model = fit(ids("p", 1), ids("o", 3), history([(0, 0), (0, 1), (0, 2)]), seed=1)

    assert model.openings_for(["p000"], 5).candidates == ((),)


def test_a_world_of_fashion_alone_is_no_worse_than_popularity():
    rng = np.random.default_rng(3)
    odds = 1 / np.arange(1, 41)
    pairs = {(p, int(o)) for p in range(60) for o in rng.choice(40, 4, replace=False, p=odds / odds.sum())}
    model = fit(ids("p", 60), ids("o", 40), history(sorted(pairs)), seed=1)
    fresh = [set(rng.choice(40, 4, replace=False, p=odds / odds.sum()).tolist()) for _ in range(60)]
    counts = np.bincount([o for _, o in pairs], minlength=40)

    def hits(best: list[list[int]]) -> int:
        return sum(len(set(one[:10]) & wanted) for one, wanted in zip(best, fresh, strict=True))

    ours = [[int(one[1:]) for one in row] for row in model.openings_for(model.people.ids, 10).candidates]
    popular = [[o for o in np.argsort(-counts, kind="stable").tolist() if (p, o) not in pairs] for p in range(60)]

    assert hits(ours) >= 0.95 * hits(popular)


def test_an_unknown_id_is_refused(world):
    with pytest.raises(Unusable, match="p99"):
        world[3].openings_for(["p99"], 3)


def test_the_best_are_exact_and_ties_go_to_the_first():
    row = np.array([1, 3, -np.inf, 3, 2], dtype=np.float32)

    assert [top(row, limit).tolist() for limit in (0, 1, 3, 9)] == [[], [1], [1, 3, 4], [1, 3, 4, 0]]
