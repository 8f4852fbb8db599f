"""What do the filters of figures make of an address? What cannot be read does not narrow, and no day lies ahead."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from outcomes.forms import (
    CohortFilterForm,
    DayForm,
    ExportForm,
    FigureFilterForm,
    PersonListForm,
    PlacementListForm,
    StandpointForm,
    TargetForm,
)
from outcomes.queries.persons import SORTS, PersonFilters
from tests.factories.outcomes import SEASON

TODAY = date(2026, 11, 23)
CHOICES = {
    "university": [(7, "示例江汉学院", "Example Jianghan College")],
    "major": [(8, "网络营销", "")],
    "division": [(9, "示例镇", "Example Town")],
    "course": [(10, "打版", "Patterns")],
}


def figure(kind=FigureFilterForm, **asked: str):
    return kind(asked, choices=CHOICES)


@pytest.mark.parametrize(
    ("asked", "on", "known"),
    [
        ({}, TODAY, TODAY),
        ({"on": "2026-10-01"}, date(2026, 10, 1), date(2026, 10, 1)),
        ({"on": "2026-12-01"}, TODAY, TODAY),
        ({"on": "2026-10-01", "known_at": "2026-11-01"}, date(2026, 10, 1), date(2026, 11, 1)),
        ({"on": "2026-10-01", "known_at": "2026-09-01"}, date(2026, 10, 1), date(2026, 10, 1)),
        ({"on": "2026-10-01", "known_at": "2026-12-24"}, date(2026, 10, 1), TODAY),
        ({"known_at": "2026-10-01"}, TODAY, TODAY),
        ({"on": "gestern", "known_at": "2026-13-01"}, TODAY, TODAY),
        ({"on": "0001-01-01"}, TODAY, TODAY),
    ],
)
def test_a_figure_is_of_a_day_that_was_as_known_then_or_later(asked, on, known) -> None:
    form = figure(**asked)

    assert (form.day(TODAY), form.known(TODAY)) == (on, known)


@pytest.mark.parametrize(
    ("asked", "filters"),
    [
        ({}, PersonFilters()),
        ({"university": "7"}, PersonFilters(university=7)),
        ({"university": "8"}, PersonFilters()),
        ({"major": "8", "course": "x"}, PersonFilters(major=8)),
        ({"division": "9", "course": "10"}, PersonFilters(division=9, course=10)),
        ({"name": "李"}, PersonFilters(name="李")),
        ({"name": "李" * 61}, PersonFilters()),
    ],
)
def test_what_is_no_choice_does_not_narrow(asked: dict, filters: PersonFilters) -> None:
    assert figure(PersonListForm, **asked).filters() == filters


def test_an_address_is_said_again_without_what_it_could_not_read() -> None:
    form = figure(PersonListForm, university="7", major="99", on="2026-10-01", sort="name", x="1")

    assert form.query() == "university=7&on=2026-10-01&sort=name"
    assert form.narrowing_query() == "&university=7&sort=name"
    assert form.spoken() == {"university": "7", "on": "2026-10-01", "sort": "name"}
    assert figure().narrowing_query() == ""


def test_paper_says_what_a_list_is_narrowed_to_in_the_readers_language() -> None:
    asked = {"university": "7", "major": "8", "on": "2026-10-01"}
    assert figure(**asked).named() == ["学校：示例江汉学院", "专业：网络营销"]
    with translation.override("en"):
        assert figure(**asked).named() == ["School: Example Jianghan College", "Major: 网络营销"]


@pytest.mark.parametrize(
    ("asked", "which", "is_pending", "sort"),
    [
        ({}, "", False, "-entered"),
        ({"status": "pending"}, "pending", True, "-entered"),
        ({"status": "national", "sort": "name"}, "national", False, "name"),
        ({"status": "everybody", "sort": "age"}, "", False, "-entered"),
        ({"sort": "-completions"}, "", False, "-completions"),
    ],
)
def test_a_list_of_persons_is_chosen_and_ordered(asked, which, is_pending, sort) -> None:
    form = figure(PersonListForm, **asked)

    assert (form.which, form.is_pending, form.order()) == (which, is_pending, SORTS[sort])


def test_every_order_that_is_offered_is_one() -> None:
    offered = [value for value, _label in PersonListForm(choices=CHOICES).fields["sort"].choices]

    assert set(offered) == set(SORTS)


@pytest.mark.parametrize(
    ("asked", "grade"), [({}, ""), ({"grade": "verified"}, "verified"), ({"grade": "gold"}, "")]
)
def test_starts_are_narrowed_to_a_grade(asked: dict, grade: str) -> None:
    assert figure(PlacementListForm, **asked).evidence_grade() == grade


@pytest.mark.parametrize(
    ("asked", "on", "known"),
    [
        ({}, None, TODAY),
        ({"on": "2026-10-01"}, date(2026, 10, 1), date(2026, 10, 1)),
        ({"on": "2027-10-01"}, TODAY, TODAY),
        ({"on": "2026-10-01", "known_at": "2026-10-05"}, date(2026, 10, 1), date(2026, 10, 5)),
        ({"known_at": "2026-10-05"}, None, date(2026, 10, 5)),
        ({"known_at": "2027-10-05"}, None, TODAY),
        ({"on": "x"}, None, TODAY),
    ],
)
def test_a_person_is_looked_at_from_a_day_that_was(asked, on, known) -> None:
    form = StandpointForm(asked)

    assert (form.day_or(TODAY), form.known_or(TODAY)) == (on, known)


@pytest.mark.parametrize(
    ("asked", "day"), [({}, None), ({"on": "x"}, None), ({"on": "2026-01-31"}, date(2026, 1, 31))]
)
def test_a_frozen_day_is_asked_for_or_the_newest_is_shown(asked: dict, day: date | None) -> None:
    assert DayForm(asked).day() == day


@pytest.mark.parametrize(("reason", "why"), [("", ""), ("核对", "核对"), ("核" * 201, "")])
def test_whole_numbers_leave_only_with_a_reason(reason: str, why: str) -> None:
    assert ExportForm({"reason": reason}).why() == why


NONE = {"grade": "", "year": None, "major": None, "trained_on": None, "certified_on": None}


@pytest.mark.parametrize(
    ("asked", "narrowing", "query"),
    [
        ({}, {}, ""),
        ({"grade": "none"}, {"grade": "none"}, "grade=none"),
        ({"grade": "x"}, {}, ""),
        ({"year": "0", "major": "0"}, {"year": 0, "major": 0}, "year=0&major=0"),
        ({"year": "2026"}, {"year": 2026}, "year=2026"),
        ({"year": "2101"}, {}, ""),
        ({"trained": "on"}, {"trained_on": TODAY}, "trained=on"),
        (
            {"national": "on", "trained": "on"},
            {"trained_on": TODAY, "certified_on": TODAY},
            "trained=on&national=on",
        ),
    ],
)
def test_a_schools_list_is_narrowed(asked: dict, narrowing: dict, query: str) -> None:
    form = CohortFilterForm(asked)

    assert form.narrowing(TODAY) == {**NONE, **narrowing}
    assert form.query() == query


def goal(**changes: object) -> TargetForm:
    months = {f"month_{n}": weight for n, weight in enumerate(SEASON, start=1)}
    return TargetForm({"year": 2027, "persons": 3100, **months, **changes})


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"month_1": SEASON[0] + 1}, ["__all__"]),
        ({"month_1": ""}, ["month_1"]),
        ({"month_12": -1}, ["month_12"]),
        ({"month_12": 101}, ["month_12"]),
        ({"month_12": "许多"}, ["month_12"]),
        ({"persons": 0}, ["persons"]),
        ({"persons": 1_000_001}, ["persons"]),
        ({"year": 1999}, ["year"]),
        ({"year": 2101}, ["year"]),
    ],
)
def test_a_goal_says_which_field_is_wrong(changes: dict, fields: list[str]) -> None:
    form = goal(**changes)

    assert list(form.errors) == fields
    if fields == ["__all__"]:
        assert "101" in form.non_field_errors()[0]
    if not fields:
        assert (form.weights(), sum(form.weights())) == (list(SEASON), 100)


def test_the_months_are_named_one_by_one() -> None:
    labels = [goal().fields[f"month_{n}"].label for n in range(1, 13)]

    assert len(set(labels)) == 12
    assert (TODAY + timedelta(days=1)).month == 11 and "11" in labels[10]
