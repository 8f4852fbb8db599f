"""Is somebody in their first year of study? One truth table over what a profile may say."""

from datetime import date

import pytest

from accounts.study import Study, academic_year, age_on, is_first_year, lengths

AUTUMN = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 1, 1), 2026)]
)
def test_an_academic_year_begins_in_september(day, year) -> None:
    assert academic_year(day) == year


def test_a_birthday_makes_older_on_the_day_itself() -> None:
    assert [age_on(date(2010, 11, 23), day) for day in (date(2026, 11, 22), AUTUMN)] == [15, 16]


def test_a_leap_day_birthday_counts_from_the_first_of_march() -> None:
    assert [age_on(date(2008, 2, 29), day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [
        17,
        18,
    ]


@pytest.mark.parametrize(
    ("school", "level", "expected"),
    [
        (None, None, set()),
        ("vocational_college", None, {3}),
        ("university", 3, {3, 4}),
        ("private_training", 4, {4}),
        ("industry_college", None, set()),
    ],
)
def test_school_and_level_speak_for_usual_lengths(school, level, expected) -> None:
    assert lengths(school, level) == expected


@pytest.mark.parametrize(
    ("started_in", "graduates_in", "usual", "expected"),
    [
        (None, None, {3}, None),
        (None, 2026, set(), False),
        (None, 2026, {3}, False),
        (None, 2027, {3}, False),
        (None, 2028, {3}, False),
        (None, 2029, {3}, True),
        (None, 2029, {4}, False),
        (None, 2030, {4}, True),
        (None, 2029, {3, 4}, None),
        (None, 2028, {3, 4}, False),
        (None, 2030, {3, 4}, True),
        (None, 2028, set(), None),
        (2026, None, set(), True),
        (2027, None, set(), True),
        (2025, None, set(), False),
        (2025, 2029, {3}, False),
        (2026, 2028, {4}, True),
        (1998, 2001, {3}, False),
    ],
)
def test_the_first_year_is_known_from_either_end(started_in, graduates_in, usual, expected) -> None:
    assert is_first_year(Study(started_in, graduates_in, frozenset(usual)), AUTUMN) is expected


def test_the_first_year_ends_on_the_last_of_august() -> None:
    study = Study(2026, 2029, frozenset({3}))
    assert [is_first_year(study, day) for day in (date(2027, 8, 31), date(2027, 9, 1))] == [
        True,
        False,
    ]
