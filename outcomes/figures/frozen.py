"""Which figures are frozen each night, and with which numerator and denominator?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from outcomes.figures.headline import Headline, headline
from outcomes.rates import percent, rate


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one day: a count (its own numerator) or a percentage."""

    code: str
    numerator: int
    denominator: int | None = None

    @property
    def value(self) -> Decimal | None:
        """The number that is shown: the count, or the percentage to four places; None over nothing."""
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
    """Compute the city's figures of a day from the events."""
    return figures_of(headline(on))


def definition_code(figure_code: str) -> str:
    """Return the indicator that defines a figure: the placements of every grade share one."""
    return "placements" if figure_code.startswith("placements_") else figure_code
