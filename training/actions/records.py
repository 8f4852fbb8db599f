"""How is it recorded who came, who passed, and who completed?"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import audit
from core.clock import local_date
from core.contention import patiently
from core.denials import Denial, Refused, require
from core.workflow import advance
from training import notifications, permissions
from training.actions import certificates
from training.actions.seats import lock_enrolment
from training.models import (
    Assessment,
    Attendance,
    AttendanceStatus,
    Certificate,
    EarlierAssessment,
    Enrolment,
    Meeting,
)
from training.models.records import ATTENDED
from training.states import ENROLMENT, IN_CLASS, EnrolmentState


@patiently
def mark_attendance(
    *,
    meeting: Meeting,
    marks: Mapping[int, str],
    by: Any,
    now: datetime,
    reason: str = "",
    made_up_on: date | None = None,
) -> int:
    """Mark who was there in one class (enrolment id → status); changing an earlier mark needs a reason.

    Returns how many marks were made or changed. Closed records (completed, failed, no-show) are left as they are.
    """
    require(permissions.denies_marking(by, meeting, now))
    people = meeting.run.enrolments.filter(pk__in=list(marks), state__in=IN_CLASS).order_by("pk")
    known = {
        mark.enrolment_id: mark for mark in meeting.attendances.filter(enrolment__in=list(marks))
    }
    changed = 0
    for person in people:
        status = marks[person.pk]
        old = known.get(person.pk)
        if old is not None and old.status == status:
            continue
        _mark(person, meeting, status, old, by=by, now=now, reason=reason, made_up_on=made_up_on)
        changed += 1
    if changed:
        audit.record(meeting, "attendance.mark", by=by, reason=reason, data={"marked": changed})
    return changed


def _mark(
    person: Enrolment,
    meeting: Meeting,
    status: str,
    old: Attendance | None,
    *,
    by: Any,
    now: datetime,
    **why: Any,
) -> None:
    """Write one mark; the first presence starts the attending."""
    reason = why["reason"]
    if old is not None and not reason.strip():
        raise Refused(
            Denial(
                "marking.reason", _("A mark that was made before is changed: please give a reason.")
            )
        )
    hours = meeting.hours if status in ATTENDED else Decimal(0)
    values = {
        "status": status,
        "hours": hours,
        "marked_by": by,
        "marked_at": now,
        "reason": reason[:300],
    }
    values["made_up_on"] = why["made_up_on"]
    Attendance.objects.update_or_create(enrolment=person, meeting=meeting, defaults=values)
    if old is not None:
        audit.record(
            person, "attendance.correct", by=by, before=old.status, after=status, reason=reason
        )
    if status in ATTENDED and person.state == EnrolmentState.SEATED:
        advance(person, ENROLMENT, "attend", by=by)


@patiently
def mark_made_up(
    *, enrolment: Enrolment, meetings: Sequence[Meeting], by: Any, now: datetime, reason: str
) -> int:
    """Mark one person present in several classes, for somebody who joined late and made them up; with the reason."""
    require(permissions.denies_teaching(by, enrolment.run))
    marks = {enrolment.pk: AttendanceStatus.PRESENT.value}
    on = local_date(now)
    return sum(
        mark_attendance(meeting=each, marks=marks, by=by, now=now, reason=reason, made_up_on=on)
        for each in meetings
    )


@patiently
def assess(
    *,
    enrolment: Enrolment,
    mark: int,
    by: Any,
    now: datetime,
    reason: str = "",
    assessed_on: date | None = None,
) -> Assessment:
    """Give a mark from 0 to 100 for a day; a second one needs a reason and keeps the first beside it."""
    enrolment = lock_enrolment(enrolment=enrolment)
    day = assessed_on or local_date(now)
    require(
        permissions.denies_assessing(by, enrolment)
        or permissions.denies_assessment_day(enrolment, day, now)
    )
    old = Assessment.objects.filter(enrolment=enrolment).first()
    if old is not None and (old.mark, old.assessed_on) == (mark, assessed_on or old.assessed_on):
        return old
    if old is not None and not reason.strip():
        raise Refused(
            Denial(
                "assessing.reason",
                _("There is a mark already: please give a reason for the new one."),
            )
        )
    values = {
        "mark": mark,
        "is_passed": permissions.is_passing(mark),
        "assessed_on": day,
        "assessed_by": by,
    }
    if old is not None:
        _keep_beside(old, reason, now)
    assessment, _is_new = Assessment.objects.update_or_create(enrolment=enrolment, defaults=values)
    before = str(old.mark) if old else ""
    audit.record(enrolment, "assessment.mark", by=by, before=before, after=str(mark), reason=reason)
    return assessment


def _keep_beside(old: Assessment, reason: str, now: datetime) -> None:
    """Keep a mark that is being replaced."""
    plain = ("enrolment", "mark", "is_passed", "assessed_on", "assessed_by")
    EarlierAssessment.objects.create(
        **{name: getattr(old, name) for name in plain}, replaced_at=now, reason=reason.strip()[:300]
    )


@patiently
def complete(*, enrolment: Enrolment, by: Any, now: datetime) -> Certificate:
    """Complete an enrolment: freeze its figures, issue the certificate, add the skills, tell the person.

    Completing twice gives the same certificate.
    """
    enrolment = lock_enrolment(enrolment=enrolment)
    require(permissions.denies_teaching(by, enrolment.run))
    if enrolment.state == EnrolmentState.COMPLETED:
        return enrolment.certificate
    standing = permissions.standing_of(enrolment, now)
    require(next(iter(permissions.denies_completion(enrolment, now)), None))
    advance(
        enrolment,
        ENROLMENT,
        "complete",
        by=by,
        data={
            "hours": str(standing.hours),
            "attendance": str(standing.percent),
            "mark": standing.mark,
        },
        completed_on=permissions.completion_day(enrolment, now),
        ended_at=now,
        is_counted=enrolment.run.course.counts_to_goal,
        hours_completed=standing.hours,
        attendance_percent=standing.percent,
    )
    certificate = certificates.issue(enrolment=enrolment, by=by, now=now)
    notifications.tell_completed(enrolment, certificate)
    return certificate


@patiently
def fail(*, enrolment: Enrolment, by: Any, now: datetime, reason: str) -> Enrolment:
    """End an enrolment without a pass, with a reason that the person reads."""
    enrolment = lock_enrolment(enrolment=enrolment)
    require(permissions.denies_teaching(by, enrolment.run))
    advance(
        enrolment, ENROLMENT, "fail", by=by, reason=reason, ended_at=now, end_reason=reason[:300]
    )
    notifications.tell_failed(enrolment, reason)
    return enrolment


@patiently
def note_no_show(*, enrolment: Enrolment, by: Any, now: datetime) -> Enrolment:
    """Note that somebody with a seat never came."""
    enrolment = lock_enrolment(enrolment=enrolment)
    require(permissions.denies_no_show(by, enrolment, now))
    advance(enrolment, ENROLMENT, "no_show", by=by, ended_at=now)
    return enrolment
