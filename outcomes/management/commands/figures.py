"""Print the headline figures of a day: goal, persons, completions, paces, placements by evidence grade."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from outcomes.figures import Headline, headline, standing
from outcomes.rates import shown


class Command(BaseCommand):
    """`manage.py figures [--on 2026-11-23] [--known-at 2026-12-05] [--json]`."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day and the form of the answer."""
        parser.add_argument(
            "--on", help="the day up to which is counted, YYYY-MM-DD (default: today)"
        )
        parser.add_argument(
            "--known-at", help="as known on which later day, YYYY-MM-DD (default: the day of --on)"
        )
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count and print."""
        on = self.day("--on", options["on"])
        known = self.day("--known-at", options["known_at"]) if options["known_at"] else on
        if known < on:
            raise CommandError(
                f"--known-at {known}: nothing of {on} was known before it; name a later day"
            )
        line = headline(on, known_on=known)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(line), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(as_lines(line)))

    def day(self, option: str, written: str | None) -> date:
        """Return the day asked for."""
        try:
            return date.fromisoformat(written) if written else clock.today()
        except ValueError as error:
            raise CommandError(f"{option} {written}: write the day as YYYY-MM-DD") from error


def as_json(line: Headline) -> dict[str, Any]:
    """Return the figures for programs."""
    return {
        "on": line.on.isoformat(),
        "known_at": line.known.isoformat(),
        "goal": line.goal,
        "persons": line.persons,
        "pending_persons": line.pending,
        "completions": line.completions,
        "pending_completions": line.pending_completions,
        "calendar_pace": line.calendar_pace,
        "seasonal_pace": line.seasonal_pace,
        "ahead_of_calendar": line.ahead_of_calendar,
        "ahead_of_season": line.ahead_of_season,
        "placements": dict(line.placements),
    }


def as_lines(line: Headline) -> list[str]:
    """Return the figures for people."""
    goal = "no goal set" if line.goal is None else f"{line.goal:,} ({shown(line.attainment, 1)})"
    known = f", as known on {line.known:%Y-%m-%d}" if line.known_on else ""
    lines = [
        f"On {line.on:%Y-%m-%d}{known}: {line.persons:,} of {goal}",
        f"  persons           {line.persons:,}",
        f"  pending           {line.pending:,}",
        f"  completions       {line.completions:,} (of pending persons: {line.pending_completions:,})",
    ]
    if line.calendar_pace is not None and line.seasonal_pace is not None:
        lines += [
            f"  calendar pace     {line.calendar_pace:,} ({line.ahead_of_calendar:+,})",
            f"  seasonal pace     {line.seasonal_pace:,} ({line.ahead_of_season:+,})",
        ]
    lines += [f"  placements {grade:<10} {count:,}" for grade, count in line.placements.items()]
    return [*lines, standing(line)]
