"""When is a learned model promoted, and when does it give way? May it be tonight, and at which significance level?

Repeated testing would promote by chance sooner or later. So a challenger may be promoted on one night a week, and after the
first test only at a stricter level (`offline.LATER`). Whether the champion has become worse is tested every night.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from core import clock
from matching.queries.model_fits import earned, last_promotion_test
from matching.recommendations.kept.model import PRINCIPLED, ServingModel, serving_model
from matching.recommendations.night.fitting import (
    CHALLENGER,
    CHAMPION,
    POPULARITY,
    PRINCIPLE,
    Measured,
)
from recommender import Weights
from recommender.evaluation.offline import (
    LATER,
    LEAST_PERSONS,
    TOGETHER,
    USUAL,
    Estimate,
    Verdict,
    estimate,
    is_surely_worse,
    verdict_on,
)

APART = timedelta(days=7)  # between two tests
NEWEST = 28  # days in which the champion must not have been significantly worse than the principled score
WAITS, DRIFTED = "waits", "drifted"  # verdicts besides those of the evaluation


@dataclass(frozen=True)
class PromotionTest:
    """May a challenger be promoted tonight, at which confidence level, and when is the next such night?"""

    is_due: bool
    level: float
    next_on: date

    @classmethod
    def after(cls, last: date | None, today: date) -> Self:
        """Return tonight's test, given the day of the last one; None: there was none yet."""
        is_due = last is None or today - last >= APART
        return cls(
            is_due,
            USUAL if last is None else LATER,
            today + APART if last is None or is_due else last + APART,
        )


def promotion_test(now: datetime) -> PromotionTest:
    """Return tonight's test, given the earlier ones.

    If a promoted model lost only its files, or a newer program cannot read them, it counts as a first test again.
    """
    last = None if serving_model().learned is None and earned() else last_promotion_test()
    return PromotionTest.after(last and clock.local_date(last), clock.local_date(now))


def decided(
    champion: ServingModel, found: Measured, look: PromotionTest
) -> tuple[str, str, Weights]:
    """Return the outcome, the verdict and the weights to serve with.

    A learned champion that was significantly worse than the principled score in the newest weeks is demoted. Otherwise, if
    its challenger is no better, or tonight is no test, it keeps its weights and is retrained on the fresh outcomes.
    """
    if champion.learned is not None and has_drifted(found):
        return "retired", DRIFTED, PRINCIPLED.weights
    verdict = verdict_of(found, look.level)
    if verdict == Verdict.BETTER and look.is_due:
        return "promoted", verdict, found.weights
    said = WAITS if verdict == Verdict.BETTER else str(verdict)
    return "kept" if champion.learned is None else "refreshed", said, champion.weights


def verdict_of(found: Measured, level: float) -> Verdict:
    """Say whether the challenger is significantly better than the champion at this level."""
    return verdict_on(found.evidence, (CHALLENGER, CHAMPION, POPULARITY), level)


def drift_of(found: Measured, level: float = USUAL) -> dict[str, Estimate]:
    """Return the champion's difference to the principled score in the newest weeks."""
    newest = found.evidence.newest(NEWEST)
    return estimate(newest, newest.less(CHAMPION, PRINCIPLE), level)


def has_drifted(found: Measured) -> bool:
    """Was the champion significantly worse than the principled score lately, together, or one way at the strict level?"""
    together = drift_of(found)[TOGETHER]
    return together.persons >= LEAST_PERSONS and (
        together.high < 0 or is_surely_worse(drift_of(found, LATER))
    )
