"""When and where is a course held, and how many seats are there?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Company, Division, University
from core.states import HasState
from training.models.courses import Course
from training.states import CourseRunState, RunPhase

MINUTES_AN_HOUR = 45  # of a class hour (学时)


class CourseRun(HasState):
    """One run of a course: dates, place, seats (班次)."""

    STATES = CourseRunState

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="runs", verbose_name=_("course")
    )
    code = models.CharField(_("code"), max_length=40, unique=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    enrol_opens_at = models.DateTimeField(_("enrolment opens"))
    enrol_closes_at = models.DateTimeField(_("enrolment closes"))
    place_zh = models.CharField(_("place in Chinese"), max_length=120, blank=True)
    place_en = models.CharField(_("place in English"), max_length=160, blank=True)
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("division"),
    )
    capacity = models.PositiveSmallIntegerField(_("seats"))
    seats_taken = models.PositiveSmallIntegerField(default=0, editable=False)
    late_plan = models.CharField(
        _("how those who join late make up what they missed"),
        max_length=300,
        blank=True,
        help_text=_("Everybody reads it before enrolling."),
    )
    seats_reserved = models.PositiveSmallIntegerField(_("reserved seats"), default=0)
    needs_approval = models.BooleanField(_("the office approves each enrolment"), default=False)
    fee = models.PositiveIntegerField(_("fee"), default=0, help_text=_("Yuan"))
    subsidy = models.PositiveIntegerField(_("subsidy"), default=0, help_text=_("Yuan"))
    state = models.CharField(
        max_length=12, choices=CourseRunState.choices, default=CourseRunState.DRAFT
    )
    teachers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="taught_runs", verbose_name=_("teachers")
    )
    university = models.ForeignKey(
        University,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="runs",
        verbose_name=_("organising school"),
    )
    company = models.ForeignKey(
        Company,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="runs",
        verbose_name=_("organising company"),
    )

    class Meta:
        verbose_name = _("course run")
        verbose_name_plural = _("course runs")
        indexes = [models.Index(fields=["state", "starts_on", "id"], name="run_by_state_and_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__gte=F("seats_taken") + F("seats_reserved")),
                name="run_seats_within_capacity",
                violation_error_message=_(
                    "There are not that many seats: taken and reserved ones exceed them."
                ),
            ),
            models.CheckConstraint(
                condition=Q(seats_taken__gte=0) & Q(seats_reserved__gte=0) & Q(capacity__gte=1),
                name="run_seats_not_negative",
                violation_error_message=_("A run has at least one seat."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="run_ends_after_start",
                violation_error_message=_("The last day cannot be before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(enrol_closes_at__gt=F("enrol_opens_at")),
                name="run_enrolment_period",
                violation_error_message=_("Enrolment closes after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=CourseRunState.values),
                name="run_state_known",
                violation_error_message=_("A course run is in one of the known states."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def seats_free(self) -> int:
        """Return how many seats are left."""
        return self.capacity - self.seats_taken - self.seats_reserved

    @property
    def is_full(self) -> bool:
        """Tell whether no seat is left."""
        return self.seats_free <= 0

    @property
    def phase_word(self) -> str:
        """Return the state's label as of the moment of the list."""
        return str(RunPhase(getattr(self, "phase", "")).label)

    @property
    def is_free(self) -> bool:
        """Tell whether the person pays nothing."""
        return self.fee <= self.subsidy


class Meeting(models.Model):
    """One class of a run: from when to when, how many hours of 45 minutes."""

    run = models.ForeignKey(CourseRun, models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=1)
    topic_zh = models.CharField(max_length=80, blank=True)
    topic_en = models.CharField(max_length=140, blank=True)
    place = models.CharField(max_length=120, blank=True)
    revision = models.PositiveSmallIntegerField(
        default=0, help_text=_("Counts up with each change, for calendars")
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    cancelled_told_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("Since when everybody knows; nobody is told while it can be undone"),
    )

    class Meta:
        indexes = [models.Index(fields=["starts_at", "run"], name="meeting_by_start")]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "starts_at"],
                condition=Q(cancelled_at=None),
                name="meeting_start_once",
                violation_error_message=_("The run already has a class at this time."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message=_("A class ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0),
                name="meeting_has_hours",
                violation_error_message=_("A class lasts some time."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_reason="")),
                name="meeting_cancelled_with_reason",
                violation_error_message=_("A class that was cancelled says when and why."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_told_at=None)
                | Q(cancelled_at__isnull=False, cancelled_told_at__gte=F("cancelled_at")),
                name="meeting_told_once_cancelled",
                violation_error_message=_("Only of a class that was cancelled is it told."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def is_cancelled(self) -> bool:
        """Tell whether the class does not take place."""
        return self.cancelled_at is not None
