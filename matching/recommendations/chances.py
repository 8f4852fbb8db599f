"""How likely is what a score points at? Reads the chances that were learned from how earlier applications ended.

Which chances count on a day is fixed: the newest that had been learned from the days before it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np

from matching.recommendations import versions
from matching.recommendations.versions import Damaged, Version
from matching.recommender.chance import Calibration, Expected, Kind, expected
from matching.recommender.problem import Floats

KIND = "chances"
HIRE, APPLY = "hire", "apply"
MINIMUM_ROWS = 200  # earlier rows that learning takes
MINIMUM_OF_EACH = 20  # rows of the rarer ending among those that are learned from


def chance_of_hire(scores: Floats, on: date | None = None) -> Floats | None:
    """Return the chance that an application of each score leads to a hire; None while nothing was learned."""
    return _chance(HIRE, scores, on)


def chance_of_applying(scores: Floats, on: date | None = None) -> Floats | None:
    """Return the chance that somebody who is shown an opening of each score applies; None while nothing was learned."""
    return _chance(APPLY, scores, on)


def expected_hires(scores: Floats, on: date | None = None) -> Expected | None:
    """Return how many of these applications are expected to lead to a hire, with its interval; None while unknown."""
    chances = chance_of_hire(scores, on)
    return None if chances is None else expected(chances)


def learned_up_to() -> date | None:
    """Return the last day that the serving chances were learned from."""
    version = versions.serving(KIND)
    return None if version is None else date.fromisoformat(version.card["up_to"])


def chances_on(on: date | None = None) -> Mapping[str, Any] | None:
    """Return the card of the chances that counted on a day (today: that serve); None when there were none yet."""
    version = _version_on(on)
    return None if version is None else version.card


def _version_on(on: date | None) -> Version | None:
    """Return the chances that counted on a day (today: those that serve); None when there were none yet."""
    serving = versions.serving(KIND)
    if on is None or serving is None:
        return serving
    return next((each for each in _newest_first(serving) if date.fromisoformat(each.card["up_to"]) < on), None)


def _newest_first(serving: Version) -> Iterator[Version]:
    """Yield what serves and the older ones that it came after."""
    yield serving
    yield from (each for each in versions.versions(KIND) if each.name < serving.name)


def _chance(what: str, scores: Floats, on: date | None) -> Floats | None:
    version = _version_on(on)
    if version is None or not version.card.get(what):
        return None
    try:
        kept = versions.arrays(version)
    except Damaged:  # an older one that nobody checked when it was chosen; versions.fault says what is wrong with it
        return None
    knots, values = (np.asarray(kept[f"{what}_{part}"]) for part in ("knots", "values"))
    return Calibration(Kind(version.card[what]["kind"]), knots, values).probability(scores)
