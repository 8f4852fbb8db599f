"""Compare how groups of people fare on lists and with companies, up to yesterday, and freeze it; a frozen day stays.

manage.py fairness      0 done or done before
"""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from core import clock
from outcomes import actions
from outcomes.figures.fair_words import sections
from outcomes.queries.fairness import report_on


class Command(BaseCommand):
    """`manage.py fairness`."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Freeze yesterday and print it."""
        today = clock.today()
        yesterday = today - timedelta(days=1)
        is_new = actions.freeze_fairness(on=yesterday, lists_of=today)
        self.stdout.write(
            f"{yesterday:%Y-%m-%d}: {'compared' if is_new else 'was compared before'}"
        )
        for section in sections(report_on(yesterday)):
            for table in section.tables:
                for line in table.lines:
                    self.stdout.write(
                        f"{section.code:<10} {line.row.group:<12} {line.ratio:<18} {line.verdict}"
                    )
