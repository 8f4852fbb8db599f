"""What does a school's coordinator see: classes, people, and where each of them went?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Least, NullIf, Substr

from accounts.models import Trainee, University
from core.i18n import is_english
from core.statements import Prepared
from matching.models import Placement
from matching.queries.placements import employment_placements, with_grade
from matching.states import Grade
from outcomes.queries.persons import PersonFilters, counted_persons, nationally_certified
from outcomes.queries.year import certified_number, people_of_school

NONE = "none"
# The best grade that a person has decides; a contested start is better than nothing only on paper, so it comes last.
ORDER = (Grade.VERIFIED, Grade.CONFIRMED, Grade.CLAIMED, Grade.CONTESTED)


@dataclass(frozen=True, slots=True)
class MajorYear:
    """One graduation year of one major."""

    year: int | None
    major_id: int | None
    major_zh: str
    major_en: str
    persons: int
    grades: dict[str, int]

    @property
    def where(self) -> str:
        """The query string that filters the list by this class; 0 means unknown."""
        return f"?year={self.year or 0}&major={self.major_id or 0}"

    @property
    def without_destination(self) -> int:
        """How many have no valid start at work."""
        return self.grades[NONE]


def trainees_of(university: int) -> QuerySet[Any]:
    """Return a school's people, each once, with `graded`: the best evidence grade of their starts, or "none"."""
    own, merged = (
        Coalesce(Subquery(_ranks(way).values("rank")[:1]), Value(f"{len(ORDER)}{NONE}"))
        for way in ("trainee", "trainee__merged_into")
    )
    best = Substr(Least(own, merged), 2)
    people: QuerySet[Any] = Trainee.objects.filter(university=university, merged_into=None)
    return people.annotate(graded=best)


def _ranks(way: str) -> QuerySet[Any]:
    """Return a person's starts, the best first, with `rank`: the place of its grade in the order, then the grade."""
    starts: QuerySet[Any] = with_grade(employment_placements()).filter(**{way: OuterRef("pk")})
    ranks = (
        When(graded=grade, then=Value(f"{place}{grade.value}")) for place, grade in enumerate(ORDER)
    )
    return starts.annotate(rank=Case(*ranks, output_field=CharField())).order_by("rank")


def cohorts_of(university: University) -> list[MajorYear]:
    """Return the school's classes with the number of persons by grade, the newest first."""
    classes: dict[tuple[int | None, int | None], dict[str, Any]] = {}
    for row in CLASSES.rows(university=university.pk):
        key = (row["graduation_year"], row["major_id"])
        names = {"zh": row["major__name_zh"] or "", "en": row["major__name_en"] or ""}
        classes.setdefault(key, {**names, "grades": dict.fromkeys([*Grade.values, NONE], 0)})
        classes[key]["grades"][row["graded"]] = row["count"]
    return [
        MajorYear(year, major, each["zh"], each["en"], sum(each["grades"].values()), each["grades"])
        for (year, major), each in classes.items()
    ]


def _classes(university: int) -> QuerySet[Any]:
    return (
        trainees_of(university)
        .order_by()
        .values("graduation_year", "major_id", "major__name_zh", "major__name_en", "graded")
        .annotate(count=Count("pk"))
        .order_by("-graduation_year", "major__name_zh", "major_id", "graded")
    )


CLASSES = Prepared(_classes, university=int)


def sums_of(cohorts: list[MajorYear]) -> dict[str, int]:
    """Return the school's persons by grade, all classes together, and their number."""
    grades = {
        grade: sum(cohort.grades[grade] for cohort in cohorts) for grade in [*Grade.values, NONE]
    }
    return {"persons": sum(cohort.persons for cohort in cohorts), **grades}


def persons_of(
    university: University,
    *,
    grade: str = "",
    year: int | None = None,
    major: int | None = None,
    trained_on: date | None = None,
    certified_on: date | None = None,
) -> QuerySet[Any]:
    """Return the school's people as the list and the export show them, narrowed to a class and a grade.

    Year and major 0 are those who have none; `trained_on` leaves those who count in the year's figure up to a day,
    `certified_on` those of them with a national certificate.
    """
    found = trainees_of(university.pk).select_related("user", "major")
    if grade:
        found = found.filter(graded=grade)
    if year is not None:
        found = found.filter(graduation_year=year or None)
    if major is not None:
        found = found.filter(major=major or None)
    if trained_on is not None:
        found = found.filter(
            pk__in=_trained(university.pk, trained_on).order_by().values("person_id")
        )
    if certified_on is not None:
        found = found.filter(
            pk__in=_certified(university.pk, certified_on).order_by().values("person_id")
        )
    return found.annotate(
        employer=Subquery(_latest(_company_name())), start_on=Subquery(_latest(F("start_on")))
    ).order_by("-graduation_year", "real_name", "pk")


def _latest(shown: Combinable) -> QuerySet[Placement, Any]:
    starts = employment_placements().filter(trainee=OuterRef("pk")).annotate(shown=shown)
    return starts.order_by("-start_on", "-pk").values("shown")[:1]


def _company_name() -> Combinable:
    """Return the company's name in the reader's language, the other one when that is empty."""
    names = ["company__name_zh", "company__name_en"]
    first, second = reversed(names) if is_english() else names
    return Coalesce(NullIf(F(first), Value("")), F(second))


def trained_and_certified(university: University, on: date) -> tuple[int, int]:
    """Return how many of the school's people count in the city's figure of the year, and how many of those hold a national
    certificate; two statements.
    """
    people = people_of_school(university.pk, on)
    return len(people.entered), certified_number(people, on, on)


def _certified(university: int, on: date) -> QuerySet[Any, Any]:
    return nationally_certified(on.year, on, PersonFilters(university=university))


def _trained(university: int, on: date) -> QuerySet[Any, Any]:
    return counted_persons(on.year, on, PersonFilters(university=university))
