"""What comes to serve after a comparison? Worked by hand, one fact changed at a time."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from core import clock
from matching.models import ModelFit
from matching.recommendations.kept.model import PRINCIPLED, ServingModel
from matching.recommendations.night.card import power_of
from matching.recommendations.night.fitting import Measured, periods_of
from matching.recommendations.night.promotion import NEWEST, PromotionTest, decided, promotion_test
from recommender import Weights
from recommender.evaluation.offline import LATER, USUAL, OutcomeCredits
from tests.matching.recommendations.worlds import outcomes_of_weeks

DAYS = np.arange(60)
WAYS = ("openings_for_people", "people_for_openings")
NEW = Weights(skill=0.6, pay=0.1, place=0.1, occupation=0.1, text=0.0, learned=0.1)
LEARNED = ServingModel(
    replace(NEW, skill=0.5, learned=0.2), object(), "learned-1"
)  # the model itself is never asked
TODAY = date(2026, 11, 29)
FIRST, NIGHT, SEVENTH = (
    PromotionTest.after(last, TODAY)
    for last in (None, TODAY - timedelta(days=1), TODAY - timedelta(days=7))
)


def measured(persons: np.ndarray = DAYS, **worth: np.ndarray | float) -> Measured:
    """One outcome a day; each model's lists are worth a little more or less than said, turn about."""
    wave = np.where(DAYS % 2, 0.05, -0.05) * (1 + DAYS % 3)
    named = {"challenger": 0.3, "champion": 0.3, "principled": 0.3, "popularity": 0.1, **worth}
    found = {
        name: dict.fromkeys(WAYS, value + wave * (1 + at))
        for at, (name, value) in enumerate(sorted(named.items()))
    }
    return Measured(
        NEW, True, OutcomeCredits(persons, DAYS, DAYS, dict.fromkeys(WAYS, np.ones(60)), found), {}
    )


def said(
    champion: ServingModel, found: Measured, look: PromotionTest = FIRST
) -> tuple[str, str, Weights]:
    outcome, verdict, weights = decided(champion, found, look)
    return outcome, str(verdict), weights


def test_what_is_surely_better_serves_on_its_night_and_waits_for_it_on_others():
    better = measured(challenger=0.8)
    assert said(PRINCIPLED, better) == ("promoted", "better", NEW)
    assert said(PRINCIPLED, better, SEVENTH) == ("promoted", "better", NEW)
    assert said(PRINCIPLED, better, NIGHT) == ("kept", "waits", PRINCIPLED.weights)
    assert said(LEARNED, better, NIGHT) == ("refreshed", "waits", LEARNED.weights)


def test_after_the_first_look_it_must_be_surer():
    hardly = measured(challenger=0.34)
    assert power_of(hardly, USUAL)["bound"] > 0 > power_of(hardly, LATER)["bound"]
    assert said(PRINCIPLED, hardly)[:2] == ("promoted", "better")
    assert said(PRINCIPLED, hardly, SEVENTH)[:2] == ("kept", "not_surely_better")


def test_who_serves_and_became_surely_worse_gives_way_to_the_principled_score_on_any_night():
    lately = np.where(
        DAYS >= 60 - NEWEST, 0.05, 0.5
    )  # on the whole still better than the principled score
    got_worse = measured(champion=lately)
    assert got_worse.evidence.credits["champion"][WAYS[0]].mean() > 0.3 - 0.05
    for look in (FIRST, NIGHT):
        assert said(LEARNED, got_worse, look) == ("retired", "drifted", PRINCIPLED.weights)
    # a challenger that beats what serves does not beat what should serve
    assert said(LEARNED, measured(champion=lately, challenger=0.29)) == (
        "retired",
        "drifted",
        PRINCIPLED.weights,
    )


def test_who_was_worse_long_ago_stays_and_so_does_one_of_whom_too_few_tell():
    long_ago = np.where(DAYS < 60 - NEWEST, 0.05, 0.35)
    assert said(LEARNED, measured(champion=long_ago, challenger=long_ago), NIGHT)[0] == "refreshed"
    got_worse = measured(DAYS % 19, champion=np.where(DAYS >= 60 - NEWEST, 0.05, 0.5))
    assert said(LEARNED, got_worse, NIGHT) == ("refreshed", "too_few", LEARNED.weights)
    assert said(PRINCIPLED, measured(champion=0.05, challenger=0.05), NIGHT)[0] == "kept"


def test_the_power_says_what_can_be_shown_and_what_it_takes():
    found = power_of(measured(challenger=0.32), USUAL)
    assert found["shows"] == pytest.approx(2.8 * found["error"], rel=0.03)
    assert (
        found["takes"]
        == int(np.ceil(60 * (found["shows"] / found["gain"]) ** 2))
        > found["outcomes"]
        == 60
    )
    assert power_of(measured(challenger=0.28), USUAL)["takes"] is None
    assert power_of(measured(challenger=0.32), LATER)["shows"] > 1.4 * found["shows"]


def test_periods_are_weeks_and_what_is_learned_is_renewed_before_each_quarter_of_the_outcomes():
    material = outcomes_of_weeks(30)
    applied = material.applied
    periods = periods_of(material, applied[100].at)
    verdict_on = [one for period in periods for one in period.later]
    assert verdict_on == applied[100:]
    assert [period.is_renewed for period in periods].count(True) == 4
    assert periods[0].is_renewed
    for period in periods:
        assert (
            max(one.at for one in period.before)
            < period.start
            <= min(one.at for one in period.later)
        )
    lasting = [period.later[-1].at - period.later[0].at for period in periods]
    assert max(lasting[1:]) <= timedelta(weeks=1)


@pytest.mark.django_db
def test_the_last_look_is_what_a_training_says_of_itself():
    now = clock.now()
    assert promotion_test(now) == PromotionTest.after(None, clock.local_date(now))
    for days, is_look in ((9, True), (2, False)):
        moment = now - timedelta(days=days)
        ModelFit.objects.create(
            started_at=moment, ended_at=moment, outcome="kept", card={"is_look": is_look}
        )
    assert (promotion_test(now).is_due, promotion_test(now).level) == (True, LATER)
    moment = now - timedelta(days=3)
    ModelFit.objects.create(
        started_at=moment, ended_at=moment, outcome="kept", card={"is_look": True}
    )
    assert (promotion_test(now).is_due, promotion_test(now).next_on) == (
        False,
        clock.local_date(moment) + timedelta(days=7),
    )


@pytest.mark.django_db
def test_what_had_earned_its_place_and_lost_only_its_files_is_looked_at_as_at_first():
    now = clock.now()
    moment = now - timedelta(days=2)
    ModelFit.objects.create(
        started_at=moment, ended_at=moment, outcome="promoted", card={"is_look": True}
    )
    assert promotion_test(now) == PromotionTest.after(None, clock.local_date(now))
    ModelFit.objects.create(
        started_at=now, ended_at=now, outcome="retired", card={"is_look": False}
    )
    assert promotion_test(now) == PromotionTest.after(
        clock.local_date(moment), clock.local_date(now)
    )
