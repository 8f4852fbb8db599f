"""May this account teach, mark and assess here, and if not, why not?"""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import User, UserKind
from core.clock import local_date
from core.denials import Denial
from training.models import CourseRun, Enrolment, Meeting
from training.states import EnrolmentState, RunGroup


def denies_teaching(user: User, run: CourseRun) -> Denial | None:
    """Say why this account may not keep the record of this run, or None."""
    if not (
        user.kind == UserKind.OFFICE
        or (user.kind == UserKind.TEACHER and run.teachers.filter(pk=user.pk).exists())
    ):
        return Denial("teaching.not_yours", _("Only the teachers of this run can do this."))
    if not run.is_in(RunGroup.RECORDED):
        return Denial(
            "teaching.state",
            _("This run is not being held."),
            _("The office opens and cancels runs."),
        )
    return None


def denies_marking(user: User, meeting: Meeting, now: datetime) -> Denial | None:
    """Say why attendance in this class cannot be marked now, or None."""
    if denial := denies_teaching(user, meeting.run):
        return denial
    if meeting.is_cancelled:
        return Denial("marking.cancelled", _("This class was cancelled."))
    if meeting.starts_at <= now:
        return None
    return Denial(
        "marking.too_early", _("This class has not started yet."), _("Mark attendance once it has.")
    )


def denies_assessing(user: User, enrolment: Enrolment) -> Denial | None:
    """Say why no mark can be given to this person, or None."""
    if denial := denies_teaching(user, enrolment.run):
        return denial
    if enrolment.state == EnrolmentState.ATTENDING:
        return None
    if enrolment.state == EnrolmentState.SEATED:
        return Denial(
            "assessing.not_attending",
            _("This person has not come to a class yet."),
            _("Mark the attendance first."),
        )
    return Denial("assessing.ended", _("This enrolment has ended, its record is closed."))


def denies_assessment_day(enrolment: Enrolment, day: date, now: datetime) -> Denial | None:
    """Say why an assessment cannot have been on this day, or None."""
    if enrolment.run.starts_on <= day <= local_date(now):
        return None
    return Denial(
        "assessing.day",
        _("The assessment cannot have been on %(day)s.") % {"day": day.isoformat()},
        _("Choose a day from the first day of the run up to today."),
    )


def denies_no_show(user: User, enrolment: Enrolment, now: datetime) -> Denial | None:
    """Say why somebody cannot be recorded as a no-show, or None."""
    if denial := denies_teaching(user, enrolment.run):
        return denial
    if enrolment.run.starts_on <= local_date(now):
        return None
    return Denial("no_show.too_early", _("The course has not started yet."))
