"""Which states do openings and reports on them have, and which moves? Tables only, nothing of ours imported."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.workflow import Move, Workflow


class OpeningState(models.TextChoices):
    """Where an opening stands."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("With the programme office")
    RETURNED = "returned", _("Sent back for changes")
    PUBLISHED = "published", _("Published")
    PAUSED = "paused", _("Paused")
    HELD = "held", _("On hold until the company is verified")
    CLOSED = "closed", _("Closed")
    FILLED = "filled", _("All positions filled")
    EXPIRED = "expired", _("Expired")


# How a state is coloured for the company; the others are plain.
OPENING_TONES: dict[str, str] = {
    OpeningState.PUBLISHED: "success",
    OpeningState.RETURNED: "danger",
    OpeningState.SUBMITTED: "warning",
}


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


class ReportState(models.TextChoices):
    """Whether the office has dealt with a report."""

    WAITING = "waiting", _("To be looked at")
    UPHELD = "upheld", _("Upheld, the opening was stopped")
    DISMISSED = "dismissed", _("Looked at, the opening stays")


OPENING = Workflow(
    "opening",
    "draft",
    [
        Move(
            "submit",
            ("draft", "returned"),
            "submitted",
            ("company",),
            _("Send to the office"),
            "verified company, complete, lawful",
            "office to-do",
        ),
        Move(
            "approve",
            ("submitted",),
            "published",
            ("office",),
            _("Publish"),
            "verified company, complete, lawful",
            "company told",
        ),
        Move(
            "return",
            ("submitted",),
            "returned",
            ("office",),
            _("Send back"),
            effect="company told",
            needs_reason=True,
        ),
        Move(
            "revise",
            ("submitted", "published", "paused"),
            "draft",
            ("company",),
            _("Take back and change"),
            effect="off the list until approved",
        ),
        Move(
            "pause",
            ("published",),
            "paused",
            ("company", "office"),
            _("Pause"),
            effect="off the list",
        ),
        Move(
            "resume",
            ("paused",),
            "published",
            ("company",),
            _("Publish again"),
            "verified company, still valid",
        ),
        Move(
            "close",
            ("draft", "returned", "submitted", "published", "paused", "held"),
            "closed",
            ("company", "office"),
            _("Close"),
            effect="applicants told after the undo window",
        ),
        Move(
            "restore",
            ("closed",),
            "published",
            ("company", "office"),
            _("Undo the closing"),
            "before anybody was told",
            "everything as it was",
            back_to=("draft", "returned", "submitted", "published", "paused", "held"),
        ),
        Move(
            "hold",
            ("published",),
            "held",
            ("platform",),
            _("Put on hold"),
            "company suspended, or its verification has run out",
            "off the list; applications and offers stand still, everybody concerned is told",
        ),
        Move(
            "unhold",
            ("held",),
            "published",
            ("platform",),
            _("Back on the list"),
            "verified company, still valid",
            "clocks go on, everybody concerned is told",
        ),
        Move(
            "fill",
            ("published", "paused"),
            "filled",
            ("platform",),
            _("All positions filled"),
            "hires = head-count",
            "the rest told",
        ),
        Move(
            "reopen",
            ("filled",),
            "published",
            ("platform",),
            _("A position is free again"),
            "an agreement was broken",
        ),
        Move(
            "expire",
            ("published", "paused", "held"),
            "expired",
            ("platform",),
            _("Expire"),
            "validity date passed",
            "company told",
        ),
    ],
)

REPORT = Workflow(
    "report",
    "waiting",
    [
        Move(
            "uphold",
            ("waiting",),
            "upheld",
            ("office",),
            _("Stop the opening"),
            effect="opening closed, company told",
            needs_reason=True,
        ),
        Move(
            "dismiss",
            ("waiting",),
            "dismissed",
            ("office",),
            _("Leave it on the list"),
            needs_reason=True,
        ),
        Move(
            "retract",
            ("upheld",),
            "waiting",
            ("office",),
            _("Undo"),
            "within the undo window",
            "what was stopped stands as before, company told",
            back_to=("waiting",),
        ),
    ],
)
