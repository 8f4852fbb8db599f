"""Which states can an enrolment and a course run be in, and which moves lead from one to the next?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.workflow import Move, Workflow


class EnrolmentState(models.TextChoices):
    """Where one person stands in one course run."""

    APPLIED = "applied", _("Applied")
    APPROVED = "approved", _("Approved")
    SEATED = "seated", _("Seat confirmed")
    WAITLISTED = "waitlisted", _("On the waiting list")
    OFFERED = "offered", _("Seat offered")
    ATTENDING = "attending", _("Attending")
    COMPLETED = "completed", _("Completed")
    FAILED = "failed", _("Not passed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CANCELLED_BY_ORGANISER = "cancelled_by_organiser", _("Cancelled by the organiser")
    EXPIRED = "expired", _("Offer expired")
    DECLINED = "declined", _("Offer declined")
    NO_SHOW = "no_show", _("Did not come")
    LAPSED = "lapsed", _("Ended without a seat")


class CourseRunState(models.TextChoices):
    """Where one course run stands; "open" means that people may enrol."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open for enrolment")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    CANCELLED = "cancelled", _("Cancelled")


class RunPhase(models.TextChoices):
    """What is true of a course run at a moment: its state, and for an open one whether people can still come in."""

    DRAFT = "draft", _("Draft")
    SOON = "soon", _("Enrolment opens later")
    OPEN = "open", _("Open for enrolment")
    CLOSED = "closed", _("Enrolment closed")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    CANCELLED = "cancelled", _("Cancelled")


E = EnrolmentState
R = CourseRunState

# Still undecided: the person may come, so a second enrolment in the same run is refused.
ACTIVE_STATES = (E.APPLIED, E.APPROVED, E.SEATED, E.WAITLISTED, E.OFFERED, E.ATTENDING)
# Counted in CourseRun.seats_taken: confirmed seats (used or not) and live offers.
SEAT_STATES = (E.SEATED, E.OFFERED, E.ATTENDING, E.COMPLETED, E.FAILED, E.NO_SHOW)
# On the roster of the teacher.
ROSTER_STATES = (E.SEATED, E.ATTENDING, E.COMPLETED, E.FAILED, E.NO_SHOW)
ENDED_STATES = (
    E.COMPLETED,
    E.FAILED,
    E.WITHDRAWN,
    E.CANCELLED_BY_ORGANISER,
    E.EXPIRED,
    E.DECLINED,
    E.NO_SHOW,
    E.LAPSED,
)
# Asks for a seat and holds none: ends by itself once nobody can come in any more.
ASKING_STATES = (E.APPLIED, E.APPROVED, E.WAITLISTED)
# Classes are held and marked in these states of a run.
TAUGHT_STATES = (R.OPEN, R.RUNNING)

ENROLMENT = Workflow(
    "enrolment",
    E.APPLIED,
    [
        Move(
            "approve",
            (E.APPLIED,),
            E.APPROVED,
            ("office",),
            _("Approve"),
            guard="run needs approval",
        ),
        Move(
            "seat",
            (E.APPLIED, E.APPROVED),
            E.SEATED,
            ("platform", "office"),
            _("Give a seat"),
            guard="a seat is free and nobody eligible waits",
            effect="seat taken; trainee told",
        ),
        Move(
            "wait",
            (E.APPLIED, E.APPROVED),
            E.WAITLISTED,
            ("platform", "office"),
            _("Put on the waiting list"),
            guard="no seat is free",
            effect="trainee told with the position",
        ),
        Move(
            "offer",
            (E.WAITLISTED,),
            E.OFFERED,
            ("platform",),
            _("Offer a seat"),
            guard="a seat is free, same eligibility as enrolling, not in quiet hours, before the deadline",
            effect="seat held until the offer expires; trainee told",
        ),
        Move(
            "accept",
            (E.OFFERED,),
            E.SEATED,
            ("trainee",),
            _("Accept the seat"),
            guard="before the offer expires",
        ),
        Move(
            "decline",
            (E.OFFERED,),
            E.DECLINED,
            ("trainee",),
            _("Decline the seat"),
            effect="seat freed",
        ),
        Move(
            "expire",
            (E.OFFERED,),
            E.EXPIRED,
            ("platform",),
            _("Let the offer expire"),
            guard="the offer's time is over",
            effect="seat freed; trainee told",
        ),
        Move(
            "lapse",
            ASKING_STATES,
            E.LAPSED,
            ("platform",),
            _("End the waiting"),
            guard="the run has closed or is over",
            effect="trainee told",
        ),
        Move(
            "attend",
            (E.SEATED,),
            E.ATTENDING,
            ("teacher", "office"),
            _("Start attending"),
            guard="first presence",
        ),
        Move(
            "complete",
            (E.ATTENDING,),
            E.COMPLETED,
            ("teacher", "office"),
            _("Complete"),
            guard="hours, attendance and assessment",
            effect="certificate issued; skills added to the profile; trainee told",
        ),
        Move(
            "fail",
            (E.ATTENDING,),
            E.FAILED,
            ("teacher", "office"),
            _("Not passed"),
            needs_reason=True,
        ),
        Move(
            "no_show",
            (E.SEATED,),
            E.NO_SHOW,
            ("teacher", "office"),
            _("Did not come"),
            guard="class has started",
        ),
        Move(
            "withdraw",
            ACTIVE_STATES,
            E.WITHDRAWN,
            ("trainee",),
            _("Withdraw"),
            effect="seat freed and offered to the next person",
        ),
        Move(
            "cancel",
            ACTIVE_STATES,
            E.CANCELLED_BY_ORGANISER,
            ("office",),
            _("Cancel the enrolment"),
            effect="seat freed; trainee told",
            needs_reason=True,
        ),
        Move(
            "retract",
            (E.FAILED, E.NO_SHOW),
            E.ATTENDING,
            ("teacher", "office"),
            _("Undo"),
            guard="within the undo window, no other seat or enrolment meanwhile",
            effect="the course goes on as before; trainee told if they were told",
            back_to=(E.ATTENDING, E.SEATED),
        ),
        Move(
            "restore",
            (E.CANCELLED_BY_ORGANISER,),
            E.APPLIED,
            ("office",),
            _("Undo"),
            guard="within the undo window, alone or with the run; the seat is still there, no other one meanwhile",
            effect="seat, offer or place on the waiting list as before; trainee told",
            back_to=ACTIVE_STATES,
        ),
    ],
)

COURSE_RUN = Workflow(
    "course_run",
    R.DRAFT,
    [
        Move("open", (R.DRAFT,), R.OPEN, ("office",), _("Open for enrolment")),
        Move(
            "start",
            (R.OPEN,),
            R.RUNNING,
            ("platform", "office"),
            _("Close enrolment"),
            guard="first day reached",
        ),
        Move(
            "finish",
            (R.RUNNING,),
            R.FINISHED,
            ("platform", "office"),
            _("Finish"),
            guard="last day over",
        ),
        Move(
            "cancel",
            (R.DRAFT, R.OPEN, R.RUNNING),
            R.CANCELLED,
            ("office",),
            _("Cancel the run"),
            effect="every open enrolment is cancelled; trainees told",
            needs_reason=True,
        ),
        Move(
            "restore",
            (R.CANCELLED,),
            R.OPEN,
            ("office",),
            _("Undo the cancelling"),
            guard="within the undo window, its teachers still free",
            effect="everybody whom it ended is back where they were; trainees told",
            back_to=(R.DRAFT, R.OPEN, R.RUNNING),
        ),
    ],
)

WORKFLOWS = (ENROLMENT, COURSE_RUN)
