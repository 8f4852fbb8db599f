"""Check every invariant I1–I14 on live data; exit 2 when one does not hold."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core import clock
from outcomes.audit import AuditFinding, Report, run

BROKEN = 2


class Command(BaseCommand):
    """`manage.py audit [--json]`."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the form of the answer."""
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check and print; exit 2 on a violation."""
        report = run(clock.now())
        self.stdout.write(as_json(report) if options["json"] else "\n".join(as_lines(report)))
        if report.violations:
            sys.exit(BROKEN)


def as_json(report: Report) -> str:
    """Return the report for programs."""
    found = {
        "at": report.at.isoformat(),
        "ok": not report.violations,
        "violations": report.violations,
        "checks": [finding.as_json() for finding in report.findings],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_lines(report: Report) -> list[str]:
    """Return the report for people."""
    lines = [line for finding in report.findings for line in _lines_of(finding)]
    return [*lines, f"{len(report.findings)} invariants, {report.violations} violations"]


def _lines_of(finding: AuditFinding) -> list[str]:
    state = "ok" if finding.is_kept else f"BROKEN {finding.count}"
    head = f"{finding.code:<4} {state:<10} {finding.title}"
    return [
        head,
        *(
            f"       {each.count} × {each.what}: {', '.join(each.examples)}"
            for each in finding.problems
        ),
    ]
