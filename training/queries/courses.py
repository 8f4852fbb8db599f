"""Which courses teach a skill?"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Q

from training.models import Course, CourseSkill


def taught_to(skill_ids: Iterable[int]) -> dict[int, list[CourseSkill]]:
    """Return for each skill where it is taught free or subsidised, highest level first, in one query."""
    found: dict[int, list[CourseSkill]] = defaultdict(list)
    affordable = Q(course__fee=0) | Q(course__subsidy__gt=0)
    taught = (
        CourseSkill.objects.filter(affordable, skill__in=list(skill_ids), course__is_active=True)
        .select_related("course")
        .order_by("-level", F("course__hours").asc(), "course__code")
    )
    for row in taught:
        found[row.skill_id].append(row)
    return dict(found)


def courses_teaching(skill_ids: Iterable[int]) -> dict[int, list[Course]]:
    """Return for each skill the free or subsidised courses that teach it, highest level first, in one query."""
    return {skill: [row.course for row in rows] for skill, rows in taught_to(skill_ids).items()}
