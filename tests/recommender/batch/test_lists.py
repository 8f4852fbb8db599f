"""Are the lists in arrays those of the objects, and the same wherever the parts are worked out?"""

import pytest
from hypothesis import given

from benchmarks._city import city
from recommender import recommend_openings
from recommender.batch import lists as batch_module
from recommender.batch.lists import (
    in_parts,
    openings_for_all,
)
from recommender.score.weights import FEATURES
from tests.recommender.test_properties import FORMS, MANY, SKILLS, worlds
from tests.recommender.worlds import O, P, world


def here(function, shared, parts):
    """Work out the parts one after the other."""
    return [function(shared, part) for part in parts]


def lists(table):
    """Subject, and the filled picks with score and contributions."""
    rows = zip(
        table.subject_ids.tolist(),
        table.ids.tolist(),
        table.scores.tolist(),
        table.contributions.tolist(),
    )
    return [(who, [pick for pick in zip(*row) if pick[0] >= 0]) for who, *row in rows]


def lists_of(ranking):
    return [
        (
            one.subject_id,
            [
                (pick.id, pick.score, [share for _, share in pick.contributions])
                for pick in one.picks
            ],
        )
        for one in ranking.lists
    ]


@MANY
@given(worlds(), FORMS)
def test_arrays_hold_the_lists_of_the_objects(case, weights):
    them, work, masks = case
    problem = world(them, work, SKILLS, masks, weights)
    table, ranking = (
        openings_for_all(problem, problem.people.ids, 4),
        recommend_openings(problem, problem.people.ids, 4),
    )
    assert lists(table) == lists_of(ranking)


@MANY
@given(worlds(), FORMS)
def test_parts_give_the_whole(case, weights):
    them, work, masks = case
    problem = world(them, work, SKILLS, masks, weights)
    whole = openings_for_all(problem, problem.people.ids[::-1], 4)
    for parts in (1, 3, 99):
        assert lists(in_parts(problem, problem.people.ids[::-1], 4, here, parts)) == lists(whole)


def test_blocks_change_nothing(monkeypatch):
    problem = city(60, 40, seed=3)
    whole = openings_for_all(problem, problem.people.ids, 5)
    monkeypatch.setattr(batch_module, "CELLS_AT_ONCE", 170)
    assert lists(openings_for_all(problem, problem.people.ids, 5)) == lists(whole)


def test_worked_example_by_hand():
    problem = world([P(1, {10: 3, 20: 1}), P(2)], [O(7, {10: (3, 3, True), 20: (2, 2)})])
    table = openings_for_all(problem, [2, 1], 2)
    assert (table.subject_ids.tolist(), table.ids.tolist()) == ([2, 1], [[7, -1], [7, -1]])
    assert table.contributions[1, 0, FEATURES.index("skill")] == pytest.approx(0.5 * 11 / 13)


@pytest.mark.parametrize(("them", "work"), [([], []), ([P(1)], []), ([], [O(7)]), ([P(1)], [O(7)])])
def test_empty_worlds_have_empty_tables(them, work):
    problem = world(them, work)
    table = in_parts(problem, problem.people.ids, 3, here, 2)
    assert table.ids.shape == (len(them), 3)
    assert (table.ids >= 0).sum() == len(them) * len(work)


def test_stranger_is_a_key_error():
    with pytest.raises(KeyError, match="99"):
        in_parts(world([P(1)], [O(7)]), [99], 3, here, 2)


@pytest.mark.slow
@pytest.mark.anywhere
def test_joblib_processes_give_the_single_process_to_the_last_id():
    from benchmarks._runners import on_processes

    problem = city(300, 200, seed=5)
    with on_processes(2) as run:
        assert lists(in_parts(problem, problem.people.ids, 20, run, 5)) == lists(
            openings_for_all(problem, problem.people.ids, 20)
        )


@pytest.mark.slow
@pytest.mark.anywhere
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_dask_workers_give_the_single_process_to_the_last_id():
    pytest.importorskip("distributed", reason="Dask is not installed")
    from benchmarks._runners import on_dask

    problem = city(300, 200, seed=5)
    with on_dask(2) as run:
        assert lists(in_parts(problem, problem.people.ids, 20, run, 5)) == lists(
            openings_for_all(problem, problem.people.ids, 20)
        )
