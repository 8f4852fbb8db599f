"""Which states can an enrolment and a course run be in, and which moves lead from one to the next?"""

from enum import Flag, auto

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import States
from core.undoing import with_minutes
from core.workflow import Move, Workflow


class EnrolmentGroup(Flag):
    """In which groups an enrolment stands; its state names the smallest one."""

    WITH_OFFICE = auto()  # the office decides, or gives the seat
    WAITING = auto()  # on the waiting list
    OFFER = auto()  # a seat is held until the person answers
    EXPECTED = auto()  # has a seat and has not come yet
    COMING = auto()  # has come to a class
    PASSED = auto()
    UNPASSED = auto()  # had a seat to the end, and did not pass
    LEFT = auto()  # ended without a seat
    TO_ANSWER = auto()  # waits for the word of the office, or of the person

    ASKING = WITH_OFFICE | WAITING  # no seat: ends by itself once nobody can come in any more
    IN_CLASS = EXPECTED | COMING  # has a seat in a course that goes on
    GRADUATING = COMING | PASSED  # finishes with the others, or has finished
    USED = PASSED | UNPASSED
    ACTIVE = ASKING | OFFER | IN_CLASS  # may come: a second enrolment in the run is refused
    SITTING = OFFER | IN_CLASS  # its class times are taken
    SEAT = SITTING | USED  # counted in CourseRun.seats_taken
    ROSTER = IN_CLASS | USED  # on the roster of the teacher
    ENDED = USED | LEFT


G = EnrolmentGroup


class EnrolmentState(States):
    """The state of one person in one course run."""

    APPLIED = "applied", "warning", G.WITH_OFFICE | G.TO_ANSWER, _("Applied")
    APPROVED = "approved", "warning", G.WITH_OFFICE, _("Approved")
    SEATED = "seated", "success", G.EXPECTED, _("Seat confirmed")
    WAITLISTED = "waitlisted", "warning", G.WAITING, _("On the waiting list")
    OFFERED = "offered", "warning", G.OFFER | G.TO_ANSWER, _("Seat offered")
    ATTENDING = "attending", "success", G.COMING, _("Attending")
    COMPLETED = "completed", "success", G.PASSED, _("Completed")
    FAILED = "failed", "danger", G.UNPASSED, _("Not passed")
    WITHDRAWN = "withdrawn", "", G.LEFT, _("Withdrawn")
    CANCELLED_BY_ORGANISER = (
        "cancelled_by_organiser",
        "danger",
        G.LEFT,
        _("Cancelled by the organiser"),
    )
    EXPIRED = "expired", "", G.LEFT, _("Offer expired")
    DECLINED = "declined", "", G.LEFT, _("Offer declined")
    NO_SHOW = "no_show", "danger", G.UNPASSED, _("Did not come")
    LAPSED = "lapsed", "", G.LEFT, _("Ended without a seat")


class RunGroup(Flag):
    """In which groups a course run stands."""

    PLANNED = auto()
    ENROLLING = auto()
    RUNNING = auto()
    FINISHED = auto()
    CANCELLED = auto()

    TAUGHT = ENROLLING | RUNNING  # classes are held and marked
    RECORDED = TAUGHT | FINISHED  # its teachers keep the record
    BEGUN = RUNNING | FINISHED
    SHUT = BEGUN | CANCELLED  # nobody comes in any more


T = RunGroup


class CourseRunState(States):
    """Where one course run stands; "open" means that people may enrol."""

    DRAFT = "draft", "", T.PLANNED, _("Draft")
    OPEN = "open", "success", T.ENROLLING, _("Open for enrolment")
    RUNNING = "running", "info", T.RUNNING, _("Running")
    FINISHED = "finished", "", T.FINISHED, _("Finished")
    CANCELLED = "cancelled", "danger", T.CANCELLED, _("Cancelled")


class RunPhase(models.TextChoices):
    """What is true of a course run at a moment: its state, and for an open one whether people can still come in."""

    DRAFT = "draft", _("Draft")
    SOON = "soon", _("Enrolment opens later")
    OPEN = "open", _("Open for enrolment")
    CLOSED = "closed", _("Enrolment closed")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    CANCELLED = "cancelled", _("Cancelled")


class CertificateStatus(States):
    """The status of a certificate that is looked up by its number."""

    VALID = "valid", "success", _("Valid")
    REVOKED = "revoked", "danger", _("Revoked")
    TAMPERED = "tampered", "danger", _("Invalid")
    UNKNOWN = "unknown", "warning", _("Unknown")
    MALFORMED = "malformed", "", _("Mistyped")


