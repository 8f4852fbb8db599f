"""What happens to applicants when an opening ends? They are released, and told once it can no longer be undone."""

from datetime import datetime
from typing import Any

from core.workflow import advance
from matching.actions.undoing import as_it_was
from matching.models import Opening
from matching.queries.applications import open_at
from matching.states import APPLICATION, RejectionReason


def release_applicants(
    *, opening: Opening, states: tuple[str, ...], reason: RejectionReason, now: datetime
) -> int:
    """Let go everybody whose application is in one of the states; return how many."""
    waiting = list(open_at(opening.pk, states))
    for application in waiting:
        kept = as_it_was(application=application)
        changes: dict[str, Any] = {
            "moved_at": now,
            "held_at": None,
            "told_at": None,
            "rejection_reason": reason.value,
        }
        advance(application, APPLICATION, "release", by=None, data=kept, **changes)
    return len(waiting)
