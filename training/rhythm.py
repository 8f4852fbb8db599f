"""In which rhythm is a run held? From the classes themselves: every Tue and Thu, 18:30–21:00."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.clock import CITY_TIME
from core.i18n import is_english

MOST_LINES = 3
REGULAR = 0.75  # of the weeks between the first and the last class have one on that day


def rhythm(classes: Iterable[tuple[datetime, datetime]]) -> list[str]:
    """Return one line for each time of day at which classes are held, the commonest first."""
    groups: dict[str, list[datetime]] = {}
    for starts_at, ends_at in classes:
        begins, ends = starts_at.astimezone(CITY_TIME), ends_at.astimezone(CITY_TIME)
        groups.setdefault(f"{begins:%H:%M}–{ends:%H:%M}", []).append(begins)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    lines = [_line(times, sorted(begins)) for times, begins in ordered[:MOST_LINES]]
    rest = sum(len(begins) for _times, begins in ordered[MOST_LINES:])
    return lines + ([_others(rest)] if rest else [])


def _line(times: str, begins: list[datetime]) -> str:
    if len(begins) > 1 and _is_weekly(begins):
        return _("Every %(days)s, %(times)s") % {"days": _days(begins), "times": times}
    counted = ngettext("%(count)s class, %(times)s", "%(count)s classes, %(times)s", len(begins))
    return counted % {"count": len(begins), "times": times}


def _others(count: int) -> str:
    return ngettext(
        "%(count)s class at another time", "%(count)s classes at other times", count
    ) % {"count": count}


def _is_weekly(begins: list[datetime]) -> bool:
    """Tell whether the days come back week by week."""
    mondays = [moment.date() - timedelta(days=moment.weekday()) for moment in begins]
    weeks = (mondays[-1] - mondays[0]).days // 7 + 1
    days = {moment.weekday() for moment in begins}
    return weeks > 1 and len(begins) >= REGULAR * weeks * len(days)


def _days(begins: list[datetime]) -> str:
    names = [
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    ]
    return (", " if is_english() else "、").join(
        names[day] for day in sorted({each.weekday() for each in begins})
    )
