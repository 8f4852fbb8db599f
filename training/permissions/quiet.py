"""When are people not to be disturbed? The one reading of the quiet hours: offers rest in them, and the audit knows it."""

from datetime import datetime

from django.conf import settings

from core.clock import CITY_TIME


def is_quiet(moment: datetime) -> bool:
    """Tell whether people are not to be disturbed at this moment; the hours may go over midnight."""
    begins, ends = settings.QUIET_HOURS
    hour = moment.astimezone(CITY_TIME).hour
    return hour >= begins or hour < ends if begins > ends else begins <= hour < ends
