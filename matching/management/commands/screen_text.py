"""Screen each line of standard input: one JSON object per line.

manage.py screen_text --json < lines     {"text": …, "verdict": "stop"|"doubt"|"pass", "spans": […], "codes": […]}

A span has the position of words in the typed line (start, end), the words and their kind.
"""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from matching.lawful import screen


class Command(BaseCommand):
    """`manage.py screen_text [--json]`."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the form of the answer."""
        parser.add_argument(
            "--json", action="store_true", help="one JSON object a line instead of words"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read lines, write verdicts in the same order."""
        for line in sys.stdin:
            text = line.rstrip("\r\n")
            self.stdout.write(_as_json(text) if options["json"] else _as_words(text))


def _as_json(text: str) -> str:
    screening = screen(text)
    spans = [
        {"start": f.start, "end": f.end, "words": f.words, "code": f.code, "is_sure": f.is_sure}
        for f in screening.findings
    ]
    return json.dumps(
        {"text": text, "verdict": screening.verdict, "spans": spans, "codes": screening.codes},
        ensure_ascii=False,
    )


def _as_words(text: str) -> str:
    screening = screen(text)
    return "\t".join([screening.verdict, ",".join(screening.codes), text])
