"""Training's tests stand still at ten in the morning of 23 November 2026."""

from datetime import datetime

import pytest
from django.utils import translation

from tests.factories.training import NOW


@pytest.fixture(autouse=True)
def now(clock: object) -> datetime:
    """The moment at which everything happens."""
    return clock.set(NOW)  # type: ignore[attr-defined]  # tests.harness.time.Clock


@pytest.fixture(autouse=True)
def _chinese() -> None:
    """A page that was asked for in English leaves no English behind."""
    translation.activate("zh-hans")
