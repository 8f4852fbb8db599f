"""What does the board show, and what does it cost?"""

from datetime import date

import pytest
from django.urls import reverse

from core import clock as city
from outcomes.audit import check_and_remember
from tests.factories.accounts import TraineeFactory, VerifiedTraineeFactory
from tests.factories.outcomes import AnnualTargetFactory
from tests.factories.training import CourseRunFactory, completed
from tests.outcomes.views.screens import DAY, get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_board_shows_goal_persons_paces_and_what_waits(office, cast):
    AnnualTargetFactory()
    completed(trainee=cast.person, on=DAY)
    completed(trainee=TraineeFactory(), on=DAY)
    check_and_remember(city.now())

    page = get(office, "office_board")

    assert (
        page.context["line"].persons,
        page.context["line"].pending,
        page.context["line"].goal,
    ) == (1, 1, 3000)
    assert [(item.count) for item in page.context["todo"]] == [0, 1, 0, 0, 0, 0, 0]
    for text in ("3,000", "2,688", "2,778", "看数据"):
        assert text in page.content.decode()


def test_board_draws_the_year_from_data_beside_the_chart(office, cast):
    AnnualTargetFactory()
    completed(trainee=cast.person, on=DAY)

    chart = get(office, "office_board").context["chart"]

    assert [series["role"] for series in chart["series"]] == [
        "persons",
        "calendar",
        "season",
        "goal",
    ]
    by_day = dict(zip(chart["days"], chart["series"][0]["values"], strict=True))
    assert (by_day[322], by_day[327], by_day[329], chart["days"][-1]) == (0, 1, None, 365)
    assert chart["series"][3]["values"][0] == 3000


def test_board_without_a_target_shows_the_count_alone(office, cast):
    completed(trainee=cast.person, on=DAY)

    page = get(office, "office_board")

    assert [series["role"] for series in page.context["chart"]["series"]] == ["persons"]
    assert page.context["outlook"] is None


def test_board_is_narrowed_by_the_address(office, cast):
    AnnualTargetFactory()
    completed(trainee=cast.person, on=DAY)
    completed(trainee=cast.other_person, on=DAY)

    page = get(office, "office_board", f"?university={cast.school.pk}")

    assert (page.context["line"].persons, page.context["line"].goal) == (1, None)
    assert f"university={cast.school.pk}" in page.content.decode()


def test_what_cannot_be_read_does_not_narrow(office, cast):
    completed(trainee=cast.person, on=DAY)

    page = get(office, "office_board", "?university=nowhere&major=9999&on=someday")

    assert page.context["line"].persons == 1


def test_board_looks_back_but_never_ahead(office, cast):
    completed(trainee=cast.person, on=DAY)

    assert get(office, "office_board", "?on=2026-11-19").context["line"].persons == 0
    assert get(office, "office_board", "?on=2027-11-19").context["line"].on == date(2026, 11, 23)


def test_soundness_names_what_is_broken(office, cast):
    CourseRunFactory(seats_taken=2)
    check_and_remember(city.now())

    page = get(office, "office_board")

    assert "I1" in page.context["health"].broken
    assert "audit" in page.content.decode()


def test_the_board_costs_the_same_for_one_row_and_three(office, assert_query_count_constant):
    AnnualTargetFactory()
    address, count = (
        reverse("outcomes:office_board"),
        9,
    )  # three of them: the outlook's seats and who counts, national certificates
    assert_query_count_constant(
        office, address, lambda: completed(trainee=VerifiedTraineeFactory(), on=DAY), count
    )
