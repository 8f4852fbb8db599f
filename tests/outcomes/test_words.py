"""Is "ahead" and "behind" said as the figures say it, in both languages?"""

from datetime import date

import pytest
from django.utils import translation

from outcomes.figures.headline import Headline
from outcomes.figures.words import standing
from tests.factories.outcomes import SEASON


def line(persons: int, calendar: int | None = 100, season: int | None = 90, **more) -> Headline:
    """The figures of a year with a goal of 200."""
    facts = {"goal": 200, "pending": 0, "completions": 0, "pending_completions": 0, **more}
    return Headline(
        on=date(2026, 11, 23),
        season=tuple(SEASON),
        persons=persons,
        calendar_pace=calendar,
        seasonal_pace=season,
        placements={},
        **facts,
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (line(100), "与时间进度持平，比季节进度快 10 人。"),
        (line(90), "比时间进度慢 10 人，与季节进度持平。"),
        (line(89), "比时间进度慢 11 人，比季节进度慢 1 人。"),
        (line(101), "比时间进度快 1 人，比季节进度快 11 人。"),
        (line(199), "比时间进度快 99 人，比季节进度快 109 人。"),
        (line(200), "今年的目标已经完成。"),
        (line(3100, goal=4000, calendar=5200, season=4200), "比时间进度慢 2,100 人，比季节进度慢 1,100 人。"),
        (line(100, goal=None), "今年还没有设定目标，无从比较快慢。"),
        (line(100, calendar=None), "今年还没有设定目标，无从比较快慢。"),
        (line(100, season=None), "今年还没有设定目标，无从比较快慢。"),
        (line(300, is_narrowed=True), "目标是全市的，筛选后的部分没有单独目标。"),
    ],
)  # fmt: skip
def test_the_year_stands_against_both_paces(found: Headline, said: str) -> None:
    assert standing(found) == said


@pytest.mark.parametrize(
    ("persons", "said"),
    [
        (99, "1 person behind an even year; 9 persons ahead of the season."),
        (91, "9 persons behind an even year; 1 person ahead of the season."),
        (100, "Exactly on the even calendar pace; 10 persons ahead of the season."),
        (90, "10 persons behind an even year; exactly on the pace of the season."),
        (89, "11 persons behind an even year; 1 person behind the season."),
    ],
)
def test_one_person_is_one_person_in_english(persons: int, said: str) -> None:
    with translation.override("en"):
        assert standing(line(persons)) == said


@pytest.mark.parametrize(("persons", "left"), [(0, 200), (199, 1), (200, 0), (250, 0)])
def test_what_is_left_is_never_less_than_nothing(persons: int, left: int) -> None:
    found = line(persons)

    assert (found.remaining, found.ahead_of_calendar) == (left, persons - 100)
    assert line(persons, goal=None).remaining is None
    assert line(persons, goal=None).attainment is None
    assert found.attainment * 200 == persons
