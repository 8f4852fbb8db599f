"""The fictional year follows the season, to the person."""

from datetime import date

from demo.pace import completion_days, persons_by, seasonal_share


def test_the_story_stands_at_2705_on_its_day() -> None:
    days = completion_days(2026, date(2026, 11, 23))
    assert (len(days), persons_by(date(2026, 11, 23)), days == sorted(days)) == (2705, 2705, True)


def test_a_later_day_leaves_the_story_day_as_it_was() -> None:
    assert (
        sum(day <= date(2026, 11, 23) for day in completion_days(2026, date(2026, 12, 31))) == 2705
    )


def test_the_season_starts_at_nothing_and_ends_whole() -> None:
    weights = [4.0, 3, 13, 11, 9, 8, 9, 9, 12, 10, 6, 6]
    assert seasonal_share(date(2026, 12, 31), weights) == 1
    assert round(3000 * seasonal_share(date(2026, 11, 23), weights)) == 2778


def test_new_year_is_no_error() -> None:
    assert completion_days(2027, date(2027, 1, 1)) == [date(2027, 1, 1)] * persons_by(
        date(2027, 1, 1)
    )
