"""Which courses teach a skill, and which of them may be advised?"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import Trainee
from training.models import Course, CourseSkill, Enrolment
from training.queries.runs import runs_with_seats
from training.states import ACTIVE_STATES

AFFORDABLE = Q(fee=0) | Q(subsidy__gt=0)  # only these are ever advised: no vacancy sells a course


def taught_to(skill_ids: Iterable[int]) -> dict[int, list[CourseSkill]]:
    """Return for each skill where it is taught free or subsidised, highest level first, in one query."""
    found: dict[int, list[CourseSkill]] = defaultdict(list)
    taught = (
        CourseSkill.objects.filter(course__in=_affordable(), skill__in=list(skill_ids))
        .select_related("course")
        .order_by("-level", F("course__hours").asc(), "course__code")
    )
    for row in taught:
        found[row.skill_id].append(row)
    return dict(found)


def courses_teaching(skill_ids: Iterable[int]) -> dict[int, list[Course]]:
    """Return for each skill the free or subsidised courses that teach it, highest level first, in one query."""
    return {skill: [row.course for row in rows] for skill, rows in taught_to(skill_ids).items()}


def levels_taught_at(moment: datetime, but_of: Trainee) -> dict[Course, dict[int, int]]:
    """Return the courses that may be advised (a seat can be taken now, and the person is in none of their sessions).

    Each with its levels by skill, by code, in two queries.
    """
    open_now = runs_with_seats(moment).filter(course=OuterRef("pk"))
    own = Enrolment.objects.filter(run__course=OuterRef("pk"), trainee=but_of, state__in=ACTIVE_STATES)
    courses = _affordable().filter(Exists(open_now), ~Exists(own)).prefetch_related("taught").order_by("code")
    return {course: levels_of(course.taught.all()) for course in courses}


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
