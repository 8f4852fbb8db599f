"""How is "ahead" or "behind" said?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outcomes.figures.headline import Headline


def standing(line: Headline) -> str:
    """Say in one sentence where the year stands against both paces."""
    if line.is_narrowed:
        return _("The goal is the whole city's; a part of the city has none.")
    if line.goal is None or line.ahead_of_calendar is None or line.ahead_of_season is None:
        return _("No target is set for this year, so nothing can be ahead or behind.")
    if line.persons >= line.goal:
        return _("The goal of the year is reached.")
    return _("%(calendar)s; %(season)s.") % {
        "calendar": _against_calendar(line.ahead_of_calendar),
        "season": _against_season(line.ahead_of_season),
    }


def _against_calendar(ahead: int) -> str:
    if not ahead:
        return _("Exactly on the even calendar pace")
    if ahead > 0:
        return ngettext(
            "%(count)s person ahead of an even year",
            "%(count)s persons ahead of an even year",
            ahead,
        ) % {"count": f"{ahead:,}"}
    return ngettext(
        "%(count)s person behind an even year", "%(count)s persons behind an even year", -ahead
    ) % {"count": f"{-ahead:,}"}


def _against_season(ahead: int) -> str:
    if not ahead:
        return _("exactly on the pace of the season")
    if ahead > 0:
        return ngettext(
            "%(count)s person ahead of the season", "%(count)s persons ahead of the season", ahead
        ) % {"count": f"{ahead:,}"}
    return ngettext(
        "%(count)s person behind the season", "%(count)s persons behind the season", -ahead
    ) % {"count": f"{-ahead:,}"}
