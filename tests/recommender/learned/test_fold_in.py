"""Do rows that came, changed or got another pair stand where the training itself would have put them?"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.learned import choose
from recommender.learned.als import AlsSettings
from recommender.learned.choose import FitPlan
from recommender.learned.model import OPENINGS, PEOPLE, SIDES, Model, Now, fit
from recommender.learned.tables import FeatureTable, History
from tests.recommender.learned.worlds import checkerboard, colours, ids

SIZE = 45
TWO = (
    AlsSettings(rank=6, profile=choose.PROFILE),
    AlsSettings(rank=6, penalty=5.0, growth=0.75, profile=choose.PROFILE),
)
PLANS = [FitPlan(TWO), FitPlan(TWO[:1], (0.5, 0.3, 0.5)), FitPlan()]
UNCHANGED = FeatureTable(())
Columns = dict[str, Any]


@pytest.fixture(params=PLANS, ids=["factors", "with walks", "popularity"])
def plan(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> FitPlan:
    monkeypatch.setattr(choose, "plan", lambda *_args: request.param)
    return request.param


def of_three_kinds(count: int) -> Columns:
    """Columns of every kind that follow the colour, so that no row says nothing."""
    return {
        "categories": {"colour": colours(count)},
        "tags": {"cloth": [("linen", "silk")[: 1 + row % 2] for row in range(count)]},
        "numbers": {
            "pay": [1000.0 * (row % 3) if row % 7 else float("nan") for row in range(count)]
        },
        "texts": {"shift": [("early", "late", "")[row % 3] for row in range(count)]},
    }


def world(new: int = 2) -> tuple[FeatureTable, FeatureTable, History]:
    """The checkerboard with columns of every kind; the last of both sides are without a pair."""
    _people, _openings, past = checkerboard(SIZE)
    old = (past.people < SIZE - new) & (past.openings < SIZE - new)
    side = FeatureTable(ids(SIZE).ids, **of_three_kinds(SIZE))
    return side, side, History(past.people[old], past.openings[old], 1.0 + past.people[old] % 3)


def now_of(past: History, side: int, extra: Sequence[tuple[int, int]] = ()) -> Now:
    """All pairs seen from a side, with some more."""
    pairs = np.vstack(
        [
            np.stack([past.people, past.openings], axis=1),
            np.array(extra, dtype=np.int64).reshape(-1, 2),
        ]
    )
    return Now(
        pairs[:, side], pairs[:, 1 - side], np.concatenate([past.weight, np.ones(len(extra))])
    )


def everything(model: Model, more: int = 0) -> np.ndarray:
    return model.scores(np.arange(SIZE + more), np.arange(SIZE + more))


@pytest.mark.parametrize("side", SIDES)
def test_who_did_nothing_since_stands_where_the_training_left_them(plan, side):
    people, openings, past = world()
    model = fit(people, openings, past, seed=1)
    found = model.placed(side, UNCHANGED, now_of(past, side), np.arange(SIZE))
    assert found.stands[side].ids.size == 0
    assert np.array_equal(everything(found), everything(model))


@pytest.mark.parametrize("side", SIDES)
def test_without_a_pair_a_row_that_comes_later_stands_where_the_training_puts_its_like(plan, side):
    people, openings, past = world()
    model = fit(people, openings, past, seed=1)
    later = FeatureTable(
        ("0100",),
        **{
            kind: {n: of[-1:] for n, of in columns.items()}
            for kind, columns in of_three_kinds(SIZE).items()
        },
    )
    found = everything(model.placed(side, later), 56)
    own, like = (
        (found[100, :SIZE], found[SIZE - 1, :SIZE])
        if side == PEOPLE
        else (found[:SIZE, 100], found[:SIZE, SIZE - 1])
    )
    assert np.array_equal(own, like)


def test_the_last_half_step_of_the_training_is_the_one_that_folds(monkeypatch):
    """All people placed anew from the same profiles and pairs are where the training left them, those without pairs too."""
    monkeypatch.setattr(choose, "plan", lambda *_args: PLANS[0])
    people, openings, past = world()
    model = fit(people, openings, past, seed=1)
    placed = model.placed(PEOPLE, people).stands[PEOPLE]
    assert np.allclose(placed.factors, model.people, atol=1e-9)
    assert placed.is_new.tolist() == model.people_new.tolist()


def test_a_new_pair_folds_in_by_the_normal_equations(monkeypatch):
    monkeypatch.setattr(choose, "plan", lambda *_args: FitPlan(TWO[:1]))
    people, openings, past = world()
    model = fit(people, openings, past, seed=1)
    placed = model.placed(
        PEOPLE, UNCHANGED, now_of(past, PEOPLE, [(4, 0)]), np.arange(SIZE)
    ).stands[PEOPLE]
    assert placed.ids.tolist() == [4]

    own, worth = past.openings[past.people == 4], past.weight[past.people == 4]
    count = np.zeros(SIZE)
    count[own], count[0] = worth, 1.0
    traits, known = TWO[0], model.placing[PEOPLE]
    base, values = known.base[0], known.values[0]
    ridge = traits.penalty * (1.0 + (count > 0).sum()) ** traits.growth
    fixed = model.openings
    system = (
        base @ np.diag(values) @ base.T
        + traits.weight * (fixed.T * count) @ fixed
        + ridge * np.eye(6)
    )
    held = known.known.rows[[4]] @ known.near
    right = fixed.T @ np.where(count > 0, 1 + traits.weight * count, 0) + ridge * held[0]
    assert placed.factors[0] == pytest.approx(np.linalg.solve(system, right))


def test_an_application_draws_to_its_like_and_a_changed_profile_moves(plan):
    people, openings, past = world()
    model = fit(people, openings, past, seed=1)
    before = everything(model)[0]
    folded = model.placed(
        PEOPLE, UNCHANGED, now_of(past, PEOPLE, [(0, 1), (0, 4), (0, 7), (0, 10)]), np.array([0])
    )
    after = everything(folded)[0]
    if plan.settings:
        assert after[[13, 16, 19]].mean() > before[[13, 16, 19]].mean()
        asked = {
            kind: {name: of[1:2] for name, of in columns.items()}
            for kind, columns in of_three_kinds(SIZE).items()
        }
        moved = everything(model.placed(PEOPLE, FeatureTable(("0000",), **asked)))[0]
        assert moved[1::3].mean() > before[1::3].mean()
    assert np.array_equal(everything(folded)[1:], everything(model)[1:])


def test_a_pair_with_what_came_today_counts_and_one_with_what_nobody_knows_does_not(plan):
    people, openings, past = world()
    model = fit(people, openings, past, seed=1)
    asked = {
        kind: {name: of[1:2] for name, of in columns.items()}
        for kind, columns in of_three_kinds(SIZE).items()
    }
    came = model.placed(OPENINGS, FeatureTable(("0100",), **asked))
    one = came.placed(PEOPLE, UNCHANGED, now_of(past, PEOPLE, [(0, 100)]), np.array([0]))
    none = came.placed(PEOPLE, UNCHANGED, now_of(past, PEOPLE, [(0, 99)]), np.array([0]))
    assert np.array_equal(everything(none, 56), everything(came, 56))
    if plan.settings:
        assert one.scores(np.array([0]), np.array([100])) > came.scores(
            np.array([0]), np.array([100])
        )


@pytest.mark.parametrize("kind", ["person without a word", "nobody asks"])
def test_of_whom_nothing_is_known_the_average_speaks(plan, kind):
    people, openings, past = world()
    model = fit(people, openings, past, seed=1)
    asked = np.array([500]) if kind == "person without a word" else np.zeros(0, dtype=np.int64)
    found = model.placed(PEOPLE, UNCHANGED, now_of(past, PEOPLE), asked)
    assert np.isfinite(everything(found, 500)).all()
    assert found.stands[PEOPLE].ids.tolist() == asked.tolist()


MOVES = st.lists(
    st.tuples(st.integers(0, SIZE + 3), st.integers(0, SIZE + 3)), max_size=12, unique=True
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    extra=MOVES,
    changed=st.lists(st.integers(0, SIZE + 3), max_size=4, unique=True),
    number=st.integers(0, 2),
)
def test_asked_one_by_one_and_all_at_once_the_scores_are_the_same(extra, changed, number):
    model, past = trained(number)
    rows = FeatureTable(
        tuple(f"{row:04}" for row in sorted(changed)),
        **{
            kind: {name: [of[row] for row in sorted(changed)] for name, of in columns.items()}
            for kind, columns in of_three_kinds(SIZE + 4).items()
        },
    )
    came = model.placed(OPENINGS, rows)
    known = {(p, o) for p, o in zip(past.people.tolist(), past.openings.tolist(), strict=True)}
    now = now_of(past, PEOPLE, [pair for pair in extra if pair not in known])
    asked = np.arange(SIZE + 4)
    together = came.placed(PEOPLE, rows, now, asked).scores(asked, asked)
    for person in asked.tolist():
        own = rows.taken(
            np.array(
                [at for at, row in enumerate(sorted(changed)) if row == person], dtype=np.int64
            )
        )
        alone = came.placed(PEOPLE, own, mine(now, person), np.array([person]))
        assert np.array_equal(alone.scores(np.array([person]), asked)[0], together[person])


def mine(now: Now, person: int) -> Now:
    kept = now.ids == person
    return Now(now.ids[kept], now.others[kept], now.weight[kept])


_trained: dict[int, tuple[Model, History]] = {}


def trained(number: int) -> tuple[Model, History]:
    """The model of a plan, learned once."""
    if number not in _trained:
        people, openings, past = world()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(choose, "plan", lambda *_args: PLANS[number])
            _trained[number] = fit(people, openings, past, seed=1), past
    return _trained[number]


def test_what_is_kept_places_as_before(plan, tmp_path):
    people, openings, past = world()
    model = fit(people, openings, past, seed=1)
    for name, array in model.to_arrays().items():
        np.save(tmp_path / f"{name}.npy", array, allow_pickle=False)
    read = {
        path.name.removesuffix(".npy"): np.load(path, mmap_mode="r") for path in tmp_path.iterdir()
    }
    again, now = Model.from_arrays(read), now_of(past, PEOPLE, [(0, 1), (44, 2)])
    found = [
        one.placed(OPENINGS, openings).placed(PEOPLE, people, now, np.arange(SIZE))
        for one in (model, again)
    ]
    assert np.array_equal(everything(found[0]), everything(found[1]))
