"""How old is somebody, and are they in their first year at school? Worked out from the profile; None when it says too little."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from accounts.models import University, UniversityLevel

# How long the courses of a school usually take; schools of other kinds have no usual length.
SCHOOL_YEARS: dict[str, int] = {
    UniversityLevel.VOCATIONAL_COLLEGE: 3,
    UniversityLevel.UNIVERSITY: 4,
    UniversityLevel.TECHNICIAN: 3,
    UniversityLevel.VOCATIONAL_SCHOOL: 3,
}

LONGEST_STUDY = 4  # where neither school nor level says how long


@dataclass(frozen=True, slots=True)
class Study:
    """What a profile says about school: its years, a school of ours, the usual years of school and level where known."""

    started_in: int | None = None
    graduates_in: int | None = None
    lengths: frozenset[int] = frozenset()
    has_school: bool = False


def lengths(school: University | str | None, level_years: int | None) -> frozenset[int]:
    """Return the usual lengths that a school (or its kind) and an education level speak for."""
    kind = school.level if isinstance(school, University) else school
    found = (SCHOOL_YEARS.get(kind) if kind else None, level_years)
    return frozenset(years for years in found if years)


def age_on(birth_on: date, day: date) -> int:
    """Return the age in whole years on a day."""
    return day.year - birth_on.year - ((day.month, day.day) < (birth_on.month, birth_on.day))


def academic_year(day: date) -> int:
    """Return the calendar year in which the academic year of a day began."""
    return day.year - ((day.month, day.day) < settings.ACADEMIC_YEAR_STARTS)


def is_studying(study: Study, day: date) -> bool:
    """Tell whether a profile shows a current study, by its years; a school without years counts as current."""
    year = academic_year(day)
    if study.graduates_in is not None:
        return study.graduates_in > year
    if study.started_in is not None:
        return year - study.started_in < max(study.lengths, default=LONGEST_STUDY)
    return study.has_school


def is_first_year(study: Study, day: date) -> bool | None:
    """Tell whether somebody is in the first year of study, or not there yet; None when the profile leaves it open."""
    year = academic_year(day)
    if study.graduates_in is not None and study.graduates_in <= year:
        return False
    if study.started_in is not None:
        return study.started_in >= year
    if study.graduates_in is None:
        return None
    answers = {study.graduates_in - usual >= year for usual in study.lengths}
    return answers.pop() if len(answers) == 1 else None
