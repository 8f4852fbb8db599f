"""What does the page of hires to be expected show, while nothing is known and when it is?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import Trainee, User
from matching.models import Application
from matching.recommendations.night import chances
from outcomes import actions, reference, svg
from outcomes.figures.expected import expectation
from outcomes.figures.frozen import definition_code, figures_on
from outcomes.models import FigureSnapshot
from outcomes.queries.targets import definitions_on
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.harness.tight import tight
from tests.outcomes.views.screens import get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FIRST = datetime(2026, 6, 1, 2, tzinfo=UTC)
SCORE = {"match_parts": {}, "match_model": "skill-gap-2"}


@pytest.fixture
def learned(today):
    """Chances of one in two for a high score and one in ten for a low one, learned up to the day before yesterday."""
    opening = OpeningFactory()
    users = User.objects.bulk_create(
        User(email=f"w{n}@zhicai.example", kind="trainee") for n in range(400)
    )
    people = Trainee.objects.bulk_create(Trainee(user=user) for user in users)
    Application.objects.bulk_create(
        Application(
            trainee=person,
            opening=opening,
            state="placed" if (n % 4 == 1 if n % 2 else n % 20 == 0) else "lapsed",
            submitted_at=FIRST + n * timedelta(hours=6),
            match_score=0.9 if n % 2 else 0.3,
            **SCORE,
        )
        for n, person in enumerate(people)
    )
    chances.learn(today - timedelta(days=2))


def test_while_nothing_is_known_a_dash_and_what_is_missing(office):
    ApplicationFactory(match_score=0.7, **SCORE)

    page = get(office, "office_hires")

    found, missing = page.context["found"], page.context["lacking"]
    assert (found.open_count, found.scored_count, found.mean) == (1, 1, None)
    assert (missing.count, missing.hired, missing.needed, missing.needed_of_each) == (0, 0, 200, 20)
    assert "—" in page.content.decode()
    assert '<svg class="reliability"' not in tight(page.content.decode())


def test_the_expected_number_stands_beside_what_came_true(office, learned):
    for _ in range(4):
        ApplicationFactory(match_score=0.9, **SCORE)
    ApplicationFactory()

    page = get(office, "office_hires")

    found, told = page.context["found"], page.context["told"]
    assert found == expectation(found.on)
    assert (found.open_count, found.unscored_count, found.mean, found.low, found.high) == (
        5,
        1,
        2,
        0,
        4,
    )
    assert [(line.percent, line.of_hundred, line.count) for line in told.lines] == [
        ("10 %", 10, 40),
        ("50 %", 50, 40),
    ]
    assert (told.learned_on, told.measured_on, told.is_better) == (320, 80, True)
    text = page.content.decode()
    assert "机会估计为 50 % 的投递，每 100 份有 50 份被录用" in text
    assert text.count("<circle") == 2


def test_the_expected_number_is_frozen_each_night_and_the_same_when_computed_again(learned, today):
    reference.load()
    yesterday = today - timedelta(days=1)
    for _ in range(4):
        ApplicationFactory(match_score=0.9, submitted_at=FIRST, **SCORE)

    actions.freeze_day(on=yesterday)
    Application.objects.filter(match_score=0.9, submitted_at__gt=FIRST).update(match_score=0.1)

    frozen = {
        one.indicator: one
        for one in FigureSnapshot.objects.filter(indicator__startswith="expected_hires")
    }
    again = {
        one.code: one.numerator
        for one in figures_on(yesterday)
        if one.code.startswith("expected_hires")
    }
    assert {code: one.numerator for code, one in frozen.items()} == again
    assert again == {"expected_hires": 2, "expected_hires_low": 0, "expected_hires_high": 4}
    assert {definition_code(code) for code in frozen} == {"expected_hires"}
    by_day = [
        definitions_on(on, ["expected_hires"])[0] for on in (date(2026, 11, 27), date(2026, 11, 28))
    ]
    assert [each.version for each in by_day] == ["1", "2"]
    assert "added up" in by_day[0].formula_en  # what was frozen before is said as it was computed
    assert not [
        one
        for one in figures_on(today - timedelta(days=2))
        if one.code.startswith("expected_hires")
    ]


def test_the_page_costs_the_same_for_one_application_and_three(
    office, learned, assert_query_count_constant
):
    address = reverse("outcomes:office_hires")
    assert_query_count_constant(
        office, address, lambda: ApplicationFactory(match_score=0.9, **SCORE), 3
    )


def test_a_chance_that_came_true_lies_on_the_line():
    drawn = svg.reliability([(0.1, 0.1, 40), (0.5, 0.25, 10)], side=100, edge=10)

    assert (drawn.most, drawn.end, drawn.size) == ("60 %", 110, 120)
    assert [(dot.x, dot.y, dot.radius) for dot in drawn.dots] == [
        (26.7, 93.3, 7.0),
        (93.3, 68.3, 5.0),
    ]
    assert svg.reliability([]).dots == ()
