"""Which courses teach a skill?"""

from collections import defaultdict
from collections.abc import Iterable

from training.models import Course, CourseSkill


def courses_teaching(skill_ids: Iterable[int]) -> dict[int, list[Course]]:
    """Return for each skill the free or subsidised courses that teach it, highest level first, in one query."""
    found: dict[int, list[Course]] = defaultdict(list)
    taught = (
        CourseSkill.objects.filter(skill__in=list(skill_ids), course__is_active=True)
        .select_related("course")
        .order_by("-level", "course__hours", "course__code")
    )
    for row in taught:
        if row.course.fee == 0 or row.course.subsidy > 0:
            found[row.skill_id].append(row.course)
    return dict(found)
