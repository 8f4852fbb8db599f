"""May a challenger come to serve tonight, and how sure must it be?"""

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
    """May a challenger come to serve tonight, by an interval of which level, and on which day is the next such night?"""

    is_due: bool
    level: float
    next_on: date

    @classmethod
    def after(cls, last: date | None, today: date) -> Self:
        """Return tonight's look when the last one was on that day; None: there was none yet."""
        is_due = last is None or today - last >= WEEK
        return cls(
            is_due,
            USUAL if last is None else LATER,
            today + WEEK if last is None or is_due else last + WEEK,
        )


def promotion_test(now: datetime) -> PromotionTest:
    """Return tonight's look by the looks that there were.

    Where files alone were lost of what had earned its place, or a newer program cannot read them, it is a first look again.
    """
    last = None if serving_model().learned is None and earned() else last_promotion_test()
    return PromotionTest.after(last and clock.local_date(last), clock.local_date(now))
