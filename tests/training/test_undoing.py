"""What does an undo in training bring back, and when is it refused?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock as the_clock
from core.denials import Refused
from core.models import Notice
from tests.audited import new_problems, problems
from tests.cast import Cast
from tests.factories.training import CourseRunFactory, EnrolmentFactory, MeetingFactory
from training import tasks
from training.actions import enrolments, records, runs, timetable, undoing
from training.models import CourseRun, Enrolment, Meeting
from training.states import ACTIVE_STATES

pytestmark = pytest.mark.django_db
TEN = timedelta(minutes=10)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def picture(run: CourseRun) -> list[Any]:
    """Everything that stands in a run and in its enrolments."""
    rows = [
        *CourseRun.objects.filter(pk=run.pk).values(),
        *Enrolment.objects.filter(run=run).order_by("pk").values(),
    ]
    return list(rows)


def full(cast: Cast, state: str = "open") -> CourseRun:
    """A run of the cast's teacher with somebody in every state that goes on, two waiting, one who left, one cancelled alone."""
    run = CourseRunFactory(capacity=3)
    run.teachers.add(cast.teacher)
    for each in (*ACTIVE_STATES, "waitlisted", "withdrawn"):
        EnrolmentFactory(run=run, state=each)
    alone = EnrolmentFactory(run=run, state="waitlisted")
    enrolments.cancel(
        enrolment=alone, by=cast.office, now=the_clock.now() - TEN, reason="不符合条件"
    )
    CourseRun.objects.filter(pk=run.pk).update(state=state)
    run.refresh_from_db()
    return run


def refused(act: Callable[..., Any], **given: Any) -> str:
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.denial.code


def told(code: str) -> int:
    return Notice.objects.filter(code=f"training.{code}").count()


class TestRun:
    @pytest.mark.parametrize("state", ["open", "running"])
    def test_everybody_is_back_with_seat_offer_and_place(self, cast: Cast, state: str) -> None:
        run = full(cast, state)
        before, known, page = picture(run), problems(), signed_in(cast.office)
        page.post(reverse("training:office_cancel_run", args=[run.pk]), {"reason": "停办"})
        assert CourseRun.objects.values_list("state", "seats_taken").get(pk=run.pk) == (
            "cancelled",
            0,
        )
        answer = page.post(reverse("training:office_restore_run", args=[run.pk]), follow=True)
        assert "已撤销：7 人恢复原样，并已通知。" in answer.content.decode()
        assert (picture(run), told("restored"), new_problems(known)) == (before, 7, {})

    def test_an_offer_that_ran_out_meanwhile_ends(self, cast: Cast, clock: Any) -> None:
        run = CourseRunFactory(capacity=3)
        offered = EnrolmentFactory(run=run, state="offered")
        Enrolment.objects.filter(pk=offered.pk).update(
            offer_expires_at=the_clock.now() + timedelta(minutes=1)
        )
        runs.cancel_run(run=run, by=cast.office, now=the_clock.now(), reason="停办")
        undoing.restore_run(run=run, by=cast.office, now=the_clock.now() + timedelta(minutes=2))
        offered.refresh_from_db()
        run.refresh_from_db()
        assert (offered.state, run.seats_taken) == ("expired", 0)

    def test_who_sits_elsewhere_meanwhile_stays_out(self, cast: Cast) -> None:
        run, other = CourseRunFactory(capacity=3), CourseRunFactory(capacity=3)
        first = MeetingFactory(run=run)
        MeetingFactory(run=other, starts_at=first.starts_at, ends_at=first.ends_at)
        stays, goes = EnrolmentFactory(run=run), EnrolmentFactory(run=run)
        runs.cancel_run(run=run, by=cast.office, now=the_clock.now(), reason="停办")
        EnrolmentFactory(run=other, trainee=goes.trainee)
        assert undoing.restore_run(run=run, by=cast.office, now=the_clock.now()) == (1, 1)
        states = dict(Enrolment.objects.filter(run=run).values_list("pk", "state"))
        assert states == {stays.pk: "seated", goes.pk: "cancelled_by_organiser"}
        assert (CourseRun.objects.get(pk=run.pk).seats_taken, run.seats_taken) == (1, 1)

    def test_not_the_teacher_not_late_and_not_without_a_free_teacher(self, cast: Cast) -> None:
        run, moment = full(cast), the_clock.now()
        meeting = MeetingFactory(run=run)
        runs.cancel_run(run=run, by=cast.office, now=moment, reason="停办")
        act = undoing.restore_run
        assert refused(act, run=run, by=cast.teacher, now=moment) == "office.only"
        assert refused(act, run=run, by=cast.office, now=moment + TEN) == "undo.late"
        other = CourseRunFactory()
        other.teachers.add(cast.teacher)
        MeetingFactory(run=other, starts_at=meeting.starts_at, ends_at=meeting.ends_at)
        assert refused(act, run=run, by=cast.office, now=moment) == "run.teacher_busy"


