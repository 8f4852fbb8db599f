"""Which states do openings and reports on them have, and which moves? Tables only, nothing of ours imported."""

from enum import Flag, auto

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import States
from core.undoing import with_minutes
from core.workflow import Move, Workflow


class OpeningGroup(Flag):
    """In which groups an opening stands."""

    WITH_COMPANY = auto()  # the company can change the text
    WITH_OFFICE = auto()
    TAKES_PEOPLE = auto()  # on the list, or off it for a while; who has applied stays
    ON_LIST = auto()
    HELD_UP = auto()  # waits until the company is verified again
    WAS_LISTED = auto()  # has been on the list, or is
    OVER = auto()
    DRAFTED = WITH_COMPANY | WITH_OFFICE  # nobody can have applied
    COPIED = WITH_OFFICE | TAKES_PEOPLE  # shown, or waits to be shown
    COMPLETE = WITH_OFFICE | ON_LIST | HELD_UP  # has every field that the law asks for
    TO_PUBLISH = WITH_OFFICE | ON_LIST  # back here only where the company may publish


G = OpeningGroup


class OpeningState(States):
    """Where an opening stands."""

    DRAFT = "draft", "", G.WITH_COMPANY, _("Draft")
    SUBMITTED = "submitted", "warning", G.WITH_OFFICE, _("With the programme office")
    RETURNED = "returned", "danger", G.WITH_COMPANY, _("Sent back for changes")
    PUBLISHED = "published", "success", G.ON_LIST | G.TAKES_PEOPLE | G.WAS_LISTED, _("Published")
    PAUSED = "paused", "", G.TAKES_PEOPLE | G.WAS_LISTED, _("Paused")
    HELD = (
        "held",
        "",
        G.HELD_UP | G.TAKES_PEOPLE | G.WAS_LISTED,
        _("On hold until the company is verified"),
    )
    CLOSED = "closed", "", G.OVER, _("Closed")
    FILLED = "filled", "", G.OVER | G.WAS_LISTED, _("All positions filled")
    EXPIRED = "expired", "", G.OVER | G.WAS_LISTED, _("Expired")


class ContractType(models.TextChoices):
    """What kind of work is offered."""

    FULL_TIME = "full_time", _("Full time, labour contract")
    PIECEWORK = "piecework", _("Piecework, flexible")
    PART_TIME = "part_time", _("Part time")
    INTERNSHIP = "internship", _("Internship, three-party agreement")


class PayUnit(models.TextChoices):
    """What the pay is counted by."""

    MONTH = "month", _("a month")
    PIECE = "piece", _("a piece")
    HOUR = "hour", _("an hour")
    DAY = "day", _("a day")


class ReportReason(models.TextChoices):
    """Why an opening is reported."""

    FEE = "fee", _("It asks for money, a deposit or a loan")
    DISCRIMINATION = "discrimination", _("It shuts people out unfairly")
    FALSE = "false", _("Pay, place or work are not as stated")
    GONE = "gone", _("The job does not exist any more")
    OTHER = "other", _("Something else")


class ReportState(States):
    """Whether the office has dealt with a report."""

    WAITING = "waiting", "warning", _("To be looked at")
    UPHELD = "upheld", "danger", _("Upheld, the opening was stopped")
    DISMISSED = "dismissed", _("Looked at, the opening stays")


OPENING = Workflow(
    "opening",
    OpeningState.DRAFT,
    [
        Move(
            "submit",
            (OpeningState.DRAFT, OpeningState.RETURNED),
            OpeningState.SUBMITTED,
            ("company",),
            _("Send to the office"),
        ),
        Move(
            "approve", (OpeningState.SUBMITTED,), OpeningState.PUBLISHED, ("office",), _("Publish")
        ),
        Move(
            "return",
            (OpeningState.SUBMITTED,),
            OpeningState.RETURNED,
            ("office",),
            _("Send back"),
            needs_reason=True,
            kind="danger",
        ),
        Move(
            "revise",
            (OpeningState.SUBMITTED, OpeningState.PUBLISHED, OpeningState.PAUSED),
            OpeningState.DRAFT,
            ("company",),
            _("Take back and change"),
            kind="secondary",
        ),
        Move(
            "pause",
            (OpeningState.PUBLISHED,),
            OpeningState.PAUSED,
            ("company", "office"),
            _("Pause"),
            kind="secondary",
        ),
        Move(
            "resume",
            (OpeningState.PAUSED,),
            OpeningState.PUBLISHED,
            ("company",),
            _("Publish again"),
            kind="secondary",
        ),
        Move(
            "close",
            (
                OpeningState.DRAFT,
                OpeningState.RETURNED,
                OpeningState.SUBMITTED,
                OpeningState.PUBLISHED,
                OpeningState.PAUSED,
                OpeningState.HELD,
            ),
            OpeningState.CLOSED,
            ("company", "office"),
            _("Close"),
            kind="danger",
        ),
        Move(
            "restore",
            (OpeningState.CLOSED,),
            OpeningState.PUBLISHED,
            ("company", "office"),
            _("Undo the closing"),
            back_to=(
                OpeningState.DRAFT,
                OpeningState.RETURNED,
                OpeningState.SUBMITTED,
                OpeningState.PUBLISHED,
                OpeningState.PAUSED,
                OpeningState.HELD,
            ),
            kind="secondary",
        ),
        Move("hold", (OpeningState.PUBLISHED,), OpeningState.HELD, ("platform",), _("Put on hold")),
        Move(
            "unhold",
            (OpeningState.HELD,),
            OpeningState.PUBLISHED,
            ("platform",),
            _("Back on the list"),
        ),
        Move(
            "fill",
            (OpeningState.PUBLISHED, OpeningState.PAUSED),
            OpeningState.FILLED,
            ("platform",),
            _("All positions filled"),
        ),
        Move(
            "reopen",
            (OpeningState.FILLED,),
            OpeningState.PUBLISHED,
            ("platform",),
            _("A position is free again"),
        ),
        Move(
            "expire",
            (OpeningState.PUBLISHED, OpeningState.PAUSED, OpeningState.HELD),
            OpeningState.EXPIRED,
            ("platform",),
            _("Expire"),
        ),
    ],
)

REPORT = Workflow(
    "report",
    ReportState.WAITING,
    [
        Move(
            "uphold",
            (ReportState.WAITING,),
            ReportState.UPHELD,
            ("office",),
            _("Stop the opening"),
            needs_reason=True,
            kind="danger",
        ),
        Move(
            "dismiss",
            (ReportState.WAITING,),
            ReportState.DISMISSED,
            ("office",),
            _("Leave it on the list"),
            needs_reason=True,
            kind="secondary",
        ),
        Move(
            "retract",
            (ReportState.UPHELD,),
            ReportState.WAITING,
            ("office",),
            _("Undo"),
            back_to=(ReportState.WAITING,),
            note=with_minutes(_("You can undo it for %(minutes)s minutes.")),
        ),
    ],
)
