"""What is a placement round, what does it propose to whom, and what must always be true of it?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import HasState
from matching.states import LeftOut, ProposalState, RoundState


class PlacementRound(HasState):
    """One proposal of openings for a whole cohort, saved by the office. It applies for nobody and hires nobody."""

    STATES = RoundState

    run = models.ForeignKey(
        "training.CourseRun", models.PROTECT, null=True, blank=True, related_name="placement_rounds"
    )
    university = models.ForeignKey(
        "accounts.University",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="placement_rounds",
    )
    graduation_year = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=RoundState, default=RoundState.KEPT)
    model_version = models.CharField(max_length=80)
    input_hash = models.CharField(max_length=64)
    blocking_pairs = models.PositiveIntegerField(default=0)
    expected_with = models.FloatField(null=True, blank=True)
    expected_without = models.FloatField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RoundState.values),
                name="placement_round_state",
                violation_error_message=_("Unknown state."),
            ),
            models.CheckConstraint(
                condition=Q(run__isnull=False, university=None, graduation_year=None)
                | Q(run=None, university__isnull=False, graduation_year__isnull=False),
                name="placement_round_cohort",
                violation_error_message=_(
                    "A round is for one course run, or for one school and year."
                ),
            ),
            models.CheckConstraint(
                condition=Q(blocking_pairs=0),
                name="placement_round_stable",
                violation_error_message=_(
                    "A round with a pair that would rather have each other is not kept."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(model_version="") & ~Q(input_hash=""),
                name="placement_round_named",
                violation_error_message=_(
                    "A round names its model version and what it was worked out from."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.CLOSED, closed_at__isnull=False)
                | (~Q(state=RoundState.CLOSED) & Q(closed_at=None)),
                name="placement_round_closed_when",
                violation_error_message=_("A closed round says since when."),
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="placement_round_newest")]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        """Return the office's page of it."""
        return reverse("matching:placement_round", args=[self.pk])


class PlacementSeats(models.Model):
    """The free positions of an opening when a round was saved, and how many people it proposes them to."""

    round = models.ForeignKey(PlacementRound, models.CASCADE, related_name="seats")
    opening = models.ForeignKey("matching.Opening", models.PROTECT, related_name="+")
    free = models.PositiveSmallIntegerField()
    filled = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "opening"], name="placement_seats_once"),
            models.CheckConstraint(
                condition=Q(filled__lte=F("free")),
                name="placement_seats_within_positions",
                violation_error_message=_(
                    "A round proposes no more people than there are free positions."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} → {self.opening_id}: {self.filled}/{self.free}"


class PlacementProposal(HasState):
    """The one opening that a round proposes to a person. `passed_over` holds the wishes before it, without names:
    opening, rank, seats, and the worth of the person and of the last who was taken.
    """

    STATES = ProposalState

    round = models.ForeignKey(PlacementRound, models.CASCADE, related_name="proposals")
    trainee = models.ForeignKey("accounts.Trainee", models.PROTECT, related_name="proposals")
    opening = models.ForeignKey("matching.Opening", models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.PROPOSED)
    wish = models.PositiveSmallIntegerField(help_text=_("1 = the first on the person's list"))
    score = models.FloatField()
    skill = models.FloatField(help_text=_("The share of the skills asked for, 0 to 1"))
    passed_over = models.JSONField(default=list)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "trainee"], name="proposal_once_a_round"),
            models.UniqueConstraint(
                fields=["trainee"],
                condition=Q(state=ProposalState.PROPOSED),
                name="proposal_open_once",
                violation_error_message=_("This person has a proposal that waits for an answer."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values),
                name="proposal_state",
                violation_error_message=_("Unknown state."),
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.PROPOSED, answered_at=None)
                | (~Q(state=ProposalState.PROPOSED) & Q(answered_at__isnull=False)),
                name="proposal_answered_when",
                violation_error_message=_("A proposal that was answered says when."),
            ),
            models.CheckConstraint(
                condition=Q(wish__gte=1),
                name="proposal_wish",
                violation_error_message=_("Wishes count from 1."),
            ),
        ]
        indexes = [models.Index(fields=["opening", "state"], name="proposal_by_opening")]

    def __str__(self) -> str:
        return f"{self.trainee_id} ⇢ {self.opening_id} ({self.state})"


class PlacementLeftOut(models.Model):
    """Somebody of the cohort who gets no proposal, and why."""

    round = models.ForeignKey(PlacementRound, models.CASCADE, related_name="left_out")
    trainee = models.ForeignKey("accounts.Trainee", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=LeftOut)
    passed_over = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "trainee"], name="left_out_once_a_round"),
            models.CheckConstraint(
                condition=Q(reason__in=LeftOut.values),
                name="left_out_reason",
                violation_error_message=_("Unknown reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} ✗ {self.round_id} ({self.reason})"
