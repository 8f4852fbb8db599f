"""Who reads the clock? Views, tasks and commands, once; all below is told the moment. Each rule is shown a planted breach."""

import pytest

from tests.harness import house
from tests.test_repository import ACTIONS, PRODUCT, ROOT, VIEWS, faults

# Rules, queries and actions are told the moment by the view, task or command that asks them.
TOLD_THE_TIME = ACTIONS + [
    path
    for path in PRODUCT
    if {"permissions", "queries"} & {path.stem, *path.relative_to(ROOT).parts[:-1]}
]


def test_what_is_told_the_time_never_reads_the_clock():
    assert len(TOLD_THE_TIME) > len(ACTIONS) + 60
    assert faults(TOLD_THE_TIME, house.clock_reads) == []


def test_a_view_reads_the_clock_once():
    assert faults(VIEWS, house.clock_read_again) == []


@pytest.mark.parametrize(
    "planted",
    [
        "from core import clock\ndef act(*, by): return clock.now()",
        "from core import clock as city\ndef act(*, by): return city.today()",
        "from core.clock import now\ndef act(*, by): return now()",
        "from core.clock import today as this_day\ndef act(*, by): return this_day()",
        "from django.utils import timezone\ndef act(*, by): return timezone.now()",
        "from datetime import datetime\ndef act(*, by): return datetime.now()",
        "import time\ndef act(*, by): return time.time()",
    ],
)
def test_a_planted_look_at_the_clock_is_found(planted):
    assert len(house.clock_reads(planted)) == 1


def test_a_planted_second_look_at_the_clock_is_found():
    start = "from core import clock\ndef page(request):\n    now = clock.now()\n"
    assert house.clock_read_again(f"{start}    return rows(clock.local_date(now))\n") == []
    assert house.clock_read_again(f"{start}    return rows(clock.today())\n") == ["page"]


def test_a_moment_that_is_told_is_no_look_at_the_clock():
    told = "from core import clock\ndef act(*, now): return clock.local_date(now)"
    assert house.clock_reads(told) == []
