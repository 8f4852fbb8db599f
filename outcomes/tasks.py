"""What runs in the background? Each night the figures of the day before are frozen; each hour the data is checked."""

from datetime import timedelta

from core import clock
from outcomes import actions
from outcomes.audit import check_and_remember

SCHEDULES = (("outcomes.tasks.freeze_figures", 60), ("outcomes.tasks.check_data", 60))


def freeze_figures() -> int:
    """Freeze every day that is over and not frozen yet; running again changes nothing."""
    return actions.freeze_up_to(last=clock.today() - timedelta(days=1))


def check_data() -> int:
    """Check every invariant and keep the summary for the board; return the number of violations."""
    return check_and_remember(clock.now()).violations
