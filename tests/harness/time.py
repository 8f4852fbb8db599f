"""How does a test stand still in time? `clock.set(...)` freezes core.clock for everybody."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest

from core import clock as core_clock


class StandingClock(dict[str, timedelta]):
    """How far the database's clock is ahead of one that stands: nothing, whatever a new connection says."""

    def __setitem__(self, key: str, value: timedelta) -> None:
        """Keep what is there."""


class Clock:
    """The city's clock under a test's hand."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def set(self, moment: datetime | date) -> datetime:
        """Stop the clock at a moment, or at ten in the morning (Asia/Shanghai) of a day."""
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time(10), core_clock.CITY_TIME)
        moment = moment.astimezone(UTC)
        self.patch.setattr(core_clock, "timezone", SimpleNamespace(now=lambda: moment))
        self.patch.setattr(core_clock, "_database", StandingClock(is_ahead=timedelta(0)))
        return moment

    def now(self) -> datetime:
        """The current moment, as the platform reads it."""
        return core_clock.now()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock; it runs until `clock.set` stops it."""
    return Clock(monkeypatch)


@pytest.fixture
def today(clock: Clock) -> date:
    """The day of the demo story, with the clock stopped there."""
    return core_clock.local_date(clock.set(date(2026, 11, 23)))
