"""How many hires are expected from the open applications? People, one job each, with an interval."""

from dataclasses import dataclass
from datetime import date

from matching.queries.endings import Sent, count_endings, open_now, open_on
from matching.recommendations.kept.chances import MINIMUM_OF_EACH, MINIMUM_ROWS, expected_hires
from outcomes.rates import whole

CODE = "expected_hires"


@dataclass(frozen=True, slots=True)
class Expectation:
    """The expected hires from the applications that were open at the end of a day.

    open_count of them, scored_count with a chance, sent by people_count persons; mean, low, high, in persons, None while no
    chance is known.
    """

    on: date
    open_count: int
    scored_count: int
    people_count: int
    mean: int | None = None
    low: int | None = None
    high: int | None = None

    @property
    def unscored_count(self) -> int:
        """Applications without a score: sent before scores were kept, or by people who switched recommendations off."""
        return self.open_count - self.scored_count


def expectation(on: date) -> Expectation:
    """Return the expected hires at the end of a day, by the chances learned before it."""
    return _expected(on, open_on(on))


def expectation_now(today: date) -> Expectation:
    """Return the expected hires from the applications that are open now."""
    return _expected(today, open_now())


def _expected(on: date, sent: list[Sent]) -> Expectation:
    known = [each for each in sent if each.score is not None]
    counts = len(sent), len(known), len({each.person for each in known})
    found = expected_hires(known, on)
    if found is None:
        return Expectation(on, *counts)
    return Expectation(
        on, *counts, *(whole(value) for value in (found.mean, found.low, found.high))
    )


@dataclass(frozen=True, slots=True)
class Lacking:
    """The rows available for learning chances, and the number needed."""

    count: int
    hired: int
    needed: int = MINIMUM_ROWS
    needed_of_each: int = MINIMUM_OF_EACH


def lacking(on: date) -> Lacking:
    """Return how many rows there are to learn chances from at the end of a day."""
    return Lacking(*count_endings(on))
