"""The courses come from data, whole and every time the same."""

import pytest
from django.db.models import Sum

from skills import reference as skills
from training import reference
from training.models import Course, CourseSkill, Lesson, Track

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> dict[str, int]:
    """The reference data."""
    skills.load()
    return reference.load()


def test_loading_twice_changes_nothing(loaded: dict[str, int]):
    lessons = list(
        Lesson.objects.order_by("course__code", "position").values_list("pk", "title_zh", "hours")
    )
    assert reference.load() == loaded
    assert lessons == list(
        Lesson.objects.order_by("course__code", "position").values_list("pk", "title_zh", "hours")
    )
    assert (Track.objects.count(), Course.objects.count(), CourseSkill.objects.count()) == (
        8,
        29,
        193,
    )


def test_lessons_share_the_hours_of_each_course(loaded: dict[str, int]):
    for course in Course.objects.all():
        assert course.lessons.aggregate(hours=Sum("hours"))["hours"] == course.hours
        practice = course.lessons.filter(is_practice=True).aggregate(hours=Sum("hours"))["hours"]
        assert practice == course.practice_hours


def test_the_live_selling_course_is_as_published(loaded: dict[str, int]):
    course = Course.objects.get(code="LV-101")
    assert (course.hours, course.min_hours, course.exit_level, course.mode, course.counts_to_goal, course.is_free) == (
        120, 96, 1, "blended", True, True,
    )  # fmt: skip
    assert list(Course.objects.get(code="LV-201").prerequisites.values_list("code", flat=True)) == [
        "LV-101"
    ]
    assert course.taught.count() == 9


def test_courses_with_a_proof_of_study_do_not_count(loaded: dict[str, int]):
    found = (
        Course.objects.filter(counts_to_goal=False).order_by("code").values_list("code", flat=True)
    )
    assert list(found) == ["AI-110", "CM-101", "FD-230", "LV-110"]


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (0, [2, 1], [0, 0]),
        (7, [3, 1], [5, 2]),
        (36, [2, 2, 2, 2, 2, 1, 1, 2, 1], [5, 5, 5, 5, 5, 2, 2, 5, 2]),
    ],
)
def test_whole_hours_are_shared_by_weight(total: int, weights: list[int], shares: list[int]):
    assert reference.split(total, weights) == shares
    assert sum(shares) == total
