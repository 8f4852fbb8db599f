"""May a challenger be promoted tonight, and at which significance level (repeated testing)?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from core import clock
from matching.queries.model_fits import earned, last_promotion_test
from matching.recommendations.kept.model import serving_model
from recommender.evaluation.offline import LATER, USUAL

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class PromotionTest:
    """May a challenger be promoted tonight, at which confidence level, and when is the next such night?"""

    is_due: bool
    level: float
    next_on: date

    @classmethod
    def after(cls, last: date | None, today: date) -> Self:
        """Return tonight's test, given the day of the last one; None: there was none yet."""
        is_due = last is None or today - last >= WEEK
        return cls(
            is_due,
            USUAL if last is None else LATER,
            today + WEEK if last is None or is_due else last + WEEK,
        )


def promotion_test(now: datetime) -> PromotionTest:
    """Return tonight's test, given the earlier ones.

    If a promoted model lost only its files, or a newer program cannot read them, it counts as a first test again.
    """
    last = None if serving_model().learned is None and earned() else last_promotion_test()
    return PromotionTest.after(last and clock.local_date(last), clock.local_date(now))
