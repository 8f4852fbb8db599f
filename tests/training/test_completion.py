"""What completes a course, at its borders."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from accounts.models import HeldSkill
from core.audit import history
from core.denials import Refused
from core.models import Notice
from tests.factories.accounts import office_user, teacher_user
from tests.factories.training import (
    NOW,
    AttendanceFactory,
    CourseRunFactory,
    CourseSkillFactory,
    EnrolmentFactory,
    MeetingFactory,
    held_meetings,
    ready_to_complete,
)
from training import permissions, queries
from training.actions import records
from training.models import Attendance, Certificate, Enrolment
from training.permissions import Standing
from training.permissions.completion import missing

pytestmark = pytest.mark.django_db


def standing(**changes: object) -> Standing:
    """Somebody who has everything, with one thing changed."""
    facts = {
        "hours": Decimal(8), "min_hours": 8, "due": Decimal(10), "attended": 4, "held": 5, "mark": 60, "is_passed": True,
    }  # fmt: skip
    return Standing(**{**facts, **changes})


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"hours": Decimal("7.9"), "due": Decimal(9)}, ["completion.hours"]),
        ({"hours": Decimal("31.9"), "due": Decimal(40)}, ["completion.attendance"]),
        ({"hours": Decimal(32), "due": Decimal(40), "attended": 1, "held": 9}, []),
        (
            {"hours": Decimal(24), "due": Decimal(40), "attended": 4, "held": 5},
            ["completion.attendance"],
        ),
        ({"due": Decimal(0), "attended": 0, "held": 0}, ["completion.attendance"]),
        ({"mark": 59, "is_passed": False}, ["completion.assessment"]),
        ({"mark": None, "is_passed": False}, ["completion.assessment"]),
        (
            {"hours": Decimal(0), "attended": 0, "held": 5, "mark": None, "is_passed": False},
            ["completion.hours", "completion.attendance", "completion.assessment"],
        ),
    ],
)
def test_each_thing_that_is_missing_is_named(changes: dict, codes: list[str]):
    found = standing(**changes)
    assert [denial.code for denial in missing(found)] == codes


def test_the_percentage_is_rounded_down():
    assert str(standing(hours=Decimal("79.9"), due=Decimal("99.9")).percent) == "79.97"


def test_the_setting_moves_the_border(settings):
    settings.MIN_ATTENDANCE_PERCENT = 81
    assert [denial.code for denial in missing(standing())] == ["completion.attendance"]


def test_late_counts_as_there_and_excused_does_not():
    enrolment = ready_to_complete(attended=4)
    marks = enrolment.attendances.order_by("meeting__starts_at")
    Attendance.objects.filter(pk=marks[0].pk).update(status="late")
    assert permissions.denies_completion(enrolment, NOW) == []
    Attendance.objects.filter(pk=marks[0].pk).update(status="excused", hours=0)
    assert [d.code for d in permissions.denies_completion(enrolment, NOW)] == [
        "completion.hours",
        "completion.attendance",
    ]


def test_what_is_due_is_what_the_run_holds_until_its_end():
    enrolment = ready_to_complete(attended=4)
    coming = enrolment.run.meetings.create(
        starts_at=NOW + timedelta(seconds=1), ends_at=NOW + timedelta(hours=2), hours=2
    )
    found = permissions.standing_of(enrolment, NOW)
    assert (found.held, found.due, str(found.percent)) == (5, Decimal(12), "66.66")
    assert [denial.code for denial in permissions.denies_completion(enrolment, NOW)] == [
        "completion.attendance"
    ]
    type(coming).objects.filter(pk=coming.pk).update(cancelled_at=NOW, cancelled_reason="停电")
    assert permissions.denies_completion(enrolment, NOW) == []


def test_four_of_ten_classes_are_forty_per_cent():
    run = CourseRunFactory(
        starts_on=date(2026, 11, 10), state="running", course__hours=20, course__practice_hours=18
    )
    held_meetings(run, 4)
    for n in range(6):
        MeetingFactory(run=run, starts_at=NOW + timedelta(days=n + 1))
    enrolment = ready_to_complete(run=run, attended=4)
    assert str(permissions.standing_of(enrolment, NOW).percent) == "40.00"
    assert [denial.code for denial in permissions.denies_completion(enrolment, NOW)] == [
        "completion.attendance"
    ]


def test_classes_of_unequal_length_count_by_their_hours():
    run = CourseRunFactory(starts_on=date(2026, 11, 10), state="running")
    for n, hours in enumerate((16, 6, 6, 6, 6)):
        MeetingFactory(run=run, starts_at=NOW - timedelta(days=9 - n), hours=Decimal(hours))
    enrolment = ready_to_complete(run=run, attended=0)
    for meeting in run.meetings.filter(hours=6):
        AttendanceFactory(enrolment=enrolment, meeting=meeting, hours=6)
    found = permissions.standing_of(enrolment, NOW)
    assert (found.hours, found.due, str(found.percent)) == (Decimal(24), Decimal(40), "60.00")
    assert [roster.standing for roster in queries.roster_of(run, NOW)] == [found]


class TestDayOfCompletion:
    """A completion counts on the day on which the last condition was met, not on that of the click."""

    def completed_on(self, enrolment: Enrolment, moment: datetime) -> date:
        """Complete at a moment and read the day."""
        records.complete(enrolment=enrolment, by=teacher_of(enrolment), now=moment)
        enrolment.refresh_from_db()
        return enrolment.completed_on

    def test_a_click_in_the_new_year_counts_in_the_old_one(self):
        assert self.completed_on(
            ready_to_complete(), datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
        ) == date(2026, 11, 23)

    def test_the_assessment_counts_on_its_own_day(self):
        enrolment, moment = ready_to_complete(mark=None), datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
        records.assess(
            enrolment=enrolment,
            mark=80,
            by=teacher_of(enrolment),
            now=moment,
            assessed_on=date(2026, 12, 30),
        )
        assert self.completed_on(enrolment, moment) == date(2026, 12, 30)

    def test_what_was_made_up_counts_on_the_day_of_making_it_up(self):
        enrolment, moment = ready_to_complete(attended=3), datetime(2026, 11, 29, 2, 0, tzinfo=UTC)
        missed = enrolment.run.meetings.order_by("-starts_at")[0]
        records.mark_made_up(
            enrolment=enrolment,
            meetings=[missed],
            by=teacher_of(enrolment),
            now=moment,
            reason="周日补课",
        )
        assert self.completed_on(enrolment, moment + timedelta(days=3)) == date(2026, 11, 29)

    @pytest.mark.parametrize(
        ("marks", "day"),
        [
            ([(75, 30), (78, 34)], 30),  # a better mark
            ([(75, 30), (75, 33)], 33),  # the day was wrong
            ([(75, 30), (78, 34), (78, 33)], 30),  # the day of the better mark was wrong
            ([(75, 30), (40, 33), (70, 34)], 34),  # passed, not passed, passed
            ([(40, 29), (75, 31)], 31),
            ([(40, 29), (75, 31), (61, 34)], 31),
        ],
    )
    def test_the_assessment_counts_since_every_mark_passed(
        self, marks: list[tuple[int, int]], day: int
    ):
        enrolment, first = ready_to_complete(mark=None), date(2026, 11, 30)
        for n, (mark, on) in enumerate(marks):
            moment, assessed = NOW + timedelta(days=50, hours=n), first + timedelta(days=on)
            who = {
                "enrolment": enrolment,
                "by": teacher_of(enrolment),
                "now": moment,
                "reason": "更正",
            }
            records.assess(mark=mark, assessed_on=assessed, **who)
        assert self.completed_on(enrolment, NOW + timedelta(days=51)) == first + timedelta(days=day)

    @pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 11, 1)])
    def test_an_assessment_is_not_tomorrow_and_not_before_the_run(self, day: date):
        enrolment = ready_to_complete(mark=None)
        with pytest.raises(Refused) as refusal:
            records.assess(
                enrolment=enrolment, mark=80, by=teacher_of(enrolment), now=NOW, assessed_on=day
            )
        assert refusal.value.denial.code == "assessing.day"


def test_a_resit_keeps_the_first_mark_beside_it():
    enrolment = ready_to_complete(mark=41)
    records.assess(
        enrolment=enrolment,
        mark=75,
        by=teacher_of(enrolment),
        now=NOW + timedelta(days=7),
        reason="补考",
    )
    enrolment.refresh_from_db()
    assert (enrolment.assessment.mark, enrolment.assessment.assessed_on) == (75, date(2026, 11, 30))
    (first,) = queries.enrolment_view(enrolment, NOW).earlier
    assert (first.mark, first.is_passed, first.assessed_on, first.reason) == (
        41,
        False,
        date(2026, 11, 23),
        "补考",
    )


def teacher_of(enrolment: Enrolment):
    """The teacher of a run."""
    return enrolment.run.teachers.get()


def test_a_completion_freezes_the_figures_and_issues_the_certificate_with_its_skills():
    run = CourseRunFactory(starts_on=date(2026, 11, 16), state="running")
    taught = CourseSkillFactory(course=run.course, level=2)
    enrolment = ready_to_complete(run=run, attended=4, mark=60)
    certificate = records.complete(enrolment=enrolment, by=teacher_of(enrolment), now=NOW)
    enrolment.refresh_from_db()
    assert (
        enrolment.state, enrolment.completed_on, enrolment.is_counted, enrolment.hours_completed,
        enrolment.attendance_percent, enrolment.ended_at,
    ) == ("completed", date(2026, 11, 23), True, Decimal(8), Decimal(80), NOW)  # fmt: skip
    held = HeldSkill.objects.get()
    assert (held.trainee, held.skill, held.level, held.evidence, held.evidence_reference) == (
        enrolment.trainee, taught.skill, 2, "certificate", certificate.number,
    )  # fmt: skip
    assert [entry.verb for entry in history(enrolment)] == ["enrolment.complete"]
    notice = Notice.objects.get()
    assert (notice.code, notice.params["number"]) == ("training.completed", certificate.number)


def test_completing_twice_gives_the_same_certificate():
    enrolment = ready_to_complete()
    first = records.complete(enrolment=enrolment, by=teacher_of(enrolment), now=NOW)
    again = records.complete(
        enrolment=enrolment, by=teacher_of(enrolment), now=NOW + timedelta(days=2)
    )
    assert (again.pk, Certificate.objects.count()) == (first.pk, 1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"attended": 3}, "completion.hours"),
        ({"mark": 59}, "completion.assessment"),
        ({"mark": None}, "completion.assessment"),
    ],
)
def test_what_is_missing_stops_the_completion_and_nothing_is_written(changes: dict, code: str):
    enrolment = ready_to_complete(**changes)
    with pytest.raises(Refused) as refusal:
        records.complete(enrolment=enrolment, by=teacher_of(enrolment), now=NOW)
    assert refusal.value.denial.code == code
    assert (Enrolment.objects.get().state, Certificate.objects.count()) == ("attending", 0)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_is_that_of_the_city(moment: datetime, day: date):
    enrolment = ready_to_complete(mark=None)
    records.assess(enrolment=enrolment, mark=80, by=teacher_of(enrolment), now=moment)
    certificate = records.complete(enrolment=enrolment, by=teacher_of(enrolment), now=moment)
    assert Enrolment.objects.get().completed_on == day
    assert (
        certificate.payload["completed_on"] == certificate.payload["issued_on"] == day.isoformat()
    )
    assert f"-{day.year}-" in certificate.number


def test_a_course_outside_the_goal_completes_without_counting():
    run = CourseRunFactory(course__counts_to_goal=False, state="running")
    enrolment = ready_to_complete(run=run)
    records.complete(enrolment=enrolment, by=teacher_of(enrolment), now=NOW)
    assert (Enrolment.objects.get().is_counted, Certificate.objects.count()) == (False, 1)


@pytest.mark.parametrize("make", [teacher_user])
def test_only_the_runs_own_teachers_and_the_office_complete(make):
    enrolment = ready_to_complete()
    with pytest.raises(Refused) as refusal:
        records.complete(enrolment=enrolment, by=make(), now=NOW)
    assert refusal.value.denial.code == "teaching.not_yours"
    assert records.complete(enrolment=enrolment, by=office_user(), now=NOW).pk


def test_who_was_never_there_cannot_complete():
    enrolment = EnrolmentFactory(run=CourseRunFactory(state="running"))
    with pytest.raises(Refused):
        records.complete(enrolment=enrolment, by=office_user(), now=NOW)
    assert Enrolment.objects.get().state == "seated"
