"""What does the audit find that it did not find before? Factories put rows into states without entries; that is known."""

from core import clock
from outcomes.audit import run


def problems() -> dict[str, int]:
    """Every broken invariant with how many rows break it."""
    return {
        finding.code: finding.count for finding in run(clock.now()).findings if not finding.is_kept
    }


def new_problems(before: dict[str, int]) -> dict[str, int]:
    """What has come on top since `before` was found."""
    return {code: count for code, count in problems().items() if count > before.get(code, 0)}
