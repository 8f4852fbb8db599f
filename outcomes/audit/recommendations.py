"""Are recommendations explained (I14)?"""

from datetime import datetime

from outcomes.audit.findings import Problem


def add_up(now: datetime) -> list[Problem]:
    """I14: a sample of today's recommendations names its model version, and the contributions make the score."""
    return []
