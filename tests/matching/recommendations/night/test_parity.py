"""What is done to a model on whose lists a group falls behind, in which order, how far, and who hears of it?"""

from dataclasses import dataclass, replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from core import clock
from core.background import silent
from core.models import Notice
from matching.actions import learning
from matching.models import ModelFit
from matching.recommendations.night import decision, limits
from matching.recommendations.night.decision import NightResult, within_group_limits
from matching.recommendations.night.limits import NONE, Limits
from matching.recommendations.night.parity import columns_of, searched
from recommender import Weights
from recommender.learned.tables import FeatureTable
from recommender.learned.weighing import FLOORS, floored
from recommender.score.weights import FEATURES
from tests.factories.accounts import office_user

WOMEN = ("sex", "female")
WEIGHTS = Weights(skill=0.4, pay=0.1, place=0.1, occupation=0.1, text=0.0, learned=0.3)
CARD = {
    "bound": 0.02, "behind": [["sex", "female"]], "price": 0.013,
    "limits": {"left_out": ["major"], "evened": 0.8, "kept": 1.0},
    "before": [{"characteristic": "sex", "group": "female", "persons": 363, "qualified": 0.6, "shown": 0.5, "gap": 0.1}],
    "after": [{"characteristic": "sex", "group": "female", "persons": 363, "qualified": 0.6, "shown": 0.585, "gap": 0.015}],
    "tellings": [{"column": "major", "characteristic": "sex", "group": "female", "right": 0.94, "low": 0.9, "is_sure": True}],
    "tried": [{"column": "major", "before": 0.1, "after": 0.08, "is_left_out": True}],
}  # fmt: skip


@dataclass
class BehindGroup:
    """One group, women, this far behind."""

    gap: float

    @property
    def behind(self):
        return frozenset({WOMEN}) if self.gap > 0.02 else frozenset()

    def worst(self, watched=()):
        return self.gap if self.behind or watched else 0.0

    def plain(self):
        return [{"gap": self.gap}]


class ShiftedLists:
    """Lists on which what is done takes so much of the gap away: by column, and for each tenth of evening out."""

    def __init__(self, gap, columns, tenth, share=0.0):
        self.gap, self.columns, self.tenth, self.share = gap, columns, tenth, share
        self.who = SimpleNamespace(bound=0.02, price=0.02)

    def gaps(self, learned, weights):
        off = (
            sum(self.columns.get(name, 0) for name in learned.left_out)
            + 10 * learned.evened * self.tenth
        )
        return BehindGroup(
            round((self.gap - off) * (1 - self.share * (1 - weights.learned / WEIGHTS.learned)), 6)
        )

    def tellings(self, behind):
        return [SimpleNamespace(column=name, is_sure=True, plain=dict) for name in self.columns]


def searched_on(lists, columns=("major", "wanted_pay")):
    return searched(lists, lists.gaps(NONE, WEIGHTS), lambda one: one, WEIGHTS, columns)


def test_one_column_is_enough():
    found, tried = searched_on(ShiftedLists(0.05, {"major": 0.04, "wanted_pay": 0.03}, 0.01))

    assert found == Limits(("major",))
    assert tried == [{"column": "major", "before": 0.05, "after": 0.01, "is_left_out": True}]


def test_a_column_that_does_not_help_stays_and_levels_are_evened_as_little_as_will_do():
    found, tried = searched_on(ShiftedLists(0.10, {"major": 0.02, "wanted_pay": 0.001}, 0.02))

    assert found == Limits(("major",), 0.3)
    assert [one["is_left_out"] for one in tried] == [True, False]


def test_at_the_last_what_was_learned_counts_less_and_then_nothing():
    found, _tried = searched_on(ShiftedLists(0.10, {}, 0.001, share=1.0), ())
    nothing, _tried = searched_on(ShiftedLists(0.10, {}, 0.001), ())

    assert found == Limits((), 1.0, 0.1)
    assert (nothing.kept, nothing.is_last) == (0, True)


def test_weights_that_are_held_are_shares_of_one_above_their_floors():
    held = Limits(kept=0.5).weights(WEIGHTS)

    assert sum(getattr(held, name) for name in FEATURES) == pytest.approx(1)
    assert held.learned == pytest.approx(0.15)
    assert all(getattr(held, name) >= least for name, least in FLOORS.items())
    assert floored(held.array).array == pytest.approx(held.array)
    assert NONE.weights(WEIGHTS) is WEIGHTS


def test_a_column_is_left_out_of_every_kind_and_columns_are_read_as_the_engine_reads_them():
    people = FeatureTable(
        tuple("123456"),
        categories={"major": ["a", "b"] * 3},
        tags={"wanted": [["x"]] * 6},
        numbers={"pay": [1.0, 2.0] * 3},
    )

    left = Limits(("major", "pay")).table(people)

    assert (dict(left.categories), dict(left.numbers), list(left.tags)) == ({}, {}, ["wanted"])
    words = columns_of(people)
    assert {name: one.shape for name, one in words.items()} == {
        "major": (6, 2),
        "wanted": (6, 1),
        "pay": (6, 2),
    }


