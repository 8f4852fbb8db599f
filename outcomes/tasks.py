"""What runs in the background? Each night the figures of the day before are frozen; each hour the data is checked."""

from datetime import timedelta

from core import clock
from core.background import start_command
from outcomes import actions
from outcomes.audit import check_and_remember
from outcomes.queries.fairness import report_on

SCHEDULES = (
    ("outcomes.tasks.freeze_figures", 60),
    ("outcomes.tasks.freeze_fairness", 60),
    ("outcomes.tasks.check_data", 60),
)


def freeze_figures() -> int:
    """Freeze every day that is over and not frozen yet; running again changes nothing."""
    return actions.freeze_up_to(last=clock.today() - timedelta(days=1))


def freeze_fairness() -> str:
    """Start comparing the groups up to yesterday, unless it was done; in a large city it takes minutes."""
    if report_on(clock.today() - timedelta(days=1)) is not None:
        return "frozen before"
    start_command("fairness")
    return "started"


def check_data() -> int:
    """Check every invariant and keep the summary for the board; return the number of violations."""
    return check_and_remember(clock.now()).violations
