"""What does a trainee's desk show? Today's classes, the next step, progress, gaps in the profile, applications."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import HeldSkill, Trainee, User
from core.clock import CITY_TIME, local_date
from core.i18n import localized
from core.models import Notice
from core.notices import subject_of, unread, url_of
from core.statements import Prepared
from matching.models import Application, Interview, Opening
from matching.states import Answer, ApplicationState, Stage
from training.models import Attendance, Certificate, CourseRun, Enrolment, Meeting
from training.models.records import ATTENDED
from training.states import ACTIVE_STATES, IN_CLASS

SHOWN = 5
# What the desk shows of a row, and nothing else of it: wide rows cost more to read than to find.
OF_APPLICATIONS = (
    "state",
    "held_at",
    "told_at",
    "submitted_at",
    "opening__title",
    "opening__title_en",
    "opening__company__name_zh",
    "opening__company__name_en",
    "opening__division__name_zh",
    "opening__division__name_en",
    "offer__expires_on",
)
OF_MEETINGS = ("starts_at", "ends_at", "place", "run")
OF_ENROLMENTS = (
    "state",
    "run__starts_on",
    "run__ends_on",
    "run__place_zh",
    "run__place_en",
    "run__course__title_zh",
    "run__course__title_en",
    "run__course__min_hours",
)
OF_CERTIFICATES = (
    "enrolment",
    "number",
    "revoked_at",
    "course__title_zh",
    "course__title_en",
)


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
    """Return the desk of one trainee in six queries at most: what nobody waits for is not asked."""
    asked = {"trainee_id": trainee.pk, "now": now}
    applications = APPLICATIONS.rows(**asked)
    active = ENROLMENTS.rows(**asked)
    attended = [found for found in active if found.state in IN_CLASS]
    today, coming = _classes(trainee, now, {found.run_id: found.run for found in attended})
    stages = Counter(found.stage for found in applications)
    return Desk(
        answers=_answers(applications),
        tasks=_gaps(trainee),
        classes=today or coming,
        is_today=bool(today),
        enrolments=attended,
        asking=[found for found in active if found.state not in IN_CLASS],
        certificates=CERTIFICATES.rows(trainee_id=trainee.pk),
        applications=applications[:SHOWN],
        stages=[(stage, stages[stage]) for stage in Stage],
        notices=_notices(trainee.user),
    )


def _applications(trainee_id: int, now: datetime) -> QuerySet[Application]:
    """Return a person's applications, what moved last first, and whether an invitation waits for an answer."""
    invited = Interview.objects.filter(
        application=OuterRef("pk"), answer=Answer.WAITING, at__gt=now
    )
    return (
        Application.objects.filter(trainee=trainee_id)
        .annotate(is_invited=Exists(invited))
        .select_related("opening__company", "opening__division", "offer")
        .only(*OF_APPLICATIONS)
        .order_by("-moved_at", "-pk")
    )


def _classes(
    trainee: Trainee, now: datetime, runs: dict[int, CourseRun]
) -> tuple[list[Meeting], list[Meeting]]:
    """Return today's classes of these runs that are not over, all of them, and the next one after today."""
    end = datetime.combine(local_date(now), time(), CITY_TIME) + timedelta(days=1)
    found = MEETINGS.rows(trainee_id=trainee.pk, now=now, end=end) if runs else []
    classes = [meeting for meeting in found if meeting.run_id in runs]
    for meeting in classes:
        meeting.run = runs[meeting.run_id]
    return [m for m in classes if m.starts_at < end], [m for m in classes if m.starts_at >= end]


def _meetings(trainee_id: int, now: datetime, end: datetime) -> QuerySet[Meeting]:
    runs = Enrolment.objects.filter(trainee=trainee_id, state__in=IN_CLASS).values("run")
    own = Meeting.objects.filter(run__in=runs, ends_at__gt=now, cancelled_at=None)
    own = own.order_by("starts_at", "pk")
    coming = own.filter(starts_at__gte=end).values("pk")[:1]
    return own.filter(Q(starts_at__lt=end) | Q(pk=Subquery(coming))).only(*OF_MEETINGS)


def _enrolments(trainee_id: int, now: datetime) -> QuerySet[Enrolment]:
    """Return the courses that go on or are asked for, with the hours attended so far."""
    there = Attendance.objects.filter(
        enrolment=OuterRef("pk"), status__in=ATTENDED, meeting__starts_at__lte=now
    )
    hours = there.order_by().values("enrolment").annotate(sum=Sum("hours")).values("sum")
    return (
        Enrolment.objects.filter(trainee=trainee_id, state__in=ACTIVE_STATES)
        .annotate(hours_so_far=Coalesce(Subquery(hours), Decimal(0)))
        .select_related("run__course")
        .only(*OF_ENROLMENTS)
        .order_by("run__starts_on", "pk")
    )


def _certificates(trainee_id: int) -> QuerySet[Certificate]:
    return (
        Certificate.objects.filter(trainee=trainee_id)
        .select_related("course")
        .only(*OF_CERTIFICATES)
        .order_by("-issued_at", "-pk")
    )


def _unread(user_id: int) -> QuerySet[Notice]:
    return unread(user_id)[:SHOWN]


def _notices(user: User) -> list[tuple[str, str]]:
    """Return the newest notices that are not read; the user of a session brings the answer that there are none."""
    if getattr(user, "unread_notices", None) == 0:
        return []
    return [(subject_of(found), url_of(found)) for found in UNREAD.rows(user_id=user.pk)]


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


def _known(trainee_id: int) -> QuerySet[Trainee, tuple[bool, bool]]:
    """Return whether a person's skills and wishes are known."""
    return (
        Trainee.objects.filter(pk=trainee_id)
        .order_by("pk")
        .values_list(
            Exists(HeldSkill.objects.filter(trainee=OuterRef("pk"))),
            Exists(Trainee.wanted_occupations.through.objects.filter(trainee=OuterRef("pk"))),
        )
    )


def _gaps(trainee: Trainee) -> list[Task]:
    """Return what is missing in the profile."""
    has_skills, has_wishes = KNOWN.rows(trainee_id=trainee.pk)[0]
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


APPLICATIONS = Prepared(_applications, trainee_id=int, now=datetime)
MEETINGS = Prepared(_meetings, trainee_id=int, now=datetime, end=datetime)
ENROLMENTS = Prepared(_enrolments, trainee_id=int, now=datetime)
CERTIFICATES, KNOWN = Prepared(_certificates, trainee_id=int), Prepared(_known, trainee_id=int)
UNREAD = Prepared(_unread, user_id=int)
