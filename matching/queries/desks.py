"""What does a trainee's desk show? Today's classes, the next step, progress, gaps in the profile, applications."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import HeldSkill, Trainee
from core.clock import CITY_TIME, local_date
from core.i18n import localized
from core.notices import subject_of, unread, url_of
from matching.models import Application, Interview, Opening
from matching.queries.applications import applications_of
from matching.states import Answer, ApplicationState, Stage
from training.models import Certificate, Enrolment, Meeting
from training.models.records import ATTENDED
from training.states import ACTIVE_STATES, IN_CLASS

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do next: words, where to do it, what it is about, why, and by when."""

    words: str | Promise
    url: str
    thing: str = ""
    why: str | Promise = ""
    until: date | None = None
    opening: Opening | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the trainee's desk shows."""

    answers: list[Task]
    tasks: list[Task]
    classes: list[Meeting]
    is_today: bool
    enrolments: list[Enrolment]
    asking: list[Enrolment]
    certificates: list[Certificate]
    applications: list[Application]
    stages: list[tuple[Stage, int]]
    notices: list[tuple[str, str]]


def trainee_desk(trainee: Trainee, now: datetime) -> Desk:
    """Return the desk of one trainee in six queries."""
    invited = Interview.objects.filter(
        application=OuterRef("pk"), answer=Answer.WAITING, at__gt=now
    )
    applications = list(applications_of(trainee).annotate(is_invited=Exists(invited)))
    today, coming = _classes(trainee, now)
    active = list(_enrolments(trainee, now))
    counts = {stage: sum(found.stage == stage for found in applications) for stage in Stage}
    return Desk(
        answers=_answers(applications),
        tasks=_gaps(trainee),
        classes=today or coming,
        is_today=bool(today),
        enrolments=[found for found in active if found.state in IN_CLASS],
        asking=[found for found in active if found.state not in IN_CLASS],
        certificates=list(_certificates(trainee)),
        applications=applications[:SHOWN],
        stages=list(counts.items()),
        notices=[(subject_of(found), url_of(found)) for found in unread(trainee.user)[:SHOWN]],
    )


def _classes(trainee: Trainee, now: datetime) -> tuple[list[Meeting], list[Meeting]]:
    """Return today's classes that are not over, all of them, and the next one after today."""
    end = datetime.combine(local_date(now), time(), CITY_TIME) + timedelta(days=1)
    own = Meeting.objects.filter(
        run__enrolments__trainee=trainee,
        run__enrolments__state__in=IN_CLASS,
        ends_at__gt=now,
        cancelled_at=None,
    ).order_by("starts_at", "pk")
    coming = own.filter(starts_at__gte=end).values("pk")[:1]
    found = list(
        own.filter(Q(starts_at__lt=end) | Q(pk=Subquery(coming))).select_related(
            "run", "run__course"
        )
    )
    return [m for m in found if m.starts_at < end], [m for m in found if m.starts_at >= end]


def _enrolments(trainee: Trainee, now: datetime) -> QuerySet[Enrolment]:
    """Return the courses that go on or are asked for, with the hours attended so far."""
    attended = Q(attendances__status__in=ATTENDED, attendances__meeting__starts_at__lte=now)
    return (
        Enrolment.objects.filter(trainee=trainee, state__in=ACTIVE_STATES)
        .annotate(hours_so_far=Coalesce(Sum("attendances__hours", filter=attended), Decimal(0)))
        .select_related("run", "run__course")
        .order_by("run__starts_on", "pk")
    )


def _certificates(trainee: Trainee) -> QuerySet[Certificate]:
    return (
        Certificate.objects.filter(trainee=trainee)
        .select_related("course")
        .order_by("-issued_at", "-pk")
    )


def _answers(applications: list[Application]) -> list[Task]:
    """Return what waits for the person's answer, what ends soonest first; of invitations those that are to come."""
    words: dict[str, str | Promise] = {
        ApplicationState.OFFERED: _("You have an offer. Please answer."),
        ApplicationState.HIRE_CLAIMED: _(
            "A company reports your start. Please confirm or contest."
        ),
        ApplicationState.INTERVIEW: _("You are invited to an interview."),
    }
    tasks = [
        Task(
            words[found.state],
            found.get_absolute_url(),
            localized(found.opening, "title"),
            until=_until(found),
            opening=found.opening,
        )
        for found in applications
        if found.needs_answer
        or (
            found.state == ApplicationState.INTERVIEW and found.held_at is None and found.is_invited
        )
    ]
    return sorted(tasks, key=lambda task: task.until or date.max)


def _until(application: Application) -> date | None:
    """Return the day an offer has to be answered by."""
    return application.offer.expires_on if application.state == ApplicationState.OFFERED else None


def _gaps(trainee: Trainee) -> list[Task]:
    """Return what is missing in the profile."""
    has_skills, has_wishes = Trainee.objects.values_list(
        Exists(HeldSkill.objects.filter(trainee=OuterRef("pk"))),
        Exists(Trainee.wanted_occupations.through.objects.filter(trainee=OuterRef("pk"))),
    ).get(pk=trainee.pk)
    gaps: list[tuple[bool, str | Promise, str | Promise, str]] = [
        (
            not has_skills,
            _("Say what you can do."),
            _("Openings are found by it."),
            "accounts:profile_skills",
        ),
        (
            not has_wishes,
            _("Say which work you look for."),
            _("It then comes first."),
            "accounts:profile",
        ),
        (
            trainee.education_id is None,
            _("Add your education."),
            _("Some openings ask for it."),
            "accounts:profile",
        ),
        (
            trainee.verified_at is None,
            _("Your real name is still to be checked."),
            _(
                "Show a document to the programme office or the organiser of your course; then your completion counts."
            ),
            "accounts:profile",
        ),
    ]
    return [
        Task(words, reverse(name), why=why) for is_missing, words, why, name in gaps if is_missing
    ]