class TestOne:
    """One enrolment that the organiser ended."""

    @pytest.mark.parametrize("state", ACTIVE_STATES)
    def test_it_stands_as_before(self, cast: Cast, state: str) -> None:
        run = CourseRunFactory(capacity=3)
        own = EnrolmentFactory(run=run, state=state)
        before, known, page = picture(run), problems(), signed_in(cast.office)
        page.post(reverse("training:office_cancel_enrolment", args=[own.pk]), {"reason": "停办"})
        shown = page.get(reverse("training:office_run", args=[run.pk]))
        assert [person for person, _buttons in shown.context["just_ended"]] == [own]
        page.post(reverse("training:office_restore_enrolment", args=[own.pk]))
        assert (picture(run), told("restored"), new_problems(known)) == (before, 1, {})

    def test_not_when_the_seat_went_nor_when_they_came_again_nor_late(self, cast: Cast) -> None:
        run, moment, act = CourseRunFactory(capacity=1), the_clock.now(), undoing.restore_enrolment
        own = EnrolmentFactory(run=run)
        enrolments.cancel(enrolment=own, by=cast.office, now=moment, reason="停办")
        next_one = EnrolmentFactory(run=CourseRun.objects.get(pk=run.pk))
        assert refused(act, enrolment=own, by=cast.office, now=moment) == "undo.seat"
        Enrolment.objects.filter(pk=next_one.pk).update(trainee=own.trainee)
        assert refused(act, enrolment=own, by=cast.office, now=moment) == "undo.again"
        assert refused(act, enrolment=own, by=cast.office, now=moment + TEN) == "undo.late"
        assert refused(act, enrolment=own, by=cast.teacher, now=moment) == "office.only"
        assert Enrolment.objects.get(pk=own.pk).state == "cancelled_by_organiser"

    def test_not_alone_where_the_whole_run_was_cancelled(self, cast: Cast) -> None:
        own, moment = EnrolmentFactory(), the_clock.now()
        runs.cancel_run(run=own.run, by=cast.office, now=moment, reason="停办")
        own.refresh_from_db()
        assert (
            refused(undoing.restore_enrolment, enrolment=own, by=cast.office, now=moment)
            == "undo.run"
        )


def soon(cast: Cast, days: int = 2, **fields: Any) -> tuple[CourseRun, Meeting]:
    """A run of the cast's teacher with somebody in it, somebody waiting, and a class in some days, the last one."""
    run = CourseRunFactory(capacity=1, starts_on=the_clock.today(), **fields)
    run.teachers.add(cast.teacher)
    MeetingFactory(run=run, starts_at=the_clock.now() + timedelta(days=1))
    meeting = MeetingFactory(run=run, starts_at=the_clock.now() + timedelta(days=days))
    EnrolmentFactory(run=run, trainee=cast.person)
    EnrolmentFactory(run=run, state="waitlisted")
    CourseRun.objects.filter(pk=run.pk).update(enrol_closes_at=meeting.ends_at)
    run.refresh_from_db()
    return run, meeting


def classes(run: CourseRun) -> list[Any]:
    """Everything that stands in a run and its classes, but for how often a calendar was told of a change."""
    rows = [*Meeting.objects.filter(run=run).order_by("pk").values()]
    return [
        *picture(run),
        *({name: row[name] for name in row if name != "revision"} for row in rows),
    ]


def cancelled(meeting: Meeting, cast: Cast, now: Any) -> Meeting:
    return timetable.cancel_meeting(meeting=meeting, by=cast.teacher, now=now, reason="停电")


