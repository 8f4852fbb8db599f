"""What was the result of the last audit? A cached summary, so that the board need not check everything itself."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from outcomes.audit.runner import run

KEY = "outcomes.audit"


@dataclass(frozen=True, slots=True)
class Summary:
    """When the data was checked and which invariants did not hold."""

    at: datetime
    checks: int
    violations: int
    broken: tuple[str, ...]


def check_and_remember(now: datetime) -> Summary:
    """Run the audit and keep its summary until the next one."""
    report = run(now)
    summary = Summary(
        now, len(report.findings), report.violations, tuple(each.code for each in report.broken)
    )
    cache.set(
        KEY, (now.isoformat(), summary.checks, summary.violations, list(summary.broken)), None
    )
    return summary


def remembered() -> Summary | None:
    """Return the last summary, or None when the data was never checked."""
    kept = cache.get(KEY)
    if kept is None:
        return None
    at, checks, violations, broken = kept
    return Summary(datetime.fromisoformat(at), checks, violations, tuple(broken))
