"""What happens to those who waited when an opening ends? They are told, with the reason."""

from core import clock
from core.workflow import advance
from matching import notifications
from matching.models import Opening
from matching.queries.applications import open_at
from matching.states import APPLICATION, RejectionReason


def release_applicants(opening: Opening, states: tuple[str, ...], reason: RejectionReason) -> int:
    """Let go everybody whose application is in one of the states; return how many."""
    moment = clock.now()
    waiting = list(open_at(opening.pk, states))
    for application in waiting:
        advance(
            application, APPLICATION, "release", by=None, moved_at=moment, told_at=moment, rejection_reason=reason.value
        )
        notifications.tell_person(application, "released")
    return len(waiting)
