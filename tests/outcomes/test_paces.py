"""Where should the count stand today?"""

from datetime import date
from fractions import Fraction

import pytest

from outcomes import paces

SEASON = [4, 3, 13, 11, 9, 8, 9, 9, 12, 10, 6, 6]


def test_story_day_stands_at_the_two_published_paces():
    on = date(2026, 11, 23)
    assert (paces.calendar_pace(3000, on), paces.seasonal_pace(3000, on, SEASON)) == (2688, 2778)


@pytest.mark.parametrize("year", [2026, 2028])
def test_year_ends_at_the_goal_by_both_paces(year):
    on = date(year, 12, 31)
    assert (paces.calendar_pace(3000, on), paces.seasonal_pace(3000, on, SEASON)) == (3000, 3000)


def test_leap_year_has_one_more_day():
    assert paces.calendar_share(date(2028, 3, 1)) == Fraction(61, 366)


def test_february_of_a_leap_year_is_split_over_29_days():
    assert paces.seasonal_share(date(2028, 2, 1), SEASON) == (4 + Fraction(3, 29)) / 100


def test_halves_round_up():
    assert paces.calendar_pace(365, date(2026, 1, 1)) == 1
    assert paces.rounded(Fraction(1, 2)) == 1


@pytest.mark.parametrize("weights", [[100], [0] * 12, [1] * 13])
def test_season_without_twelve_months_is_refused(weights):
    with pytest.raises(ValueError, match="twelve"):
        paces.seasonal_share(date(2026, 1, 1), weights)


def test_month_ends_are_the_last_days():
    assert paces.month_ends(date(2028, 5, 5))[:3] == [
        date(2028, 1, 31),
        date(2028, 2, 29),
        date(2028, 3, 31),
    ]


def test_week_ends_finish_on_the_day_itself():
    assert paces.week_ends(date(2026, 1, 10)) == [date(2026, 1, 7), date(2026, 1, 10)]
    assert paces.week_ends(date(2026, 1, 14)) == [date(2026, 1, 7), date(2026, 1, 14)]
    assert paces.week_ends(date(2026, 1, 1)) == [date(2026, 1, 1)]
