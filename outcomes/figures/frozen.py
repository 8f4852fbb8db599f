"""Which figures are frozen each night, and with which numerator and denominator?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from matching.recommendations.kept.chances import chances_on
from outcomes.figures.certified import Certified, certified
from outcomes.figures.expected import Expectation, expectation
from outcomes.figures.headline import Headline, headline
from outcomes.rates import percent, rate

FAMILIES = ("placements", "expected_hires", "cert_rate")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one day: a count (its own numerator) or a percentage."""

    code: str
    numerator: int
    denominator: int | None = None

    @property
    def value(self) -> Decimal | None:
        """The number that is shown: the count, or the percentage to four decimals; None if the denominator is 0."""
        if self.denominator is None:
            return Decimal(self.numerator)
        return percent(rate(self.numerator, self.denominator), 4)


def figures_of(line: Headline) -> list[Figure]:
    """Return what a headline freezes."""
    figures = [
        Figure("annual_trained", line.persons),
        Figure("pending_persons", line.pending),
        Figure("trained_times", line.completions),
        *(Figure(f"placements_{grade}", count) for grade, count in sorted(line.placements.items())),
    ]
    if line.goal is None or line.calendar_pace is None or line.seasonal_pace is None:
        return figures
    return [
        *figures,
        Figure("goal_rate", line.persons, line.goal),
        Figure("calendar_pace", line.calendar_pace),
        Figure("seasonal_pace", line.seasonal_pace),
    ]


def figures_on(on: date) -> list[Figure]:
    """Compute the city's figures of a day from the events; expected hires only if chances were known by then."""
    return [*known_figures(on), *(expected_of(expectation(on)) if chances_on(on) else [])]


def known_figures(on: date) -> list[Figure]:
    """Compute the figures that depend on the records of a day alone; reproducible at any time."""
    line = headline(on)
    return [*figures_of(line), *certified_of(certified(line))]


def certified_of(found: Certified) -> list[Figure]:
    """Return both columns of the certification rate."""
    return [
        Figure("cert_rate_own", found.own, found.persons),
        Figure("cert_rate_national", found.national, found.persons),
    ]


def expected_of(found: Expectation) -> list[Figure]:
    """Return the figures of expected hires: the number and both ends of its interval."""
    parts = {
        "expected_hires": found.mean,
        "expected_hires_low": found.low,
        "expected_hires_high": found.high,
    }
    return [Figure(code, value) for code, value in parts.items() if value is not None]


def definition_code(figure_code: str) -> str:
    """Return the indicator that defines a figure: the placements of every grade share one, and so do the ends of an interval."""
    return next((code for code in FAMILIES if figure_code.startswith(f"{code}_")), figure_code)
