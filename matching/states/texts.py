"""Which states do texts have that the office looks at, and which moves? A table only, nothing of ours imported."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.workflow import Move, Workflow


class WrittenTextState(models.TextChoices):
    """What the office made of words in doubt, which were sent, or of stopped words that are meant otherwise."""

    WAITING = "waiting", pgettext_lazy("text", "To be looked at")
    PASSED = "passed", pgettext_lazy("text", "Let pass")
    STOPPED = "stopped", pgettext_lazy("text", "Kept stopped")
    SEEN = "seen", pgettext_lazy("text", "Looked at")


# How a state is coloured.
TEXT_TONES: dict[str, str] = {
    WrittenTextState.WAITING: "warning",
    WrittenTextState.PASSED: "success",
    WrittenTextState.STOPPED: "danger",
}

TEXT = Workflow(
    "text",
    "waiting",
    [
        Move(
            "see",
            ("waiting",),
            "seen",
            ("office",),
            _("Looked at"),
            "words in doubt, which were sent",
        ),
        Move(
            "let_pass",
            ("waiting", "stopped"),
            "passed",
            ("office",),
            _("Let it pass"),
            "stopped words with a reason",
            "company told; it may send exactly this text",
            needs_reason=True,
        ),
        Move(
            "keep_stopped",
            ("waiting", "passed"),
            "stopped",
            ("office",),
            _("Keep it stopped"),
            "stopped words with a reason",
            "company told",
            needs_reason=True,
        ),
    ],
)
