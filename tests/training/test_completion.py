"""What completes a course, at its borders."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from accounts.models import HeldSkill
from core.audit import history
from core.denials import Refused
from core.models import Notice
from tests.factories.accounts import office_user, teacher_user
from tests.factories.training import NOW, CourseRunFactory, CourseSkillFactory, EnrolmentFactory, ready_to_complete
from training import permissions
from training.actions import records
from training.models import Attendance, Certificate, Enrolment
from training.permissions import Standing
from training.permissions.completion import missing

pytestmark = pytest.mark.django_db


def standing(**changes: object) -> Standing:
    """Somebody who has everything, with one thing changed."""
    facts = {"hours": Decimal(8), "min_hours": 8, "attended": 4, "held": 5, "mark": 60, "is_passed": True}
    return Standing(**{**facts, **changes})


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"hours": Decimal("7.9")}, ["completion.hours"]),
        ({"attended": 799, "held": 1000}, ["completion.attendance"]),
        ({"attended": 800, "held": 1000}, []),
        ({"attended": 3, "held": 4}, ["completion.attendance"]),
        ({"attended": 0, "held": 0}, ["completion.attendance"]),
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
    assert found.is_complete is (codes == [])


def test_the_percentage_is_rounded_down():
    assert str(standing(attended=79999, held=100000).percent) == "79.99"


def test_the_setting_moves_the_border(settings):
    settings.MIN_ATTENDANCE_PERCENT = 81
    assert [denial.code for denial in missing(standing())] == ["completion.attendance"]


def test_late_counts_as_there_and_excused_does_not():
    enrolment = ready_to_complete(attended=4)
    marks = enrolment.attendances.order_by("meeting__starts_at")
    Attendance.objects.filter(pk=marks[0].pk).update(status="late")
    assert permissions.denies_completion(enrolment) == []
    Attendance.objects.filter(pk=marks[0].pk).update(status="excused", hours=0)
    assert [d.code for d in permissions.denies_completion(enrolment)] == ["completion.hours", "completion.attendance"]


def test_classes_still_to_come_do_not_lower_the_attendance():
    enrolment = ready_to_complete(attended=4)
    enrolment.run.meetings.create(starts_at=NOW + timedelta(seconds=1), ends_at=NOW + timedelta(hours=2), hours=2)
    assert permissions.standing_of(enrolment, NOW).held == 5
    assert permissions.standing_of(enrolment, NOW + timedelta(seconds=1)).held == 6


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
    again = records.complete(enrolment=enrolment, by=teacher_of(enrolment), now=NOW + timedelta(days=2))
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
    enrolment = ready_to_complete()
    certificate = records.complete(enrolment=enrolment, by=teacher_of(enrolment), now=moment)
    assert Enrolment.objects.get().completed_on == day
    assert certificate.payload["completed_on"] == certificate.payload["issued_on"] == day.isoformat()
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
