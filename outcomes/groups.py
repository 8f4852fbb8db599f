"""Which groups are compared, and who belongs to which? By sex, age, schooling and return, for comparison only.

Sex, age and return are read here alone. The matching room cannot read them (a test plants a breach and finds it), except for
the law that nobody under 16 works. It uses schooling where an opening asks for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from outcomes.fairness import UNKNOWN, Ints

SEX, AGE, SCHOOLING, RETURN = "sex", "age", "schooling", "return"
SEXES = ("female", "male")
AGES = {"under_25": 0, "25_34": 25, "35_44": 35, "45_up": 45}
SCHOOLINGS = {"junior_high": 1, "secondary": 3, "college": 4, "bachelor": 5}
RETURNS = ("returnee", "others")
GROUPS = {SEX: SEXES, AGE: tuple(AGES), SCHOOLING: tuple(SCHOOLINGS), RETURN: RETURNS}


@dataclass(frozen=True, slots=True)
class Person:
    """A person's characteristics; if one is unknown (empty or None), the person is left out of that comparison."""

    gender: str
    birth_on: date | None
    education_rank: int | None
    source: str


def groups_of(people: Sequence[Person], on: date) -> Mapping[str, tuple[Ints, tuple[str, ...]]]:
    """Return, by characteristic, each person's group (-1 = unknown) and the groups' names."""
    codes = {
        SEX: [_place(SEXES, one.gender) for one in people],
        AGE: [_band(AGES, _age(one.birth_on, on)) for one in people],
        SCHOOLING: [_band(SCHOOLINGS, one.education_rank or None) for one in people],
        RETURN: [_place(RETURNS, _return(one.source)) for one in people],
    }
    return {name: (np.array(codes[name], dtype=np.int64), GROUPS[name]) for name in GROUPS}


def _place(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else UNKNOWN


def _band(starts: Mapping[str, int], value: int | None) -> int:
    """Return the last band that starts at or below a value."""
    return UNKNOWN if value is None else sum(start <= value for start in starts.values()) - 1


def _age(birth_on: date | None, on: date) -> int | None:
    if birth_on is None:
        return None
    return on.year - birth_on.year - ((on.month, on.day) < (birth_on.month, birth_on.day))


def _return(source: str) -> str:
    if not source:
        return ""
    return "returnee" if source == "returnee" else "others"
