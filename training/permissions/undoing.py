"""What can still be undone in training? A slip, within the undo window, as long as nothing took its place meanwhile."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import audit
from core.denials import Denial
from core.undoing import undo_window, with_minutes
from training.models import CourseRun, Enrolment, Meeting
from training.permissions.enrolling import denies_overlap
from training.permissions.office import denies_office
from training.permissions.teaching import denies_teaching
from training.permissions.timetable import denies_busy_teachers, denies_clash, denies_planning
from training.states import (
    ACTIVE_STATES,
    COURSE_RUN,
    ENROLMENT,
    SITTING,
    CourseRunState,
    EnrolmentState,
)

# Which move led into a state that can be left again, as the record names it.
LED_TO = {
    EnrolmentState.FAILED: "enrolment.fail",
    EnrolmentState.NO_SHOW: "enrolment.no_show",
    EnrolmentState.CANCELLED_BY_ORGANISER: "enrolment.cancel",
}


def denies_retracting(user: User, enrolment: Enrolment, now: datetime) -> Denial | None:
    """Say why "not passed" or "did not come" cannot be taken back, or None."""
    return (
        denies_teaching(user, enrolment.run)
        or ENROLMENT.denies(enrolment.state, "retract")
        or _denies_late(enrolment.ended_at, now)
        or denies_coming_back(enrolment, now)
    )


def denies_restoring_enrolment(user: User, enrolment: Enrolment, now: datetime) -> Denial | None:
    """Say why a single enrolment that the organiser ended cannot be restored, or None; with its run it is restored too."""
    denied = (
        denies_office(user)
        or ENROLMENT.denies(enrolment.state, "restore")
        or _denies_late(enrolment.ended_at, now)
        or denies_coming_back(enrolment, now)
    )
    if denied is None and enrolment.run.state == CourseRunState.CANCELLED:
        return Denial(
            "undo.run", _("The run itself was cancelled."), _("Undo that; then everybody is back.")
        )
    return denied


def denies_restoring_run(user: User, run: CourseRun, now: datetime) -> Denial | None:
    """Say why the cancellation of a run cannot be undone, or None."""
    return (
        denies_office(user)
        or COURSE_RUN.denies(run.state, "restore")
        or _denies_late(cancelled_at(run), now)
        or denies_busy_teachers(run, run.teachers.order_by("pk"), now)
    )


def denies_restoring_class(user: User, meeting: Meeting, now: datetime) -> Denial | None:
    """Say why the cancellation of one class cannot be undone, or None."""
    if denial := denies_planning(user, meeting.run):
        return denial
    if not meeting.is_cancelled:
        return Denial("undo.class", _("This class is not cancelled."))
    late = _denies_late(meeting.cancelled_at, now)
    return late or denies_clash(meeting.run, {meeting.pk: (meeting.starts_at, meeting.ends_at)})


def denies_coming_back(enrolment: Enrolment, now: datetime) -> Denial | None:
    """Say what replaced an ended enrolment meanwhile, or None; the free seat is checked when it is claimed."""
    trainee, run = enrolment.trainee, enrolment.run
    if trainee.user.anonymised_at is not None:
        return Denial("undo.left", _("The person has left the platform."))
    if (
        trainee.enrolments.filter(run=run, state__in=ACTIVE_STATES)
        .exclude(pk=enrolment.pk)
        .exists()
    ):
        return Denial("undo.again", _("Meanwhile the person has enrolled here again."))
    if before_end(enrolment) in SITTING and denies_overlap(trainee, run, now):
        return Denial(
            "undo.overlap", _("Meanwhile the person has a seat in a class at the same time.")
        )
    return None


def before_end(enrolment: Enrolment) -> str:
    """Return the state that an enrolment was in before it ended, as the record says."""
    return audit.state_before(enrolment, LED_TO.get(EnrolmentState(enrolment.state), ""))


def cancelled_at(run: CourseRun) -> datetime | None:
    """Return when a run was cancelled, by the audit record; enrolments that it ended have exactly this time."""
    entry = audit.history(run).filter(verb="course_run.cancel").last()
    moment = entry.data.get("at") if entry else None
    return datetime.fromisoformat(moment) if moment else None


def _denies_late(ended_at: datetime | None, now: datetime) -> Denial | None:
    if ended_at is not None and ended_at + undo_window() > now:
        return None
    return Denial(
        "undo.late", with_minutes(_("It can be taken back for %(minutes)s minutes only."))
    )