E = EnrolmentState
R = CourseRunState

ACTIVE_STATES, ASKING_STATES, IN_CLASS = E.of(G.ACTIVE), E.of(G.ASKING), E.of(G.IN_CLASS)
SITTING, SEAT_STATES, ROSTER_STATES = E.of(G.SITTING), E.of(G.SEAT), E.of(G.ROSTER)
ENDED_STATES, TAUGHT_STATES = E.of(G.ENDED), R.of(T.TAUGHT)

ENROLMENT = Workflow(
    "enrolment",
    E.APPLIED,
    [
        Move("approve", (E.APPLIED,), E.APPROVED, ("office",), _("Approve")),
        Move("seat", (E.APPLIED, E.APPROVED), E.SEATED, ("platform", "office"), _("Give a seat")),
        Move(
            "wait",
            (E.APPLIED, E.APPROVED),
            E.WAITLISTED,
            ("platform", "office"),
            _("Put on the waiting list"),
        ),
        Move("offer", (E.WAITLISTED,), E.OFFERED, ("platform",), _("Offer a seat")),
        Move("accept", (E.OFFERED,), E.SEATED, ("trainee",), _("Accept the seat")),
        Move(
            "decline",
            (E.OFFERED,),
            E.DECLINED,
            ("trainee",),
            _("Decline the seat"),
            kind="secondary",
        ),
        Move("expire", (E.OFFERED,), E.EXPIRED, ("platform",), _("Let the offer expire")),
        Move("lapse", ASKING_STATES, E.LAPSED, ("platform",), _("End the waiting")),
        Move("attend", (E.SEATED,), E.ATTENDING, ("teacher", "office"), _("Start attending")),
        Move(
            "complete",
            (E.ATTENDING,),
            E.COMPLETED,
            ("teacher", "office"),
            _("Complete"),
            press=_("Complete and issue the certificate"),
        ),
        Move(
            "fail",
            (E.ATTENDING,),
            E.FAILED,
            ("teacher", "office"),
            _("Not passed"),
            needs_reason=True,
            opens=_("End without a pass"),
            kind="danger",
        ),
        Move(
            "no_show",
            (E.SEATED,),
            E.NO_SHOW,
            ("teacher", "office"),
            _("Did not come"),
            press=_("Note: did not come"),
            kind="secondary",
        ),
        Move(
            "withdraw",
            ACTIVE_STATES,
            E.WITHDRAWN,
            ("trainee",),
            _("Withdraw"),
            press=_("Withdraw from this course"),
            kind="danger",
        ),
        Move(
            "cancel",
            ACTIVE_STATES,
            E.CANCELLED_BY_ORGANISER,
            ("office",),
            _("Cancel the enrolment"),
            needs_reason=True,
            press=_("Turn down"),
            opens=_("Turn down"),
            kind="danger",
        ),
        Move(
            "retract",
            (E.FAILED, E.NO_SHOW),
            E.ATTENDING,
            ("teacher", "office"),
            _("Undo"),
            back_to=(E.ATTENDING, E.SEATED),
            note=with_minutes(_("You can undo it for %(minutes)s minutes.")),
        ),
        Move(
            "restore",
            (E.CANCELLED_BY_ORGANISER,),
            E.APPLIED,
            ("office",),
            _("Undo"),
            back_to=ACTIVE_STATES,
            kind="secondary",
        ),
    ],
)

COURSE_RUN = Workflow(
    "course_run",
    R.DRAFT,
    [
        Move("open", (R.DRAFT,), R.OPEN, ("office",), _("Open for enrolment")),
        Move("start", (R.OPEN,), R.RUNNING, ("platform", "office"), _("Close enrolment")),
        Move("finish", (R.RUNNING,), R.FINISHED, ("platform", "office"), _("Finish")),
        Move(
            "cancel",
            (R.DRAFT, R.OPEN, R.RUNNING),
            R.CANCELLED,
            ("office",),
            _("Cancel the run"),
            needs_reason=True,
            kind="danger",
        ),
        Move(
            "restore",
            (R.CANCELLED,),
            R.OPEN,
            ("office",),
            _("Undo the cancelling"),
            back_to=(R.DRAFT, R.OPEN, R.RUNNING),
            note=with_minutes(
                _(
                    "Everybody is back where they were, and is told. This is possible for %(minutes)s minutes "
                    "after the run was cancelled."
                )
            ),
        ),
    ],
)

WORKFLOWS = (ENROLMENT, COURSE_RUN)
