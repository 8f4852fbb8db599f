"""What does a course page show? Skills, who hires for them, lessons, sessions, and what the reader still lacks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.models import Trainee
from accounts.session import trainee_of
from cms.models import CoursePage
from cms.queries.catalogue import NextRun, state_of
from core.clock import local_date
from core.denials import Denial
from matching.models import Opening
from matching.queries import openings_asking
from training.models import Course, CourseRun, CourseSkill, Enrolment, Lesson
from training.permissions import reasons_against_enrolling
from training.permissions.enrolling import denies_window
from training.queries import certificates_of, runs_for_course
from training.queries.courses import may_be_advised
from training.queries.runs import Timetable, timetables
from training.states import ACTIVE_STATES

OPENINGS = 3
SAME_FOR_ALL = {"enrol.no_trainee", "enrol.prerequisites", "enrol.age"}


@dataclass(frozen=True)
class ReadersRun:
    """A session with the reader's own enrolment, or the reason, if any, why they cannot enrol in it."""

    run: CourseRun
    state: NextRun
    denial: Denial | None
    enrolment_id: int | None
    timetable: Timetable


@dataclass(frozen=True)
class Prerequisite:
    """A course that comes before; `is_met` is None for readers who are not trainees."""

    course: Course
    page: CoursePage | None
    is_met: bool | None


@dataclass(frozen=True)
class CourseScreen:
    """The live part of a course page; `is_advised`: the reader may be told what the course would open to them."""

    course: Course
    skills: list[CourseSkill]
    openings: list[Opening]
    lessons: list[Lesson]
    sessions: list[ReadersRun]
    prerequisites: list[Prerequisite]
    leads_to: list[CoursePage]
    is_trainee: bool
    is_advised: bool


def course_screen(page: CoursePage, user: Any, moment: datetime) -> CourseScreen:
    """Return everything live on a course page."""
    course = page.course
    trainee = (
        trainee_of(user) if user is not None and user.is_authenticated and user.is_trainee else None
    )
    skills = list(course.taught.select_related("skill").order_by("-level", "skill__code"))
    return CourseScreen(
        course=course,
        skills=skills,
        openings=openings_asking(
            [taught.skill_id for taught in skills], local_date(moment), OPENINGS
        ),
        lessons=list(course.lessons.order_by("position")),
        sessions=_sessions(course, trainee, user, moment),
        prerequisites=_prerequisites(page, trainee),
        leads_to=list(_pages_of(page, course.leads_to.values("pk"))),
        is_trainee=trainee is not None,
        is_advised=trainee is not None and trainee.uses_recommendations and may_be_advised(course),
    )


def _sessions(
    course: Course, trainee: Trainee | None, user: Any, moment: datetime
) -> list[ReadersRun]:
    """Return the sessions, each with its one next step: enrol, wait, look at one's enrolment, or a reason."""
    runs = list(runs_for_course(course, moment))
    mine = _own_enrolments(trainee, runs)
    personal = _personal_denial(user, runs, moment)
    plans = timetables(runs)
    return [
        ReadersRun(
            run,
            state_of(run, moment),
            denies_window(run, moment) or personal,
            mine.get(run.pk),
            plans[run.pk],
        )
        for run in runs
    ]


def _own_enrolments(trainee: Trainee | None, runs: list[CourseRun]) -> dict[int, int]:
    """Return the reader's active enrolments by session."""
    if trainee is None or not runs:
        return {}
    found = Enrolment.objects.filter(trainee=trainee, run__in=runs, state__in=ACTIVE_STATES)
    return dict(found.values_list("run_id", "pk"))


def _personal_denial(user: Any, runs: list[CourseRun], moment: datetime) -> Denial | None:
    """Return the reason that is the same for every session of the course: the account, the courses before, the age."""
    if user is None or not user.is_authenticated or not runs:
        return None
    reasons = reasons_against_enrolling(user, runs[0], moment)
    return next((reason for reason in reasons if reason.code in SAME_FOR_ALL), None)


def _prerequisites(page: CoursePage, trainee: Trainee | None) -> list[Prerequisite]:
    """Return the courses that come before, each with the reader's own status."""
    courses = list(page.course.prerequisites.order_by("code"))
    if not courses:
        return []
    pages = {
        before.course_id: before for before in _pages_of(page, [course.pk for course in courses])
    }
    held = _held(trainee)
    return [
        Prerequisite(course, pages.get(course.pk), None if held is None else course.pk in held)
        for course in courses
    ]


def _held(trainee: Trainee | None) -> set[int] | None:
    """Return the courses of the trainee's valid certificates; None when nobody is signed in as a trainee."""
    if trainee is None:
        return None
    return set(certificates_of(trainee).filter(revoked_at=None).values_list("course_id", flat=True))


def _pages_of(page: CoursePage, courses: Any) -> QuerySet[CoursePage]:
    """Return the live pages, in this page's language, of some courses."""
    return (
        CoursePage.objects.live()
        .filter(course__in=courses, locale_id=page.locale_id)
        .order_by("slug")
    )
