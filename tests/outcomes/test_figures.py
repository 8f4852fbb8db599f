"""What do the figures say, and do board, list, export, command and snapshot agree?"""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from core import clock as city
from outcomes import reference
from outcomes.figures import Headline, headline, standing
from outcomes.figures.frozen import figures_on
from outcomes.models import FigureSnapshot
from outcomes.rates import rate, shown
from outcomes.tasks import freeze_figures
from tests.factories.accounts import TraineeFactory, VerifiedTraineeFactory
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    InternshipFactory,
    PlacementFactory,
)
from tests.factories.outcomes import AnnualTargetFactory
from tests.factories.training import completed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ON = date(2026, 11, 23)


@pytest.fixture
def city_year(today):
    """Two persons (one with two completions, one through a duplicate), one pending; four placements."""
    AnnualTargetFactory()
    person, other = VerifiedTraineeFactory(), VerifiedTraineeFactory()
    completed(trainee=person, on=date(2026, 3, 1))
    completed(trainee=person, on=date(2026, 4, 1))
    completed(trainee=TraineeFactory(merged_into=other), on=date(2026, 5, 1))
    completed(trainee=TraineeFactory(), on=date(2026, 6, 1))
    PlacementFactory(claimed_at=city.now())
    contested = PlacementFactory(claimed_at=city.now())
    contested.contested_at, contested.contested_by, contested.contest_reason = (
        city.now(),
        contested.trainee.user,
        "没有去",
    )
    contested.save()
    ConfirmedPlacementFactory(claimed_at=city.now())
    verified = ConfirmedPlacementFactory(claimed_at=city.now())
    verified.verified_at, verified.verified_by = city.now(), verified.trainee.user
    verified.save()
    PlacementFactory(
        application=ApplicationFactory(opening=InternshipFactory(), state="hire_claimed"),
        contract_type="internship",
        destination_code="",
        claimed_at=city.now(),
    )


@pytest.mark.usefixtures("city_year")
def test_headline_says_everything_of_the_year():
    assert headline(ON) == Headline(
        on=ON,
        goal=3000,
        season=(4, 3, 13, 11, 9, 8, 9, 9, 12, 10, 6, 6),
        persons=2,
        pending=1,
        completions=4,
        pending_completions=1,
        calendar_pace=2688,
        seasonal_pace=2778,
        placements={"claimed": 1, "confirmed": 1, "verified": 1, "contested": 1},
    )


@pytest.mark.usefixtures("city_year")
def test_board_list_export_command_and_snapshot_agree(client, cast):
    client.force_login(cast.office)

    board = client.get(reverse("outcomes:office_board")).context["line"]
    listed = client.get(reverse("outcomes:office_persons")).context
    book = CalamineWorkbook.from_filelike(
        in_memory(client.post(reverse("outcomes:office_persons_export")))
    )
    exported = book.get_sheet_by_index(0).to_python()[1:]
    printed = StringIO()
    call_command("figures", "--on", "2026-11-23", "--json", stdout=printed)

    assert board.persons == 2
    assert (listed["persons"], len(listed["rows"])) == (2, 2)
    assert sorted(row[0] for row in exported) == sorted(str(row.pk) for row in listed["page"])
    assert json.loads(printed.getvalue())["persons"] == 2
    assert next(figure.value for figure in figures_on(ON) if figure.code == "annual_trained") == 2


def in_memory(response):
    from io import BytesIO

    return BytesIO(response.content)


def test_year_without_a_target_has_neither_goal_nor_pace():
    line = headline(ON)

    assert (line.goal, line.calendar_pace, line.seasonal_pace, line.remaining, line.attainment) == (
        None,
    ) * 5
    assert (line.ahead_of_calendar, line.ahead_of_season) == (None, None)
    with override("en"):
        assert (
            standing(line) == "No target is set for this year, so nothing can be ahead or behind."
        )


@pytest.mark.parametrize(
    ("persons", "sentence"),
    [
        (2705, "17 persons ahead of an even year; 73 persons behind the season."),
        (2688, "Exactly on the even calendar pace; 90 persons behind the season."),
        (2778, "90 persons ahead of an even year; exactly on the pace of the season."),
        (2687, "1 person behind an even year; 91 persons behind the season."),
        (2779, "91 persons ahead of an even year; 1 person ahead of the season."),
        (3000, "The goal of the year is reached."),
    ],
)
def test_ahead_and_behind_are_said_in_words(persons, sentence):
    line = Headline(ON, 3000, (), persons, 0, 0, 0, 2688, 2778, {})

    with override("en"):
        assert standing(line) == sentence


def test_attainment_and_what_remains():
    line = Headline(ON, 3000, (), 2705, 0, 0, 0, 2688, 2778, {})

    assert (line.attainment, shown(line.attainment, 1), line.remaining) == (
        rate(2705, 3000),
        "90.2 %",
        295,
    )


@pytest.mark.usefixtures("city_year")
def test_command_prints_for_people():
    printed = StringIO()
    with override("en"):
        call_command("figures", stdout=printed)

    assert printed.getvalue().splitlines() == [
        "On 2026-11-23: 2 of 3,000 (0.1 %)",
        "  persons           2",
        "  pending           1",
        "  completions       4 (of pending persons: 1)",
        "  calendar pace     2,688 (-2,686)",
        "  seasonal pace     2,778 (-2,776)",
        "  placements claimed    1",
        "  placements confirmed  1",
        "  placements verified   1",
        "  placements contested  1",
        "2,686 persons behind an even year; 2,776 persons behind the season.",
    ]


def test_command_without_a_target_says_so():
    printed = StringIO()
    with override("en"):
        call_command("figures", stdout=printed)

    assert printed.getvalue().splitlines()[0] == "On 2026-11-23: 0 of no goal set"


def test_command_refuses_what_is_no_day():
    with pytest.raises(CommandError, match="YYYY-MM-DD"):
        call_command("figures", "--on", "yesterday")


@pytest.mark.usefixtures("city_year")
def test_frozen_day_is_what_recomputing_gives(clock):
    reference.load()
    clock.set(date(2026, 11, 24))
    assert freeze_figures() == 1
    completed(trainee=VerifiedTraineeFactory(verified_at=city.now()), on=date(2026, 11, 24))
    clock.set(date(2026, 12, 24))

    frozen = {
        each.indicator: (each.value, each.numerator, each.denominator)
        for each in FigureSnapshot.objects.filter(on=ON)
    }

    assert frozen == {
        each.code: (each.value, each.numerator, each.denominator) for each in figures_on(ON)
    }
    assert frozen["annual_trained"] == (2, 2, None)
    assert frozen["goal_rate"][1:] == (2, 3000)
    versions = FigureSnapshot.objects.values_list("indicator", "definition_version")
    assert {code for code, version in versions if version != "1"} == {
        "cert_rate_own",
        "cert_rate_national",
    }
    assert set(versions.values_list("definition_version", flat=True)) == {"1", "2"}


@pytest.mark.usefixtures("city_year")
def test_freezing_again_changes_nothing_and_missed_days_are_made_up(clock):
    reference.load()
    assert (freeze_figures(), freeze_figures()) == (1, 0)
    clock.set(ON + timedelta(days=3))

    assert freeze_figures() == 3
    days = (
        FigureSnapshot.objects.filter(indicator="annual_trained")
        .order_by("on")
        .values_list("on", flat=True)
    )
    assert list(days) == [date(2026, 11, day) for day in (22, 23, 24, 25)]


def test_year_without_a_target_freezes_the_counts_alone():
    assert {figure.code for figure in figures_on(ON)} == {
        "annual_trained",
        "cert_rate_own",
        "cert_rate_national",
        "pending_persons",
        "trained_times",
        "placements_claimed",
        "placements_confirmed",
        "placements_contested",
        "placements_verified",
    }
