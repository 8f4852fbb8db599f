"""The database itself refuses what must never be true."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories.training import (
    NOW,
    AttendanceFactory,
    CourseFactory,
    CourseRunFactory,
    CourseSkillFactory,
    EnrolmentFactory,
    MeetingFactory,
    completed,
    ready_to_complete,
)
from training.models import (
    Attendance,
    Certificate,
    Course,
    CourseRun,
    CourseSkill,
    Enrolment,
    Meeting,
)
from training.models.records import Assessment

pytestmark = pytest.mark.django_db


def refused(name: str, queryset: Any, **values: Any) -> None:
    """Try an UPDATE that the named constraint must stop."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        queryset.update(**values)
    assert name in str(error.value) or "UNIQUE" in str(error.value)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("run_seats_within_capacity", {"seats_taken": 3}),
        ("run_seats_within_capacity", {"seats_reserved": 3}),
        ("run_seats_within_capacity", {"seats_taken": 2, "seats_reserved": 1}),
        ("run_seats_not_negative", {"capacity": 0}),
        ("run_ends_after_start", {"ends_on": "2026-01-01"}),
        ("run_enrolment_period", {"enrol_closes_at": NOW - timedelta(days=30)}),
        ("run_state_known", {"state": "lost"}),
    ],
)
def test_a_run_keeps_its_constraints(name: str, values: dict[str, Any]):
    CourseRunFactory(capacity=2)
    refused(name, CourseRun.objects.all(), **values)


def test_seats_up_to_the_capacity_are_fine():
    CourseRunFactory(capacity=3)
    assert CourseRun.objects.update(seats_taken=2, seats_reserved=1) == 1


@pytest.mark.parametrize(
    ("name", "state", "values"),
    [
        ("enrolment_state_known", "seated", {"state": "lost"}),
        ("enrolment_seated_since", "seated", {"seated_at": None}),
        ("enrolment_waits_since", "waitlisted", {"waitlisted_at": None}),
        ("enrolment_offer_has_an_end", "offered", {"offer_expires_at": None}),
        ("enrolment_offer_has_an_end", "offered", {"offer_expires_at": NOW - timedelta(days=9)}),
        ("enrolment_ended_at_its_end", "seated", {"ended_at": NOW}),
        ("enrolment_ended_at_its_end", "withdrawn", {"ended_at": None}),
        ("enrolment_completed_whole", "attending", {"is_counted": True}),
        ("enrolment_completed_whole", "attending", {"completed_on": "2026-11-23"}),
        ("enrolment_completed_whole", "completed", {"completed_on": None}),
        ("enrolment_completed_whole", "completed", {"attendance_percent": None}),
    ],
)
def test_an_enrolment_keeps_its_constraints(name: str, state: str, values: dict[str, Any]):
    EnrolmentFactory(state=state)
    refused(name, Enrolment.objects.all(), **values)


def test_a_person_is_active_once_in_a_run():
    first = EnrolmentFactory(state="waitlisted")
    with pytest.raises(IntegrityError), transaction.atomic():
        EnrolmentFactory(trainee=first.trainee, run=first.run, state="seated")
    Enrolment.objects.filter(pk=first.pk).update(state="withdrawn", ended_at=NOW)
    assert EnrolmentFactory(trainee=first.trainee, run=first.run).pk


def test_an_idempotency_key_is_used_once():
    EnrolmentFactory(idempotency_key="same")
    with pytest.raises(IntegrityError), transaction.atomic():
        EnrolmentFactory(idempotency_key="same")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("course_hours_add_up", {"theory_hours": 9}),
        ("course_min_hours_possible", {"min_hours": 11}),
        ("course_exit_level", {"exit_level": 6}),
        ("course_mode_known", {"mode": "dream"}),
        ("course_capacity_positive", {"default_capacity": 0}),
    ],
)
def test_a_course_keeps_its_constraints(name: str, values: dict[str, Any]):
    CourseFactory()
    refused(name, Course.objects.all(), **values)


def test_a_taught_skill_has_a_level_from_1_to_5():
    CourseSkillFactory()
    refused("course_skill_level", CourseSkill.objects.all(), level=0)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("meeting_ends_after_start", {"ends_at": NOW - timedelta(days=90)}),
        ("meeting_has_hours", {"hours": 0}),
    ],
)
def test_a_class_keeps_its_constraints(name: str, values: dict[str, Any]):
    MeetingFactory()
    refused(name, Meeting.objects.all(), **values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("attendance_status_known", {"status": "asleep"}),
        ("attendance_hours_fit_status", {"status": "absent"}),
        ("attendance_hours_fit_status", {"hours": Decimal(0)}),
    ],
)
def test_attendance_keeps_its_constraints(name: str, values: dict[str, Any]):
    AttendanceFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.update(**values)


def test_a_person_is_marked_once_in_a_class():
    mark = AttendanceFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceFactory(enrolment=mark.enrolment, meeting=mark.meeting)


def test_a_mark_runs_to_100():
    ready_to_complete()
    refused("assessment_mark_range", Assessment.objects.all(), mark=101)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("certificate_revoked_with_reason", {"revoked_at": NOW}),
        ("certificate_revoked_with_reason", {"revoked_reason": "x"}),
        ("certificate_has_number_and_hash", {"payload_hash": ""}),
        ("certificate_has_number_and_hash", {"number": ""}),
    ],
)
def test_a_certificate_keeps_its_constraints(name: str, values: dict[str, Any]):
    completed()
    refused(name, Certificate.objects.all(), **values)
