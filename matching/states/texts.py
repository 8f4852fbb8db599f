"""Which states and moves do texts under review have? A table only, nothing of ours imported."""

from enum import Flag, auto

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import States
from core.workflow import Move, Workflow


class TextGroup(Flag):
    """What the office has said about a text."""

    DECIDED = auto()  # it may be sent, or may not


class WrittenTextState(States):
    """What the office made of words in doubt, which were sent, or of stopped words that are meant otherwise."""

    WAITING = "waiting", "warning", pgettext_lazy("text", "To be looked at")
    PASSED = "passed", "success", TextGroup.DECIDED, pgettext_lazy("text", "Let pass")
    STOPPED = "stopped", "danger", TextGroup.DECIDED, pgettext_lazy("text", "Kept stopped")
    SEEN = "seen", "", pgettext_lazy("text", "Looked at")


TEXT = Workflow(
    "text",
    WrittenTextState.WAITING,
    [
        Move(
            "see",
            (WrittenTextState.WAITING,),
            WrittenTextState.SEEN,
            ("office",),
            _("Looked at"),
            kind="secondary",
        ),
        Move(
            "let_pass",
            (WrittenTextState.WAITING, WrittenTextState.STOPPED),
            WrittenTextState.PASSED,
            ("office",),
            _("Let it pass"),
            needs_reason=True,
            kind="secondary",
        ),
        Move(
            "keep_stopped",
            (WrittenTextState.WAITING, WrittenTextState.PASSED),
            WrittenTextState.STOPPED,
            ("office",),
            _("Keep it stopped"),
            needs_reason=True,
            kind="secondary",
        ),
    ],
)
