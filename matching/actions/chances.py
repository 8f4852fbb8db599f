"""What happens when chances are learned? The day's views get their score, then chances are learned from all old enough rows."""

from datetime import date

from matching.actions.viewings import score_viewings
from matching.queries.endings import after
from matching.recommendations.night.chances import FittedChances, learn


def learn_chances(*, on: date) -> FittedChances:
    """Learn the chances from all that had happened by the end of a day, and let them serve."""
    score_viewings(until=after(on))
    return learn(on)
