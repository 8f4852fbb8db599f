"""How many of the persons trained hold the platform's certificate, and how many a national one? Never added up."""

from dataclasses import dataclass

from outcomes.figures.headline import Headline
from outcomes.queries.persons import EVERYBODY, PersonFilters, certified_number
from outcomes.rates import rate, shown


@dataclass(frozen=True, slots=True)
class Certified:
    """Two columns over the same persons."""

    persons: int
    own: int
    national: int

    @property
    def national_rate(self) -> str:
        """The national column as people read it."""
        return shown(rate(self.national, self.persons))

    @property
    def own_rate(self) -> str:
        """The platform's column as people read it."""
        return shown(rate(self.own, self.persons))


def certified(line: Headline, filters: PersonFilters = EVERYBODY) -> Certified:
    """Count both columns for the persons of a headline; only persons with a valid certificate of ours count there."""
    national = certified_number(line.on, line.known, filters)
    return Certified(persons=line.persons, own=line.persons, national=national)
