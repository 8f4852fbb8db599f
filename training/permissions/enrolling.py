"""May this person enrol in this run, and if not, what would change it? One rule set for page, action and offers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Trainee, User, UserKind
from accounts.permissions.consents import Use, denies_use
from accounts.session import trainee_of
from accounts.study import age_on
from core.clock import local_date
from core.denials import Denial
from core.i18n import localized
from training.models import Course, CourseRun, Enrolment, Meeting
from training.permissions.lateness import ANOTHER_RUN, denies_lateness
from training.permissions.office import denies_office
from training.states import ACTIVE_STATES, ROSTER_STATES, SITTING, CourseRunState, EnrolmentState

# Whoever holds a seat sits in its classes.


@dataclass(frozen=True, slots=True)
class EnrolmentCondition:
    """One condition of enrolling: the sentence when it is met, the denial when it is not."""

    sentence: str | Promise
    denial: Denial | None

    @property
    def is_met(self) -> bool:
        """Tell whether the condition is met."""
        return self.denial is None


def enrol_checks(
    user: User, run: CourseRun, now: datetime, own: Trainee | None = None
) -> list[EnrolmentCondition]:
    """Return every condition with its answer; those about the person only when there is a trainee to ask.

    `own` spares the query when the account's trainee is at hand.
    """
    trainee = own if own is not None and own.user_id == user.pk else trainee_of(user)
    checks = [
        EnrolmentCondition(
            _("You are logged in with a trainee account."), _denies_account(user, trainee, run)
        ),
        EnrolmentCondition(_("Enrolment is open."), denies_window(run, now)),
    ]
    if trainee is not None:
        checks += [
            EnrolmentCondition(sentence, rule(trainee, run, now)) for sentence, rule in PERSONAL
        ]
    return checks


def reasons_against_enrolling(
    user: User, run: CourseRun, now: datetime, own: Trainee | None = None
) -> list[Denial]:
    """Return every reason why this account cannot enrol in this run now."""
    return [check.denial for check in enrol_checks(user, run, now, own) if check.denial is not None]


def denies_enrol(
    user: User, run: CourseRun, now: datetime, own: Trainee | None = None
) -> Denial | None:
    """Say the first reason why this account cannot enrol in this run now, or None."""
    return next(iter(reasons_against_enrolling(user, run, now, own)), None)


def denies_offer(enrolment: Enrolment, now: datetime) -> Denial | None:
    """Say why a waiting person cannot be offered a seat: enrolment must be open, and the rules of every seat apply."""
    return denies_window(enrolment.run, now) or denies_seat(enrolment, now)


def denies_seat(enrolment: Enrolment, now: datetime) -> Denial | None:
    """Say why this person cannot get a seat in this run now: the rules common to all ways into a seat.

    Who asked before the deadline can be given a seat after it, until the run begins.
    """
    if denial := denies_place(enrolment.run, now):
        return denial
    rules = [rule for _sentence, rule in PERSONAL if rule is not _denies_twice]
    return next(filter(None, (rule(enrolment.trainee, enrolment.run, now) for rule in rules)), None)


def denies_approval(user: User, enrolment: Enrolment, now: datetime) -> Denial | None:
    """Say why the office cannot give this person a seat, in words for the office, or None."""
    if denial := denies_office(user):
        return denial
    if enrolment.state != EnrolmentState.APPLIED or (reason := denies_seat(enrolment, now)) is None:
        return None
    return Denial(
        "approve.rules",
        _("The rules allow no seat. The person would read: “%(reason)s”")
        % {"reason": reason.sentence},
        _("Turn the enrolment down with a reason, or wait until it is possible."),
    )


def denies_accept(user: User, enrolment: Enrolment, now: datetime) -> Denial | None:
    """Say why an offered seat cannot be taken any more, or None."""
    if denial := denies_own(user, enrolment) or denies_use(user, Use.ENROL):
        return denial
    ends_at = enrolment.offer_expires_at
    if ends_at is None or enrolment.state != EnrolmentState.OFFERED:
        return None
    if ends_at > now:
        return denies_seat(enrolment, now)
    return Denial(
        "enrol.offer_expired",
        _("The offer ended at %(moment)s.") % {"moment": shown(ends_at)},
        _("Enrol again to join the waiting list."),
        reverse("training:enrol", args=[enrolment.run_id]),
    )


def denies_calendar(enrolment: Enrolment) -> Denial | None:
    """Say that somebody without a seat has no classes to put into a calendar, or None."""
    if enrolment.state in ROSTER_STATES:
        return None
    return Denial(
        "calendar.no_seat",
        _("You have no seat in these classes yet."),
        _("The calendar comes with the seat."),
    )


def denies_withdraw(user: User, enrolment: Enrolment) -> Denial | None:
    """Say why this account cannot withdraw this enrolment, or None."""
    if denial := denies_own(user, enrolment):
        return denial
    if enrolment.state in ACTIVE_STATES:
        return None
    return Denial("enrol.ended", _("This enrolment has already ended."))


def denies_own(user: User, enrolment: Enrolment) -> Denial | None:
    """Say that an enrolment is somebody else's, or None."""
    if user.is_authenticated and enrolment.trainee.user_id == user.pk:
        return None
    return Denial("enrol.not_yours", _("Only the person who enrolled can do this."))


