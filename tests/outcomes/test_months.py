"""Calendar months, clipped to the month's end."""

from datetime import date

import pytest

from outcomes.months import add_months, days_in_year, is_mature


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
    ],
)
def test_add_months_clips_to_the_end_of_the_month(start, months, expected):
    assert add_months(start, months) == expected


@pytest.mark.parametrize(
    ("start", "mature"), [(date(2026, 8, 31), True), (date(2026, 9, 1), False)]
)
def test_three_months_are_over_on_the_clipped_day(start, mature):
    assert is_mature(start, date(2026, 11, 30), 3) is mature


def test_leap_years_are_longer():
    assert (days_in_year(2026), days_in_year(2028)) == (365, 366)
