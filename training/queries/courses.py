"""Which courses teach a skill, and which of them may be advised?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from accounts.models import Trainee
from skills.queries import name_rows
from training.models import Course, CourseSkill, Enrolment, Meeting, Track
from training.queries.runs import open_runs, runs_with_seats
from training.states import ACTIVE_STATES

# What is told of a course that closes a gap.
OF_TAUGHT = (
    "skill",
    "level",
    *(f"course__{name}" for name in ("code", "title_zh", "title_en", "hours")),
)
EVENING = 17  # the hour from which a class is held after work
AFFORDABLE = Q(fee=0) | Q(subsidy__gt=0)  # only these are ever advised: no vacancy sells a course


class Wait(StrEnum):
    """What a course waits for before somebody can take a seat in it."""

    NONE = ""
    FULL = "full"
    OPENS_LATER = "opens_later"
    NOT_PLANNED = "not_planned"


def taught_to(skill_ids: Iterable[int]) -> dict[int, list[CourseSkill]]:
    """Return for each skill where it is taught free or subsidised, highest level first, in one query."""
    found: dict[int, list[CourseSkill]] = defaultdict(list)
    taught = (
        CourseSkill.objects.filter(course__in=_affordable(), skill__in=list(skill_ids))
        .select_related("course")
        .only(*OF_TAUGHT)
        .order_by("-level", F("course__hours").asc(), "course__code")
    )
    for row in taught:
        found[row.skill_id].append(row)
    return dict(found)


@dataclass(frozen=True, slots=True)
class Advisable:
    """A course that may be advised, its levels by skill, and why it cannot be begun at this moment."""

    course: Course
    levels: dict[int, int]
    wait: Wait
    opens_at: datetime | None  # the next day that enrolment opens, where it only opens later


def advisable_at(moment: datetime, but_of: Trainee) -> list[Advisable]:
    """Return every course that may be advised and in none of whose sessions the person is, by code, in two queries."""
    offered = open_runs(moment).filter(course=OuterRef("pk")).order_by("enrol_opens_at")
    own = Enrolment.objects.filter(
        run__course=OuterRef("pk"), trainee=but_of, state__in=ACTIVE_STATES
    )
    courses = (
        _affordable()
        .filter(~Exists(own))
        .annotate(
            has_seats=Exists(runs_with_seats(moment).filter(course=OuterRef("pk"))),
            is_full=Exists(offered.filter(enrol_opens_at__lte=moment)),
            opens_at=Subquery(
                offered.filter(enrol_opens_at__gt=moment).values("enrol_opens_at")[:1]
            ),
        )
        .prefetch_related("taught")
        .order_by("code")
    )
    return [
        Advisable(one, levels_of(one.taught.all()), _wait(one), one.opens_at) for one in courses
    ]


def _wait(course: Any) -> Wait:
    if course.has_seats:
        return Wait.NONE
    if course.is_full:
        return Wait.FULL
    return Wait.OPENS_LATER if course.opens_at else Wait.NOT_PLANNED


def levels_of(taught: Iterable[CourseSkill]) -> dict[int, int]:
    """Return the level that is reached, by skill."""
    return {row.skill_id: row.level for row in taught}


def advisable_course(code: str) -> Course | None:
    """Return a free or subsidised course by its code, in whatever case, with what it teaches."""
    return _affordable().filter(code__iexact=code).prefetch_related("taught").first()


def may_be_advised(course: Course) -> bool:
    """Tell whether a course is offered free or subsidised: one that is sold is never advised."""
    return course.is_active and (course.fee == 0 or course.subsidy > 0)


def _affordable() -> QuerySet[Course]:
    return Course.objects.filter(AFFORDABLE, is_active=True)


def evening_courses(moment: datetime) -> QuerySet[Any, Any]:
    """Return the ids of the courses with a run on offer that has classes after work."""
    late = Meeting.objects.filter(
        cancelled_at=None, starts_at__hour__gte=EVENING, run__in=open_runs(moment).values("pk")
    )
    return late.order_by().values("run__course")


def course_names() -> QuerySet[Any, Any]:
    """Return what courses are called, for the vocabulary of the search."""
    return name_rows(Course.objects.all(), "course", "title_zh", "title_en", other=F("code"))


def track_names() -> QuerySet[Any, Any]:
    """Return the names of course families, for the vocabulary of the search."""
    return name_rows(Track.objects.all(), "track", "name_zh", "name_en")
