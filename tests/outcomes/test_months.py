"""The length of months and years."""

from outcomes.months import days_in_month, days_in_year


def test_leap_years_are_longer():
    assert (days_in_year(2026), days_in_year(2028)) == (365, 366)
    assert (days_in_month(2026, 2), days_in_month(2028, 2)) == (28, 29)
