"""What will a destructive move in training do? Counted sentences that stand beside its button before anybody presses it."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training.models import Enrolment, Meeting
from training.permissions import denies_window
from training.queries.office import RunDetail
from training.states import ACTIVE_STATES, SEAT_STATES, CourseRunState, EnrolmentState


def of_cancelling_run(detail: RunDetail) -> list[str]:
    """Return what becomes of everybody in a run that is cancelled."""
    seated = sum(row.enrolment.state in ACTIVE_STATES for row in detail.roster)
    completed = sum(row.enrolment.state == EnrolmentState.COMPLETED for row in detail.roster)
    offered, waiting, asking = len(detail.offered), len(detail.waiting), len(detail.applied)
    said = [
        (seated, ngettext("%(count)s person loses their seat.", "%(count)s people lose their seats.", seated)),
        (
            offered,
            ngettext("%(count)s offered seat is taken back.", "%(count)s offered seats are taken back.", offered),
        ),
        (
            waiting,
            ngettext("%(count)s person leaves the waiting list.", "%(count)s people leave the waiting list.", waiting),
        ),
        (asking, ngettext("%(count)s application ends.", "%(count)s applications end.", asking)),
    ]
    counted = [sentence % {"count": count} for count, sentence in said if count]
    last = (
        _(
            "They are told at once and read your reason. You can undo it for ten minutes; then they are told of that, too."
        )
        if counted
        else _("Nobody is in this run. You can undo it for ten minutes.")
    )
    sentence = ngettext("%(count)s completion stays.", "%(count)s completions stay.", completed)
    return [*counted, *([sentence % {"count": completed}] if completed else []), last]


def of_cancelling_class(meeting: Meeting) -> list[str]:
    """Return what cancelling one class does: to the hours, to how many people, and whether there is a way back."""
    count = meeting.run.enrolments.filter(state__in=ACTIVE_STATES).count()
    told = ngettext(
        "%(count)s person is told at once and reads your reason.",
        "%(count)s people are told at once and read your reason.",
        count,
    )
    return [
        _("Its hours are no longer due."),
        *([told % {"count": count}] if count else []),
        _("It cannot be undone; you can add a class at another time."),
    ]


def of_leaving(enrolment: Enrolment, now: datetime) -> list[str]:
    """Return what withdrawing does: to the seat or the place on the list, and whether there is a way back."""
    run, state = enrolment.run, enrolment.state
    others = run.enrolments.filter(state=EnrolmentState.WAITLISTED).exclude(pk=enrolment.pk)
    waits = others.count() if run.state == CourseRunState.OPEN else 0
    if state == EnrolmentState.WAITLISTED:
        lost = _("You lose your place on the waiting list.")
    elif state not in SEAT_STATES:
        lost = _("Your application ends.")
    elif waits:
        sentence = ngettext(
            "Your seat goes to the next person; %(count)s waits for it.",
            "Your seat goes to the next person; %(count)s wait for it.",
            waits,
        )
        lost = sentence % {"count": waits}
    else:
        lost = _("Your seat becomes free.")
    return [lost, _way_back(enrolment, waits, now)]


def _way_back(enrolment: Enrolment, waits: int, now: datetime) -> str:
    if denies_window(enrolment.run, now):
        return _("Enrolment is over: you cannot come back into this run.")
    if waits:
        return _("You can enrol again while enrolment is open, at the end of the waiting list.")
    return _("You can enrol again while enrolment is open.")
