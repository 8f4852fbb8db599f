"""What runs in the background for every room? Sending a notice by e-mail, and putting the schedules in place."""

from core import limits, notices
from core.models import Notice

SCHEDULES = (("core.tasks.forget_tallies", 24 * 60),)


def email_notice(notice_id: int) -> bool:
    """Send one notice; doing it twice sends it once."""
    notice = Notice.objects.select_related("recipient").filter(pk=notice_id).first()
    return bool(notice and notices.email(notice))


def forget_tallies() -> int:
    """Remove what no limit looks at any more."""
    return limits.forget_old()
