"""How many of the persons trained hold the platform's certificate, and how many a national one? Never added up."""

from dataclasses import dataclass

from outcomes.figures.headline import Headline
from outcomes.queries.year import YearPeople, certified_number, people_of_year
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


def certified(line: Headline, people: YearPeople | None = None) -> Certified:
    """Count both columns for the persons of a headline; only persons with a valid certificate of ours count there.

    `people` are those of `people_of_year` for the same days and filters; those of the whole city when none are given.
    """
    found = people_of_year(line.on, line.known) if people is None else people
    national = certified_number(found, line.on, line.known)
    return Certified(persons=line.persons, own=line.persons, national=national)
