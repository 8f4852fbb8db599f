"""Is what was built into a city of which everything is known found by the product's own code, and nothing else?"""

from datetime import timedelta

import numpy as np
import pytest

from benchmarks.city_sim import city
from matching.models import Application
from matching.recommendations.kept.chances import chance_of_hire
from matching.recommendations.night.chances import learn
from outcomes import actions, reference
from outcomes.figures.expected import expectation
from outcomes.figures.fairness import selection
from outcomes.models import FairnessReport
from tests.simulated import LAST, settle

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("today")]
PEOPLE, OPENINGS, SEED = 1000, 200, 1
LESS = {"less", "much_less"}


def verdicts(rows):
    return {row.group: row.verdict for row in rows}


def test_companies_that_pass_over_those_of_45_and_more_are_found_and_chances_come_true():
    reference.load()
    settle(city(PEOPLE, OPENINGS, SEED)[0])

    assert actions.freeze_fairness(on=LAST, lists_of=LAST + timedelta(days=1))
    report = FairnessReport.objects.get()
    found = verdicts(selection(LAST))

    assert {name for name, word in found.items() if word in LESS} == {"45_up"}
    assert {row["group"]: row for row in report.rows["selection"]}["45_up"]["ratio"] < 0.9
    assert {row["luck"] > 0.05 for row in report.rows["exposure"]} == {True}
    assert report.rows["selection"] == [row.plain() for row in selection(LAST)]

    card = learn(LAST).version.card["hire"]
    assert card["ece"] < 0.03
    assert card["brier"] < card["brier_of_share"]
    assert abs(card["expected"] - card["happened"]) < 0.35 * card["happened"]
    assert expectation(LAST + timedelta(days=1)).open_count == 0
    chances = chance_of_hire(
        np.array(Application.objects.order_by("pk").values_list("match_score", flat=True))
    )
    assert 0 <= chances.min() < chances.max() <= 1


def test_where_nobody_is_passed_over_nobody_is_called_out():
    settle(city(PEOPLE, OPENINGS, SEED, harshness=0.0)[0])

    assert LESS & set(verdicts(selection(LAST)).values()) == set()
