"""How likely is a hire, or an application, at a score? Reads the calibration learned from earlier applications.

The calibration of a day is fixed: the newest one that was learned from the days before it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from core import versions
from core.versions import Damaged, Version
from matching.queries.endings import Sent
from matching.recommendations.kept.store import store
from recommender.arrays import Floats
from recommender.evaluation.chance import Calibration, CalibrationKind, Expected, expected_people

KIND = "chances"
HIRE, APPLY = "hire", "apply"
MINIMUM_ROWS = 200  # fewer earlier rows are not learned from
MINIMUM_OF_EACH = 20  # rows of the rarer ending in the training part


def chance_of_hire(scores: Floats, on: date | None = None) -> Floats | None:
    """Return the chance that an application of each score leads to a hire; None while nothing was learned."""
    version = _version_on(on)
    if version is None or not version.card.get(HIRE):
        return None
    try:
        kept = versions.arrays(version)
    except Damaged:  # an older one that nobody checked when it was chosen; versions.fault says what is wrong with it
        return None
    knots, values = (np.asarray(kept[f"{HIRE}_{part}"]) for part in ("knots", "values"))
    return Calibration(CalibrationKind(version.card[HIRE]["kind"]), knots, values).probability(
        scores
    )


def expected_hires(sent: Sequence[Sent], on: date) -> Expected | None:
    """Return how many people these applications are expected to bring into work, with its interval; None while unknown.

    One person takes one job, an opening no more than it has positions left. The interval covers chance and the calibration
    error on later applications (at least 1 ÷ √hires).
    """
    chances = chance_of_hire(np.array([each.score for each in sent], dtype=np.float64), on)
    if chances is None:
        return None
    if not sent:
        return Expected(0, 0.0, 0.0, 0.0)
    person, opening, left = (
        np.array([getattr(each, name) for each in sent], dtype=np.int64)
        for name in ("person", "opening", "left")
    )
    return expected_people(chances, person, opening, left, _off(on), seed=on.toordinal())


def _off(on: date) -> float:
    """Return the relative error of all chances together."""
    card = (chances_on(on) or {}).get(HIRE, {})
    happened, predicted = max(1, card.get("happened", 0)), card.get("expected", 0.0)
    missed = abs(happened / predicted - 1) if predicted > 0 else 1.0
    return float(min(1.0, max(missed, happened**-0.5)))


def learned_up_to() -> date | None:
    """Return the last day that the serving chances were learned from."""
    version = store(KIND).serving()
    return None if version is None else date.fromisoformat(version.card["up_to"])


def chances_on(on: date | None = None) -> Mapping[str, Any] | None:
    """Return the card of the chances that counted on a day (today: that serve); None when there were none yet."""
    version = _version_on(on)
    return None if version is None else version.card


def _version_on(on: date | None) -> Version | None:
    """Return the chances that counted on a day (today: those that serve); None when there were none yet."""
    serving = store(KIND).serving()
    if on is None or serving is None:
        return serving
    return next(
        (each for each in _newest_first(serving) if date.fromisoformat(each.card["up_to"]) < on),
        None,
    )


def _newest_first(serving: Version) -> Iterator[Version]:
    """Yield the serving version and its predecessors."""
    yield serving
    yield from (each for each in store(KIND).versions() if each.name < serving.name)
