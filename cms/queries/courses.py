"""What does a course page show? Skills, who hires for them, lessons, sessions; to one reader, their next steps."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

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
class Session:
    """A run of the course that people can still come into, with its state and its classes."""

    run: CourseRun
    state: NextRun
    timetable: Timetable


@dataclass(frozen=True)
class NextStep:
    """What a reader can do about a run: look at their own enrolment, enrol, wait, or the reason why not."""

    run: CourseRun
    state: NextRun
    denial: Denial | None
    enrolment_id: int | None


@dataclass(frozen=True)
class Prerequisite:
    """A course that comes before, with its page if it has one."""

    course: Course
    page: CoursePage | None


@dataclass(frozen=True)
class CourseScreen:
    """The live part of a course page, the same for all; `may_be_advised`: readers may be told what it would open to them."""

    course: Course
    skills: list[CourseSkill]
    openings: list[Opening]
    lessons: list[Lesson]
    sessions: list[Session]
    prerequisites: list[Prerequisite]
    leads_to: list[CoursePage]
    may_be_advised: bool


def course_screen(page: CoursePage, moment: datetime) -> CourseScreen:
    """Return everything live on a course page but what speaks of its reader."""
    course = page.course
    skills = list(course.taught.select_related("skill").order_by("-level", "skill__code"))
    return CourseScreen(
        course=course,
        skills=skills,
        openings=openings_asking(
            [taught.skill_id for taught in skills], local_date(moment), OPENINGS
        ),
        lessons=list(course.lessons.order_by("position")),
        sessions=_sessions(course, moment),
        prerequisites=_prerequisites(page),
        leads_to=list(_pages_of(page, course.leads_to.values("pk"))),
        may_be_advised=may_be_advised(course),
    )


def _sessions(course: Course, moment: datetime) -> list[Session]:
    runs = list(runs_for_course(course, moment))
    plans = timetables(runs)
    return [Session(run, state_of(run, moment), plans[run.pk]) for run in runs]


def _prerequisites(page: CoursePage) -> list[Prerequisite]:
    courses = list(page.course.prerequisites.order_by("code"))
    if not courses:
        return []
    pages = {
        before.course_id: before for before in _pages_of(page, [course.pk for course in courses])
    }
    return [Prerequisite(course, pages.get(course.pk)) for course in courses]


def next_steps(user: Any, runs: list[CourseRun], moment: datetime) -> list[NextStep]:
    """Return a reader's next step for each run of one course that people can still come into."""
    mine = _own_enrolments(user, runs)
    personal = _personal_denial(user, runs, moment)
    return [
        NextStep(
            run, state_of(run, moment), denies_window(run, moment) or personal, mine.get(run.pk)
        )
        for run in runs
    ]


def _own_enrolments(user: Any, runs: list[CourseRun]) -> dict[int, int]:
    """Return the reader's active enrolments by run."""
    trainee = trainee_of(user)
    if trainee is None or not runs:
        return {}
    found = Enrolment.objects.filter(trainee=trainee, run__in=runs, state__in=ACTIVE_STATES)
    return dict(found.values_list("run_id", "pk"))


def _personal_denial(user: Any, runs: list[CourseRun], moment: datetime) -> Denial | None:
    """Return the reason that is the same for every run of the course: the account, the courses before, the age."""
    if not user.is_authenticated or not runs:
        return None
    reasons = reasons_against_enrolling(user, runs[0], moment)
    return next((reason for reason in reasons if reason.code in SAME_FOR_ALL), None)


def courses_held(user: Any) -> set[int] | None:
    """Return the courses of the reader's valid certificates; None for who is no trainee."""
    trainee = trainee_of(user)
    if trainee is None:
        return None
    return set(certificates_of(trainee).filter(revoked_at=None).values_list("course_id", flat=True))


def uses_advice(user: Any) -> bool:
    """Tell whether a reader wants to be told what a course would open to them."""
    trainee = trainee_of(user)
    return trainee is not None and trainee.uses_recommendations


def _pages_of(page: CoursePage, courses: Any) -> QuerySet[CoursePage]:
    """Return the live pages, in this page's language, of some courses."""
    return (
        CoursePage.objects.live()
        .filter(course__in=courses, locale_id=page.locale_id)
        .order_by("slug")
    )