class TestClass:
    """One class of a run that goes on."""

    def test_it_takes_place_as_before_and_nobody_was_told(self, cast: Cast, clock: Any) -> None:
        run, meeting = soon(cast)
        person = run.enrolments.get(state="seated")
        before, known, page = classes(run), problems(), signed_in(cast.teacher)
        page.post(reverse("training:cancel_class", args=[meeting.pk]), {"reason": "停电"})
        assert CourseRun.objects.get(pk=run.pk).enrol_closes_at < run.enrol_closes_at
        shown = page.get(reverse("training:roster", args=[run.pk]))
        assert (
            shown.context["just_cancelled"],
            "还没有通知任何人。" in shown.content.decode(),
        ) == ({meeting.pk}, True)
        answer = page.post(reverse("training:restore_class", args=[meeting.pk]), follow=True)
        assert "已撤销，课照常上。没有通知过任何人。" in answer.content.decode()
        assert (classes(run), Notice.objects.count(), new_problems(known)) == (before, 0, {})
        file = (
            signed_in(cast.trainee)
            .get(reverse("training:calendar", args=[person.pk]))
            .content.decode()
        )
        assert (
            file.count("STATUS:CONFIRMED"),
            "STATUS:CANCELLED" in file,
            "SEQUENCE:2" in file,
        ) == (2, False, True)
        clock.set(the_clock.now() + TEN)
        assert (tasks.tell_cancelled_classes(), Notice.objects.count()) == (0, 0)

    def test_people_are_told_once_when_it_cannot_be_undone_any_more(
        self, cast: Cast, clock: Any
    ) -> None:
        _run, meeting = soon(cast)
        moment = the_clock.now()
        cancelled(meeting, cast, moment)
        clock.set(moment + TEN - timedelta(seconds=1))
        assert (tasks.tell_cancelled_classes(), told("class_cancelled")) == (0, 0)
        clock.set(moment + TEN)
        assert (
            tasks.tell_cancelled_classes(),
            tasks.tell_cancelled_classes(),
            told("class_cancelled"),
        ) == (1, 0, 3)
        assert (
            refused(timetable.restore_meeting, meeting=meeting, by=cast.teacher, now=moment + TEN)
            == "undo.late"
        )

    def test_of_a_class_that_begins_soon_they_are_told_at_once_and_again(self, cast: Cast) -> None:
        _run, meeting = soon(cast)
        moment = meeting.starts_at - timedelta(hours=3)
        assert cancelled(meeting, cast, moment).cancelled_told_at == moment
        assert told("class_cancelled") == 3
        timetable.restore_meeting(meeting=meeting, by=cast.teacher, now=moment)
        assert (told("class_restored"), Meeting.objects.get(pk=meeting.pk).cancelled_told_at) == (
            3,
            None,
        )

    def test_not_another_teacher_not_late_not_twice_and_not_beside_another_class(
        self, cast: Cast
    ) -> None:
        run, meeting = soon(cast)
        moment, act = the_clock.now(), timetable.restore_meeting
        assert refused(act, meeting=meeting, by=cast.teacher, now=moment) == "undo.class"
        cancelled(meeting, cast, moment)
        assert (
            refused(act, meeting=meeting, by=cast.other_teacher, now=moment) == "teaching.not_yours"
        )
        assert refused(act, meeting=meeting, by=cast.teacher, now=moment + TEN) == "undo.late"
        again = MeetingFactory(run=run, starts_at=meeting.starts_at)
        assert refused(act, meeting=meeting, by=cast.office, now=moment) == "meeting.twice"
        again.delete()
        other = EnrolmentFactory(trainee=cast.person)
        MeetingFactory(run=other.run, starts_at=meeting.starts_at)
        assert refused(act, meeting=meeting, by=cast.office, now=moment) == "meeting.people"

    def test_an_end_of_enrolment_that_the_office_set_since_stays(self, cast: Cast) -> None:
        run, meeting = soon(cast)
        cancelled(meeting, cast, the_clock.now())
        chosen = the_clock.now() + timedelta(hours=5)
        CourseRun.objects.filter(pk=run.pk).update(enrol_closes_at=chosen)
        timetable.restore_meeting(meeting=meeting, by=cast.teacher, now=the_clock.now())
        assert CourseRun.objects.get(pk=run.pk).enrol_closes_at == chosen

    @pytest.mark.parametrize("people", [1, 3])
    def test_all_are_told_in_the_same_number_of_queries(
        self, cast: Cast, people: int, django_assert_num_queries: Any
    ) -> None:
        run, meeting = soon(cast)
        CourseRun.objects.filter(pk=run.pk).update(capacity=9)
        for _each in range(people):
            EnrolmentFactory(run=CourseRun.objects.get(pk=run.pk))
        cancelled(meeting, cast, the_clock.now())
        with django_assert_num_queries(9):
            timetable.tell_cancelled(meeting=meeting, now=the_clock.now())


class TestRecord:
    """Not passed, did not come."""

    @pytest.mark.parametrize(
        ("verb", "state", "notices"), [("fail", "attending", 1), ("no_show", "seated", 0)]
    )
    def test_the_teacher_takes_it_back(
        self, cast: Cast, verb: str, state: str, notices: int
    ) -> None:
        run = CourseRunFactory(starts_on=the_clock.today())
        run.teachers.add(cast.teacher)
        own = EnrolmentFactory(run=run, state=state)
        before, known, page = picture(run), problems(), signed_in(cast.teacher)
        page.post(reverse(f"training:{verb}", args=[own.pk]), {"reason": "缺课太多"})
        assert (
            "10 分钟内可以撤销"
            in page.get(reverse("training:record", args=[own.pk])).content.decode()
        )
        page.post(reverse("training:retract", args=[own.pk]))
        assert (picture(run), told("unfailed"), new_problems(known)) == (before, notices, {})

    def test_not_another_teacher_not_late_and_not_beside_another_class(self, cast: Cast) -> None:
        run, moment, act = CourseRunFactory(), the_clock.now(), undoing.retract
        run.teachers.add(cast.teacher)
        own = EnrolmentFactory(run=run, state="attending")
        records.fail(enrolment=own, by=cast.teacher, now=moment, reason="缺课太多")
        assert (
            refused(act, enrolment=own, by=cast.other_teacher, now=moment) == "teaching.not_yours"
        )
        assert refused(act, enrolment=own, by=cast.teacher, now=moment + TEN) == "undo.late"
        other, first = CourseRunFactory(), MeetingFactory(run=run)
        MeetingFactory(run=other, starts_at=first.starts_at, ends_at=first.ends_at)
        EnrolmentFactory(run=other, trainee=own.trainee)
        assert refused(act, enrolment=own, by=cast.teacher, now=moment) == "undo.overlap"
