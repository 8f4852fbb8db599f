"""One rule says whether anybody can still come into a run: lists, counts, advice, pages, buttons and actions alike."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cms.queries.catalogue import runs_by_course
from core import clock
from core.denials import Refused
from core.models import Notice
from tests.cast import Cast
from tests.factories.accounts import TraineeFactory, office_user
from tests.factories.training import (
    NOW,
    CourseFactory,
    CourseRunFactory,
    CourseSkillFactory,
    EnrolmentFactory,
    MeetingFactory,
)
from training import permissions, queries, tasks
from training.actions import enrolments, offers, runs
from training.models import CourseRun, Enrolment
from training.queries.courses import Wait, advisable_at
from training.queries.runs import runs_with_seats

pytestmark = pytest.mark.django_db


def begun(held: int, coming: int, *, hours: int = 2, **fields: object) -> CourseRun:
    """A run of classes of some hours, of which some were held; its enrolment is still open."""
    fields = {
        "starts_on": date(2026, 11, 10),
        "course__min_hours": 8,
        "course__hours": 10,
        **fields,
    }
    run = CourseRunFactory(**fields)
    for n in range(held):
        MeetingFactory(run=run, starts_at=NOW - timedelta(days=held - n), hours=Decimal(hours))
    for n in range(coming):
        MeetingFactory(run=run, starts_at=NOW + timedelta(days=n + 1), hours=Decimal(hours))
    return run


CASES = [
    (0, 5, {}, ""),  # nothing missed
    (1, 4, {}, ""),  # eight of ten hours are left: enough for the minimum and for 80 %
    (2, 3, {}, "enrol.late"),  # six are not
    (2, 3, {"late_plan": "周末补课"}, ""),
    (5, 0, {}, "enrol.over"),
    (5, 0, {"late_plan": "周末补课"}, "enrol.over"),  # no plan brings back a class that is over
    (2, 8, {"course__min_hours": 4}, ""),  # sixteen of twenty hours
    (3, 7, {"course__min_hours": 4}, "enrol.late"),  # enough hours, but 70 % of what is due
]


@pytest.mark.parametrize(("held", "coming", "fields", "code"), CASES)
def test_every_place_gives_the_same_answer(held: int, coming: int, fields: dict, code: str):
    run = begun(
        held, coming, course=CourseFactory(min_hours=fields.pop("course__min_hours", 8)), **fields
    )
    CourseSkillFactory(course=run.course)
    person = TraineeFactory()
    denial = permissions.denies_enrol(person.user, run, NOW)
    assert (denial.code if denial else "") == code
    assert permissions.phase_word(run, NOW) == ("进行中" if code else "开放报名")
    on_offer = [] if code else [run]
    assert list(queries.open_runs(NOW)) == on_offer
    assert list(queries.runs_for_course(run.course, NOW)) == on_offer
    assert list(runs_with_seats(NOW)) == on_offer
    assert [row for rows in runs_by_course(NOW).values() for row in rows] == on_offer
    begins = [one.course for one in advisable_at(NOW, person) if one.wait == Wait.NONE]
    assert begins == [found.course for found in on_offer]


PHASES = [
    ({"state": "draft"}, "草稿"),
    ({"enrol_opens_at": NOW + timedelta(hours=1)}, "报名未开始"),
    ({}, "开放报名"),
    ({"enrol_closes_at": NOW}, "报名已截止"),
    ({"enrol_closes_at": NOW, "starts_on": NOW.date()}, "进行中"),
    ({"state": "running", "starts_on": date(2026, 11, 10)}, "进行中"),
    ({"state": "running", "starts_on": date(2026, 9, 1), "ends_on": date(2026, 9, 2)}, "已结束"),
    ({"starts_on": date(2026, 9, 1), "ends_on": date(2026, 9, 2)}, "已结束"),
    ({"state": "finished"}, "已结束"),
    ({"state": "cancelled"}, "已停办"),
]


@pytest.mark.parametrize(("fields", "word"), PHASES)
def test_open_is_said_while_people_can_come_in_and_never_else(fields: dict, word: str):
    run = CourseRunFactory(**fields)
    assert permissions.phase_word(run, NOW) == word
    assert (permissions.denies_window(run, NOW) is None) == (word == "开放报名")


def test_lists_tabs_and_pages_of_runs_say_the_same(client: Client, cast: Cast):
    days = {"starts_on": date(2099, 1, 1), "ends_on": date(2099, 2, 1)}
    closed = CourseRunFactory(enrol_closes_at=NOW, **days)
    closed.teachers.add(cast.teacher)
    client.force_login(cast.teacher)
    for address in (
        reverse("training:teaching_desk"),
        reverse("training:roster", args=[closed.pk]),
    ):
        page = client.get(address).content.decode()
        assert ("报名已截止" in page, "开放报名" in page) == (True, False)
    client.force_login(office_user())
    assert list(client.get(reverse("training:office_runs") + "?state=closed").context["rows"]) == [
        closed
    ]
    assert list(client.get(reverse("training:office_runs") + "?state=open").context["rows"]) == []
    assert (
        "报名已截止"
        in client.get(reverse("training:office_run", args=[closed.pk])).content.decode()
    )


def test_the_hours_decide_not_the_number_of_classes():
    run = CourseRunFactory(starts_on=date(2026, 11, 10))
    for n, hours in enumerate((1, 1, 8)):
        MeetingFactory(
            run=run, starts_at=NOW + timedelta(days=n - 2, hours=1), hours=Decimal(hours)
        )
    assert permissions.denies_enrol(TraineeFactory().user, run, NOW) is None
    MeetingFactory(run=run, starts_at=NOW - timedelta(days=9), hours=Decimal(3))
    assert permissions.denies_enrol(TraineeFactory().user, run, NOW).code == "enrol.late"


def test_a_run_that_is_over_gives_no_seat_and_is_named_so(client: Client, cast: Cast):
    run = begun(5, 0)
    client.force_login(cast.trainee)
    page = client.get(reverse("training:enrol", args=[run.pk]))
    assert (
        "这个班次的课都上完了" in page.content.decode() and "确认报名" not in page.content.decode()
    )
    assert "还剩" not in page.content.decode()
    refused = client.post(reverse("training:enrol", args=[run.pk]), {"key": "k"})
    assert (refused.status_code, Enrolment.objects.count()) == (422, 0)


def test_the_plan_stands_on_the_enrol_page_and_is_the_teachers(client: Client, cast: Cast):
    run = begun(3, 2)
    run.teachers.add(cast.teacher)
    client.force_login(cast.teacher)
    client.post(reverse("training:late_plan", args=[run.pk]), {"plan": "周六补前三次课"})
    run.refresh_from_db()
    assert run.late_plan == "周六补前三次课"
    client.force_login(cast.trainee)
    assert "周六补前三次课" in client.get(reverse("training:enrol", args=[run.pk])).content.decode()


class TestEveryWayIntoASeat:
    """Approving, accepting and offering ask what enrolling asks."""

    def overlapping(self, **fields: object) -> list[CourseRun]:
        """Two runs with a class at the same time."""
        found = [CourseRunFactory(capacity=5, **fields) for _ in range(2)]
        for run in found:
            MeetingFactory(run=run, starts_at=NOW + timedelta(days=9))
        return found

    def test_two_overlapping_runs_are_not_both_approved(self):
        person, office = TraineeFactory(), office_user()
        first, second = (
            enrolments.enrol(trainee=person, run=run, key="k", by=person.user, now=NOW)
            for run in self.overlapping(needs_approval=True)
        )
        assert enrolments.approve(enrolment=first, by=office, now=NOW).state == "seated"
        with pytest.raises(Refused) as refusal:
            enrolments.approve(enrolment=second, by=office, now=NOW)
        second.refresh_from_db()
        assert (refusal.value.denial.code, second.state) == ("approve.rules", "applied")

    def test_an_offer_is_not_accepted_beside_an_overlapping_seat(self):
        one, other = self.overlapping()
        offered = EnrolmentFactory(run=one, state="offered")
        EnrolmentFactory(run=other, trainee=offered.trainee)
        with pytest.raises(Refused) as refusal:
            offers.accept(enrolment=offered, by=offered.trainee.user, now=NOW)
        assert refusal.value.denial.code == "enrol.overlap"

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"state": "running"}, "approve.rules"),
            ({"state": "finished"}, "approve.rules"),
            ({"enrol_closes_at": NOW - timedelta(hours=1)}, ""),  # asked in time, not begun yet
        ],
    )
    def test_nobody_is_approved_into_a_run_that_has_closed(self, fields: dict, code: str):
        person = EnrolmentFactory(
            run=CourseRunFactory(needs_approval=True, **fields), state="applied"
        )
        try:
            enrolments.approve(enrolment=person, by=office_user(), now=NOW)
            found = ""
        except Refused as refusal:
            found = refusal.denial.code
        person.refresh_from_db()
        assert (found, person.state) == ((code, "applied") if code else ("", "seated"))

    def test_an_age_or_a_course_before_is_asked_again_at_approval(self):
        person = EnrolmentFactory(
            state="applied", trainee=TraineeFactory(birth_on=date(2020, 1, 1))
        )
        with pytest.raises(Refused) as refusal:
            enrolments.approve(enrolment=person, by=office_user(), now=NOW)
        assert refusal.value.denial.code == "approve.rules"


class TestWaitingEnds:
    """Nobody waits for a seat that cannot come any more."""

    ASKING = ("applied", "approved", "waitlisted")

    def states(self) -> list[str]:
        """The states in order of making."""
        return list(Enrolment.objects.order_by("pk").values_list("state", flat=True))

    def test_a_run_that_starts_tells_those_who_ask(self):
        run = CourseRunFactory(starts_on=date(2026, 11, 23), enrol_closes_at=NOW, capacity=5)
        for state in (*self.ASKING, "seated"):
            EnrolmentFactory(run=run, state=state)
        assert (tasks.move_runs(), tasks.move_runs()) == (1, 0)
        assert self.states() == ["lapsed", "lapsed", "lapsed", "seated"]
        assert Notice.objects.filter(code="training.lapsed").count() == 3

    def test_a_run_that_ends_closes_what_an_earlier_version_left(self):
        run = CourseRunFactory(
            state="running", starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 22)
        )
        EnrolmentFactory(run=run, state="waitlisted")
        runs.finish_run(run=run, by=None, now=NOW)
        assert self.states() == ["lapsed"]

    def test_waiting_in_a_running_run_and_for_what_can_no_longer_be_completed_ends(self):
        EnrolmentFactory(run=CourseRunFactory(state="running"), state="applied")
        EnrolmentFactory(run=begun(3, 2), state="waitlisted")
        still = EnrolmentFactory(run=begun(1, 4), state="waitlisted")
        tasks.move_runs()
        still.refresh_from_db()
        assert (self.states()[:2], still.state) == (["lapsed", "lapsed"], "waitlisted")

    def test_an_open_run_past_its_last_day_is_closed_whatever_its_deadline_says(self):
        run = CourseRunFactory(starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 22))
        assert tasks.move_runs() == 2
        run.refresh_from_db()
        assert run.state == "finished"


def test_enrolment_cannot_close_after_the_last_class():
    run = CourseRunFactory()
    last = MeetingFactory(run=run, starts_at=NOW + timedelta(days=3))
    with pytest.raises(Refused) as refusal:
        runs.change_run(
            run=run, changes={"capacity": 2, "enrol_closes_at": last.ends_at + timedelta(minutes=1)}, teachers=[],
            by=office_user(), now=clock.now(),
        )  # fmt: skip
    assert refusal.value.denial.code == "run.closes_late"
    runs.change_run(
        run=run,
        changes={"capacity": 2, "enrol_closes_at": last.ends_at},
        teachers=[],
        by=office_user(),
        now=clock.now(),
    )
    assert CourseRun.objects.get().enrol_closes_at == last.ends_at
