"""The weekly rhythm is read off the classes themselves."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core.clock import CITY_TIME
from tests.cast import Cast
from tests.factories.training import NOW, CourseRunFactory, EnrolmentFactory, MeetingFactory
from training.rhythm import rhythm


def classes(
    *days: int, start: str = "18:30", minutes: int = 150
) -> list[tuple[datetime, datetime]]:
    """Classes some days after Tuesday 1 December 2026."""
    first = datetime.fromisoformat(f"2026-12-01T{start}:00").replace(tzinfo=CITY_TIME)
    starts = [first + timedelta(days=day) for day in days]
    return [(moment, moment + timedelta(minutes=minutes)) for moment in starts]


@pytest.mark.parametrize(
    ("held", "zh", "en"),
    [
        (
            classes(0, 2, 7, 9, 14, 16),
            ["每周二、周四 18:30–21:00"],
            ["Every Tue, Thu, 18:30–21:00"],
        ),
        (classes(0, 7), ["每周二 18:30–21:00"], ["Every Tue, 18:30–21:00"]),
        (classes(0), ["1 次课，18:30–21:00"], ["1 class, 18:30–21:00"]),
        (classes(0, 1, 2), ["3 次课，18:30–21:00"], ["3 classes, 18:30–21:00"]),
        (classes(0, 9, 18, 27), ["4 次课，18:30–21:00"], ["4 classes, 18:30–21:00"]),
        (
            [*classes(0, 7, 14), *classes(4, 11, start="09:00", minutes=180)],
            ["每周二 18:30–21:00", "每周六 09:00–12:00"],
            ["Every Tue, 18:30–21:00", "Every Sat, 09:00–12:00"],
        ),
        ([], [], []),
    ],
)
def test_days_that_come_back_are_named(held: list, zh: list[str], en: list[str]):
    assert rhythm(held) == zh
    with translation.override("en"):
        assert rhythm(held) == en


@pytest.mark.django_db
def test_times_and_teacher_stand_before_enrolling(client: Client, cast: Cast):
    run = CourseRunFactory()
    run.teachers.add(cast.teacher)
    for week in range(3):
        MeetingFactory(run=run, starts_at=NOW + timedelta(days=8 + 7 * week))
    page = client.get(reverse("training:enrol", args=[run.pk])).content.decode()
    assert "每周二 10:00–11:30" in page and cast.teacher.real_name in page


@pytest.mark.django_db
class TestPastIsPast:
    """What is over is not next, and who has no seat has no classes."""

    def test_a_class_that_is_over_is_not_todays_and_not_next(
        self, client: Client, cast: Cast, clock
    ):
        run = CourseRunFactory(state="running")
        EnrolmentFactory(run=run, trainee=cast.person, state="attending")
        over = MeetingFactory(run=run, starts_at=NOW - timedelta(hours=2))
        coming = MeetingFactory(run=run, starts_at=NOW + timedelta(days=1))
        client.force_login(cast.trainee)
        desk = client.get(reverse("matching:my_desk")).context["desk"]
        assert (desk.classes, desk.is_today) == ([coming], False)
        ((_row, following),) = (
            client.get(reverse("training:my_enrolments")).context["courses"].going_on
        )
        assert following == coming != over

    @pytest.mark.parametrize("state", ["applied", "waitlisted", "offered"])
    def test_who_waits_learns_nothing_there_yet(self, client: Client, cast: Cast, state: str):
        asked = EnrolmentFactory(trainee=cast.person, state=state)
        MeetingFactory(run=asked.run)
        client.force_login(cast.trainee)
        desk = client.get(reverse("matching:my_desk")).context["desk"]
        assert (desk.enrolments, desk.asking, desk.classes) == ([], [asked], [])
        mine = client.get(reverse("training:my_enrolments")).context["courses"]
        assert (mine.going_on, mine.asking) == ([], [asked])
        calendar = reverse("training:calendar", args=[asked.pk])
        assert client.get(calendar).status_code == 403
        for name in ("enrolment", "enrolled"):
            assert (
                calendar
                not in client.get(reverse(f"training:{name}", args=[asked.pk])).content.decode()
            )

    def test_hours_so_far_are_those_of_the_roster(self, client: Client, cast: Cast):
        from tests.factories.training import ready_to_complete

        ready_to_complete(trainee=cast.person, attended=3)
        client.force_login(cast.trainee)
        (row,) = client.get(reverse("matching:my_desk")).context["desk"].enrolments
        assert row.hours_so_far == 6
