"""What runs in the background for every room? Sending a notice by e-mail, and putting the schedules in place."""

from core import notices
from core.models import Notice


def email_notice(notice_id: int) -> bool:
    """Send one notice; doing it twice sends it once."""
    notice = Notice.objects.select_related("recipient").filter(pk=notice_id).first()
    return bool(notice and notices.email(notice))
