"""What other rooms read, and what each list costs at one and at three rows."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.skills import SkillFactory
from tests.factories.training import (
    NOW,
    CourseFactory,
    CourseRunFactory,
    CourseSkillFactory,
    EnrolmentFactory,
    MeetingFactory,
    completed,
    held_meetings,
)
from training import queries
from training.queries.courses import taught_to

pytestmark = pytest.mark.django_db


def test_open_runs_are_those_people_can_come_into_soonest_first():
    later = CourseRunFactory(starts_on=date(2026, 12, 9))
    soon = CourseRunFactory(starts_on=date(2026, 12, 2))
    opens_later = CourseRunFactory(
        starts_on=date(2026, 12, 8), enrol_opens_at=NOW + timedelta(days=1)
    )
    for changes in ({"state": "draft"}, {"state": "running"}, {"enrol_closes_at": NOW}):
        CourseRunFactory(**changes)
    assert list(queries.open_runs(NOW)) == [soon, opens_later, later]
    assert list(queries.runs_for_course(later.course, NOW)) == [later]


def test_only_free_or_subsidised_courses_are_named_for_a_gap():
    skill, other = SkillFactory(), SkillFactory()
    free = CourseFactory(code="A-1")
    subsidised = CourseFactory(code="A-2", fee=100, subsidy=50)
    paid = CourseFactory(code="A-3", fee=100)
    closed = CourseFactory(code="A-4", is_active=False)
    for course in (free, subsidised, paid, closed):
        CourseSkillFactory(course=course, skill=skill, level=2)
    CourseSkillFactory(course=subsidised, skill=other, level=3)
    taught = taught_to([skill.pk, other.pk])
    assert {key: [row.course for row in rows] for key, rows in taught.items()} == {
        skill.pk: [free, subsidised],
        other.pk: [subsidised],
    }


def test_the_list_of_ones_own_courses_costs_the_same(
    assert_query_count_constant, client: Client, cast: Cast
):
    client.force_login(cast.trainee)

    def make_row() -> None:
        completed(trainee=cast.person)
        MeetingFactory(run=EnrolmentFactory(trainee=cast.person).run)

    assert_query_count_constant(client, reverse("training:my_enrolments"), make_row, 4)


def test_the_teaching_desk_costs_the_same(assert_query_count_constant, client: Client, cast: Cast):
    client.force_login(cast.teacher)

    def make_row() -> None:
        run = CourseRunFactory(state="running")
        run.teachers.add(cast.teacher)
        EnrolmentFactory(run=run)
        MeetingFactory(run=run, starts_at=NOW + timedelta(hours=1))

    assert_query_count_constant(client, reverse("training:teaching_desk"), make_row, 5)


def test_the_roster_costs_the_same(assert_query_count_constant, client: Client, cast: Cast):
    client.force_login(cast.teacher)
    run = CourseRunFactory(state="running", capacity=50)
    run.teachers.add(cast.teacher)
    days = iter(range(1, 9))

    def make_row() -> None:
        EnrolmentFactory(run=run)
        MeetingFactory(run=run, starts_at=NOW - timedelta(days=next(days)))

    assert_query_count_constant(client, reverse("training:roster", args=[run.pk]), make_row, 7)


def test_the_sheet_of_a_class_costs_the_same(
    assert_query_count_constant, client: Client, cast: Cast
):
    client.force_login(cast.teacher)
    run = CourseRunFactory(state="running", capacity=50)
    run.teachers.add(cast.teacher)
    (meeting,) = held_meetings(run, 1)
    url = reverse("training:mark_meeting", args=[meeting.pk])
    assert_query_count_constant(client, url, lambda: EnrolmentFactory(run=run), 6)


def test_the_offices_list_costs_the_same(assert_query_count_constant, client: Client, cast: Cast):
    client.force_login(cast.office)
    assert_query_count_constant(
        client, reverse("training:office_runs"), lambda: EnrolmentFactory(), 6
    )


def test_one_run_for_the_office_costs_the_same(
    assert_query_count_constant, client: Client, cast: Cast
):
    client.force_login(cast.office)
    run = CourseRunFactory(capacity=90)

    def make_row() -> None:
        for state in ("applied", "waitlisted", "offered", "seated"):
            EnrolmentFactory(run=run, state=state)

    assert_query_count_constant(client, reverse("training:office_run", args=[run.pk]), make_row, 9)


def test_the_public_check_costs_one_query_and_two_limits(django_assert_num_queries, client: Client):
    certificate = completed()
    client.get(reverse("training:verify_number", args=[certificate.number]))
    with django_assert_num_queries(3):
        client.get(reverse("training:verify_number", args=[certificate.number]))
