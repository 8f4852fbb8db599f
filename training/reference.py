"""Where do courses come from? From the CSV files of training/data; loading again changes nothing."""

import csv
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path

from django.db import transaction

from skills.models import Occupation, Skill
from training.models import Course, CourseSkill, Lesson, Track

DATA = Path(__file__).parent / "data"
MIN_HOURS_SHARE = 0.8
COPIED = (
    "title_zh title_en mode audience_zh audience_en credential_zh credential_en organiser_kind_zh note_zh note_en"
).split()
NUMBERS = "hours theory_hours practice_hours weeks exit_level default_capacity fee subsidy".split()


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one data file."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


@transaction.atomic
def load() -> dict[str, int]:
    """Load tracks, courses, taught skills and lesson plans; return the counts by name."""
    _load_tracks()
    _load_courses()
    courses = {course.code: course for course in Course.objects.all()}
    _load_links(courses)
    _load_skills(courses)
    for course in courses.values():
        _load_lessons(course)
    return {
        "tracks": Track.objects.count(),
        "courses": Course.objects.count(),
        "lessons": Lesson.objects.count(),
    }


def _load_tracks() -> None:
    for row in rows("tracks.csv"):
        names = {
            "name_zh": row["name_zh"],
            "name_en": row["name_en"],
            "position": int(row["position"]),
        }
        Track.objects.update_or_create(code=row["code"], defaults=names)


def _load_courses() -> None:
    tracks = dict(Track.objects.values_list("code", "pk"))
    changing = [*COPIED, *NUMBERS, "track", "min_hours", "counts_to_goal"]
    Course.objects.bulk_create(
        [
            Course(
                code=row["code"],
                track_id=tracks[row["track"]],
                min_hours=ceil(MIN_HOURS_SHARE * int(row["hours"])),
                counts_to_goal=row["counts_to_goal"] == "1",
                **{name: row[name] for name in COPIED},
                **{name: int(row[name]) for name in NUMBERS},
            )
            for row in rows("courses.csv")
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=changing,
    )


def _load_links(courses: dict[str, Course]) -> None:
    occupations = dict(Occupation.objects.values_list("code", "pk"))
    for row in rows("courses.csv"):
        course = courses[row["code"]]
        course.prerequisites.set(
            [courses[code].pk for code in row["prerequisites"].split("|") if code]
        )
        course.occupations.set([occupations[code] for code in row["occupations"].split("|")])


def _load_skills(courses: dict[str, Course]) -> None:
    skills = dict(Skill.objects.values_list("code", "pk"))
    pairs = [
        (courses[row["code"]], *pair.partition(":")[::2])
        for row in rows("courses.csv")
        for pair in row["skills"].split("|")
    ]
    CourseSkill.objects.bulk_create(
        [
            CourseSkill(course=course, skill_id=skills[code], level=int(level))
            for course, code, level in pairs
        ],
        update_conflicts=True,
        unique_fields=["course", "skill"],
        update_fields=["level"],
    )


def _load_lessons(course: Course) -> None:
    """Plan the hours of a course over its skills: for each skill theory first, then practice."""
    taught = list(course.taught.select_related("skill").order_by("pk"))
    levels = [needed.level for needed in taught]
    theory, practice = split(course.theory_hours, levels), split(course.practice_hours, levels)
    plan: list[Lesson] = []
    for needed, told, done in zip(taught, theory, practice, strict=True):
        for hours, is_practice in ((told, False), (done, True)):
            if hours:
                plan.append(
                    _lesson(course, len(plan) + 1, needed.skill, hours, is_practice=is_practice)
                )
    course.lessons.filter(position__gt=len(plan)).delete()
    Lesson.objects.bulk_create(
        plan,
        update_conflicts=True,
        unique_fields=["course", "position"],
        update_fields=["title_zh", "title_en", "hours", "is_practice"],
    )


def _lesson(
    course: Course, position: int, skill: Skill, hours: int, *, is_practice: bool
) -> Lesson:
    kind_zh, kind_en = ("实操", "practice") if is_practice else ("讲解", "basics")
    return Lesson(
        course=course,
        position=position,
        title_zh=f"{skill.name_zh}：{kind_zh}",
        title_en=f"{skill.name_en}: {kind_en}",
        hours=hours,
        is_practice=is_practice,
    )


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Share whole hours by weight (largest remainder, ties to the first), so that they add up to the total."""
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares
