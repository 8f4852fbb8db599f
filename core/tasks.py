"""What runs in the background for every room? Sending notices by e-mail, and deleting old counters and files."""

from core import background, limits, notices, orphans
from core.clock import now
from core.models import Notice

SCHEDULES: tuple[tuple[str, int], ...] = (
    ("core.tasks.forget_tallies", 24 * 60),
    ("core.tasks.sweep_files", 24 * 60),
)


def email_notice(notice_id: int) -> bool:
    """Send one notice; doing it twice sends it once."""
    notice = Notice.objects.select_related("recipient").filter(pk=notice_id).first()
    return bool(notice and notices.email(notice))


def email_notices(notice_ids: list[int]) -> int:
    """Queue the e-mails of many notices one by one: orders of versions before 0.2, still queued when it is installed."""
    for notice_id in notice_ids:
        background.enqueue("core.tasks.email_notice", notice_id)
    return len(notice_ids)


def forget_tallies() -> int:
    """Delete counters that no limit reads any more."""
    return limits.forget_old()


def sweep_files() -> int:
    """Delete private files that belong to no row; return how many."""
    return len(orphans.sweep(now()))
