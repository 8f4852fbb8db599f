"""Who takes part in which run, and how far have they come?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Trainee
from core.clock import now
from core.states import HasState
from training.models.runs import CourseRun
from training.states import ACTIVE_STATES, ENDED_STATES, ROSTER_STATES, EnrolmentState


class Enrolment(HasState):
    """One person in one run; at most one active at a time."""

    STATES = EnrolmentState

    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="enrolments")
    run = models.ForeignKey(CourseRun, models.PROTECT, related_name="enrolments")
    state = models.CharField(
        max_length=24, choices=EnrolmentState.choices, default=EnrolmentState.APPLIED
    )
    idempotency_key = models.CharField(max_length=64, unique=True)
    applied_at = models.DateTimeField(default=now)
    waitlisted_at = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    offer_expires_at = models.DateTimeField(null=True, blank=True)
    seated_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)
    completed_on = models.DateField(
        null=True, blank=True, help_text=_("Calendar day in Asia/Shanghai")
    )
    is_counted = models.BooleanField(default=False, help_text=_("Frozen at completion"))
    hours_completed = models.DecimalField(max_digits=6, decimal_places=1, default=0)
    attendance_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        indexes = [
            models.Index(
                fields=["run", "state", "waitlisted_at", "id"], name="enrolment_by_run_and_state"
            ),
            models.Index(
                fields=["completed_on", "trainee"],
                condition=Q(is_counted=True),
                name="enrolment_counted",
            ),
            models.Index(
                fields=["offer_expires_at"],
                condition=Q(state=EnrolmentState.OFFERED),
                name="enrolment_live_offers",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["trainee", "run"],
                condition=Q(state__in=ACTIVE_STATES),
                name="enrolment_active_once",
                violation_error_message=_("This person is already enrolled in this run."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=EnrolmentState.values),
                name="enrolment_state_known",
                violation_error_message=_("An enrolment is in one of the known states."),
            ),
            models.CheckConstraint(
                condition=~Q(state=EnrolmentState.WAITLISTED) | Q(waitlisted_at__isnull=False),
                name="enrolment_waits_since",
                violation_error_message=_("Who waits, waits since a moment."),
            ),
            models.CheckConstraint(
                condition=~Q(state=EnrolmentState.OFFERED)
                | Q(
                    offered_at__isnull=False,
                    offer_expires_at__isnull=False,
                    offer_expires_at__gt=F("offered_at"),
                ),
                name="enrolment_offer_has_an_end",
                violation_error_message=_("An offer says until when it holds."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ROSTER_STATES) | Q(seated_at__isnull=False),
                name="enrolment_seated_since",
                violation_error_message=_("Who has a seat, has it since a moment."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED_STATES, ended_at__isnull=False)
                | (~Q(state__in=ENDED_STATES) & Q(ended_at=None)),
                name="enrolment_ended_at_its_end",
                violation_error_message=_("An enrolment that ended says when."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=EnrolmentState.COMPLETED,
                    completed_on__isnull=False,
                    attendance_percent__isnull=False,
                )
                | (~Q(state=EnrolmentState.COMPLETED) & Q(completed_on=None, is_counted=False)),
                name="enrolment_completed_whole",
                violation_error_message=_(
                    "A completion says on which day and with which attendance; others do not count."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} → {self.run_id} ({self.state})"

    @property
    def is_active(self) -> bool:
        """Tell whether this enrolment is still undecided."""
        return self.state in ACTIVE_STATES
