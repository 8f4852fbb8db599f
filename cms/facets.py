"""Which courses does an address ask for, and how many would each further click leave? Pure: facts in, options out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qsl, urlencode

from skills.wording.text import MOST_TYPED, line

MANY = ("track", "level", "mode", "month")  # several values may be chosen: any of them fits
SWITCHES = ("free", "subsidised")  # on or off
SORTS = ("soon", "hours", "title")


@dataclass(frozen=True)
class Fact:
    """What the facets know about a course page."""

    page_id: int
    course_id: int
    title: str
    hours: int
    values: Mapping[str, frozenset[str]]
    next_on: date | None = None

    def has(self, facet: str, value: str) -> bool:
        """Tell whether the course has a value of a facet."""
        return value in self.values.get(facet, frozenset())


@dataclass(frozen=True)
class Option:
    """One clickable value of a facet."""

    facet: str
    value: str
    count: int
    is_chosen: bool
    query: str


@dataclass(frozen=True)
class Choice:
    """What an address asks for."""

    query: str = ""
    sort: str = SORTS[0]
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, params: Mapping[str, str], known: Mapping[str, Iterable[str]]) -> "Choice":
        """Read an address; values that no course has are ignored, so that old links still show something."""
        chosen = {}
        for facet in (*MANY, *SWITCHES):
            values = frozenset(params.get(facet, "").split(",")) & frozenset(known.get(facet, ()))
            if values:
                chosen[facet] = values
        sort = params.get("sort", "")
        query = line(params.get("q", ""))[:MOST_TYPED]
        return cls(query=query, sort=sort if sort in SORTS else SORTS[0], chosen=chosen)

    def fits(self, fact: Fact, *, apart_from: str = "") -> bool:
        """Tell whether a course fits all chosen facets, perhaps apart from one."""
        return all(
            any(fact.has(facet, value) for value in values)
            for facet, values in self.chosen.items()
            if facet != apart_from
        )

    def address(self, **changes: str) -> str:
        """Return the query string of this choice with changes; an empty value drops its part."""
        parts = {facet: ",".join(sorted(values)) for facet, values in self.chosen.items()}
        parts |= {"q": self.query, "sort": "" if self.sort == SORTS[0] else self.sort, **changes}
        return urlencode({name: value for name, value in sorted(parts.items()) if value})

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Return what a search inside the catalogue keeps: the facets and the order."""
        return [(name, value) for name, value in parse_qsl(self.address()) if name != "q"]

    def toggled(self, facet: str, value: str) -> str:
        """Return the query string after clicking a value."""
        values = self.chosen.get(facet, frozenset()) ^ {value}
        return self.address(**{facet: ",".join(sorted(values))})


def known_values(facts: Iterable[Fact]) -> dict[str, list[str]]:
    """Return every value of every facet that some course has, in order."""
    known: dict[str, set[str]] = {facet: set() for facet in (*MANY, *SWITCHES)}
    for fact in facts:
        for facet, values in fact.values.items():
            known[facet] |= values
    return {facet: sorted(values) for facet, values in known.items()}


def options(
    facts: list[Fact], choice: Choice, known: Mapping[str, Iterable[str]]
) -> dict[str, list[Option]]:
    """Return the options of each facet, counted over the courses that fit all the other facets."""
    found = {}
    for facet, values in known.items():
        pool = [fact for fact in facts if choice.fits(fact, apart_from=facet)]
        found[facet] = [
            Option(
                facet=facet,
                value=value,
                count=sum(fact.has(facet, value) for fact in pool),
                is_chosen=value in choice.chosen.get(facet, frozenset()),
                query=choice.toggled(facet, value),
            )
            for value in values
        ]
    return found


def ordered(facts: Iterable[Fact], sort: str) -> list[Fact]:
    """Return the courses in the chosen order: next session first, shortest first or by title."""
    keys = {
        "soon": lambda fact: (fact.next_on is None, fact.next_on or date.max, fact.page_id),
        "hours": lambda fact: (fact.hours, fact.page_id),
        "title": lambda fact: (fact.title, fact.page_id),
    }
    return sorted(facts, key=keys[sort])