def _denies_account(user: User, trainee: Trainee | None, run: CourseRun) -> Denial | None:
    if not user.is_authenticated:
        here = reverse("training:enrol", args=[run.pk])
        return Denial(
            "enrol.login",
            _("You are not logged in."),
            _("Log in or join as a trainee; you come back to this page."),
            f"{reverse('account_login')}?next={here}",
        )
    if trainee is not None:
        return None
    remedy = (
        _("Complete your profile first.")
        if user.kind == UserKind.TRAINEE
        else _("Join with a trainee account.")
    )
    return Denial(
        "enrol.no_trainee",
        _("This account is not a trainee's account."),
        remedy,
        reverse("accounts:door"),
    )


def denies_window(run: CourseRun, now: datetime) -> Denial | None:
    """Say why nobody can enrol in this run at this moment, or None."""
    if run.state == CourseRunState.OPEN and now >= run.enrol_closes_at:
        return _closed(run)
    if denial := denies_place(run, now):
        return denial
    if now < run.enrol_opens_at:
        moment = shown(run.enrol_opens_at)
        return Denial(
            "enrol.not_open",
            _("Enrolment is not open yet."),
            _("Come back from %(moment)s.") % {"moment": moment},
        )
    return None


def denies_place(run: CourseRun, now: datetime) -> Denial | None:
    """Say why nobody comes into this run any more, or not yet, whatever the deadline says, or None."""
    if run.state == CourseRunState.CANCELLED:
        return Denial(
            "enrol.cancelled", _("This run was cancelled."), ANOTHER_RUN, _course_url(run.course)
        )
    if run.state == CourseRunState.DRAFT:
        return Denial(
            "enrol.draft", _("This run is not published yet."), ANOTHER_RUN, _course_url(run.course)
        )
    if run.state != CourseRunState.OPEN:
        return _closed(run)
    return denies_lateness(run, now, _course_url(run.course))


def _closed(run: CourseRun) -> Denial:
    closed_at = shown(run.enrol_closes_at)
    sentence = _("Enrolment closed on %(moment)s.") % {"moment": closed_at}
    return Denial("enrol.closed", sentence, ANOTHER_RUN, _course_url(run.course))


def _denies_consent(trainee: Trainee, run: CourseRun, now: datetime) -> Denial | None:
    return denies_use(trainee.user, Use.ENROL)


def _denies_prerequisites(trainee: Trainee, run: CourseRun, now: datetime) -> Denial | None:
    missing = list(missing_courses(trainee, run.course).order_by("code"))
    if not missing:
        return None
    titles = ", ".join(f"{course.code} {localized(course, 'title')}" for course in missing)
    return Denial(
        "enrol.prerequisites",
        _("Another course comes first: %(courses)s.") % {"courses": titles},
        _("Complete it, then enrol here."),
        _course_url(missing[0]),
    )


def denies_age(trainee: Trainee, run: CourseRun, now: datetime) -> Denial | None:
    """Say that this person is too young for the course, or None."""
    youngest = max(settings.MINIMUM_AGE, run.course.min_age)
    if trainee.birth_on is None or age_on(trainee.birth_on, local_date(now)) >= youngest:
        return None
    return Denial(
        "enrol.age",
        _("This course is open from the age of %(age)s.") % {"age": youngest},
        _("You can enrol from your birthday on."),
    )


def missing_courses(trainee: Any, course: Any) -> QuerySet[Course]:
    """Return the courses that come before this one and that this person has not completed."""
    done = Enrolment.objects.filter(
        trainee=trainee, state=EnrolmentState.COMPLETED, certificate__revoked_at=None
    )
    return Course.objects.filter(leads_to=course).exclude(pk__in=done.values("run__course"))


def clashes(trainee: Any, run: Any, now: Any) -> QuerySet[Meeting]:
    """Return the classes ahead in which this person sits while the run has one."""
    same_time = Meeting.objects.filter(
        run=run,
        cancelled_at=None,
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    return Meeting.objects.filter(
        Exists(same_time),
        run__enrolments__trainee=trainee,
        run__enrolments__state__in=SITTING,
        ends_at__gt=now,
        cancelled_at=None,
    ).exclude(run=run)


def denies_overlap(trainee: Trainee, run: CourseRun, now: datetime) -> Denial | None:
    """I7: nobody sits in two overlapping classes."""
    clash = (
        clashes(trainee, run, now).select_related("run__course").order_by("starts_at", "pk").first()
    )
    if clash is None:
        return None
    title = localized(clash.run.course, "title")
    return Denial(
        "enrol.overlap",
        _("On %(moment)s you already have a class of “%(course)s”.")
        % {"moment": shown(clash.starts_at), "course": title},
        _("Choose other dates, or withdraw from that course."),
        reverse("training:my_enrolments"),
    )


def _denies_twice(trainee: Trainee, run: CourseRun, now: datetime) -> Denial | None:
    active = trainee.enrolments.filter(run=run, state__in=ACTIVE_STATES).order_by("pk").first()
    if active is None:
        return None
    return Denial(
        "enrol.twice",
        _("You are already enrolled here."),
        _("Your enrolment shows what comes next."),
        reverse("training:enrolment", args=[active.pk]),
    )


Rule = Callable[[Trainee, CourseRun, datetime], Denial | None]
PERSONAL: tuple[tuple[str | Promise, Rule], ...] = (
    (_("You have agreed to the terms and to the handling of your data."), _denies_consent),
    (_("You are not enrolled in this run yet."), _denies_twice),
    (_("You have completed the courses that come before this one."), _denies_prerequisites),
    (_("You are old enough for this course."), denies_age),
    (_("No class overlaps with another course of yours."), denies_overlap),
)


def shown(moment: datetime) -> str:
    """Write a moment on the city's clock, readable in both languages."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _course_url(course: Course) -> str:
    """Return where a course's dates are listed: on its page in the catalogue."""
    return reverse("cms:course", args=[course.code.lower()])
