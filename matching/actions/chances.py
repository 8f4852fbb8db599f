"""What happens when chances are learned? The looks of the day get their score, then all that is old enough is learned from."""

from datetime import date

from matching.actions.viewings import score_viewings
from matching.queries.endings import after
from matching.recommendations.night.chances import FittedChances, learn


def learn_chances(*, on: date) -> FittedChances:
    """Learn the chances from all that had happened by the end of a day, and let them serve."""
    score_viewings(until=after(on))
    return learn(on)
