"""Print what the rest of the year's goal needs, and a backtest of the forecasts on the first days of earlier months."""

from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core import clock
from outcomes.figures import headline
from outcomes.figures.outlook import Judged, Outlook, backtest, outlook


class Command(BaseCommand):
    """`manage.py outlook [--on 2026-11-23] [--days 30]`."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day and the horizon of the backtest."""
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            help="as known on which day, YYYY-MM-DD (default: today)",
        )
        parser.add_argument(
            "--days", type=int, default=30, help="how many days each judged look went ahead"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work out and print."""
        on = options["on"] or clock.today()
        found = outlook(headline(on))
        self.stdout.write(
            told(found) if found else "no estimate: no goal, or under thirty seats came to an end"
        )
        judged = backtest(
            [date(on.year, month, 1) for month in range(1, on.month + 1)],
            timedelta(options["days"]),
            on,
        )
        self.stdout.write("\n".join([*map(line_of, judged), summary(judged)] if judged else []))


def told(found: Outlook) -> str:
    """Return the outlook as a line."""
    return (
        f"missing {found.missing:,}; expected by {found.until} {found.coming:,} ({found.low:,}-{found.high:,}); more sessions "
        f"{found.needed:,} ({found.fewest:,}-{found.most:,}), {found.each:.1f} persons each, by {found.last_useful_start}"
    )


def line_of(one: Judged) -> str:
    """Return one forecast with its actual number."""
    mark = "" if one.is_inside else "  outside"
    return f"{one.on} to {one.until}: expected {one.coming:,} ({one.low:,}-{one.high:,}), came {one.came:,}{mark}"


def summary(judged: list[Judged]) -> str:
    """Return how many actual numbers lay inside the interval, and the mean error."""
    inside = sum(one.is_inside for one in judged)
    off, came = sum(abs(one.off) for one in judged), sum(one.came for one in judged)
    mean, share = off / len(judged), 100 * off / max(1, came)
    return f"{inside} of {len(judged)} inside; off by {mean:.1f} persons on average ({share:.1f} %)"