def trial(held, *, is_learned=True, quality=1.0, champion=None):
    """A trial that needs no data: it is as good as told, and its lists are those of its limits."""
    found = SimpleNamespace(
        material=SimpleNamespace(tables=SimpleNamespace(people=FeatureTable(())), outcomes=(), limits=held),
        outcome="promoted" if is_learned else "kept", verdict="better", is_learned=is_learned, learned=held,
        weights=held.weights(WEIGHTS), quality=quality, seed=1, champion=SimpleNamespace(learned=champion),
    )  # fmt: skip
    return found


@pytest.fixture
def asked(monkeypatch):
    """Let `within_group_limits` ask lists that are made up; return what puts them in."""

    def put(lists):
        monkeypatch.setattr(limits, "_registered", [lists.who])
        monkeypatch.setattr(decision, "CompanyLists", lambda *_args: lists)
        monkeypatch.setattr(
            decision, "learned_from", lambda material, _outcomes, _seed: material.limits
        )
        monkeypatch.setattr(
            decision, "replace", lambda one, **new: SimpleNamespace(**{**vars(one), **new})
        )
        monkeypatch.setattr(
            Limits, "model", lambda self, learned, _seed: replace(learned, evened=self.evened)
        )

    return put


def evened_by(tried):
    return within_group_limits(tried, lambda: None, None, silent)


def test_where_columns_cost_too_much_levels_alone_are_tried_and_the_cheaper_serves(asked):
    asked(ShiftedLists(0.10, {"major": 0.02}, 0.02))

    found, told = evened_by(
        lambda held: trial(held, quality=0.95 if held.left_out else 0.99 if held.evened else 1.0)
    )

    assert (found.material.limits, told["price"]) == (Limits((), 0.4), 0.01)
    assert (told["behind"], told["after"], told["limits"]["left_out"]) == (
        [["sex", "female"]],
        [{"gap": 0.02}],
        [],
    )


def test_weights_that_overstep_are_held_further_and_at_the_last_the_principled_score_serves(asked):
    lists = ShiftedLists(0.10, {}, 0.02)
    asked(lists)
    searches, real = [], lists.gaps

    def stubborn(learned, weights):
        searches.append(learned)
        return real(learned, weights) if len(searches) <= 5 else BehindGroup(0.05)

    lists.gaps = stubborn

    found, told = evened_by(lambda held: trial(held))

    assert (found.outcome, found.verdict, found.weights) == (
        "kept",
        decision.UNEVEN,
        decision.PRINCIPLED.weights,
    )
    assert (told["after"], told["limits"]["evened"]) == (None, 0.8)


def test_nothing_is_asked_where_nothing_learned_would_serve(asked):
    asked(ShiftedLists(0.10, {}, 0.02))

    assert evened_by(lambda held: trial(held, is_learned=False))[1] == {}


@pytest.mark.django_db
def test_the_office_is_told_once_and_reads_what_was_done(monkeypatch, client):
    office = office_user()
    cards = [{}, CARD, {**CARD, "limits": {**CARD["limits"], "evened": 0.7}}, {}, CARD]
    for at, even in enumerate(cards):
        result = NightResult("kept", "not_surely_better", {"even": even})
        monkeypatch.setattr(decision, "train", lambda *_args, found=result, **_more: found)
        monkeypatch.setattr(
            learning.clock,
            "now",
            lambda ago=len(cards) - at, now=clock.now(): now - timedelta(days=ago),
        )
        learning.train(tell_time=clock.now)
        monkeypatch.undo()
    notices = Notice.objects.filter(code="matching.model.limited")
    assert (ModelFit.objects.count(), notices.count(), {one.recipient for one in notices}) == (
        5,
        2,
        {office},
    )

    client.force_login(office)
    urls = {
        name: "/en" + reverse(name)
        for name in ("outcomes:office_fairness", "matching:office_matching")
    }
    for name, url in urls.items():
        page = client.get(url).content.decode()
        assert ("a gap of 10.0 points" in page) == (name == "outcomes:office_fairness")
    ModelFit.objects.update(
        card={"even": CARD, "power": {"level": 0.95, "shows": None, "gain": 0.0, "bound": 0.0, "outcomes": 1, "persons": 1},
              "verdict": "better", "champion": "x", "drift": {}, "next_look_on": "2026-12-06"}
    )  # fmt: skip
    page = client.get(urls["matching:office_matching"]).content.decode()
    assert "It tells Women from the others in 94 of 100 pairs" in page
    assert "Price: 1.3 % of the lists" in page
