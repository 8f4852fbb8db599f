"""What do people view, and what was the result of each training of the recommendations?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.clock import now

BROKE_OFF = "broke off"  # the problem of a training that ended without a word


class Viewing(models.Model):
    """The first time that a person who uses recommendations opened an opening, and from which place of which list."""

    class Origin(models.TextChoices):
        """Where the person came from."""

        MATCHES = "matches", _("The recommendations")
        LIST = "list", _("The list of openings")
        OTHER = "other", _("Somewhere else")

    trainee = models.ForeignKey("accounts.Trainee", models.PROTECT, related_name="viewings")
    opening = models.ForeignKey("matching.Opening", models.PROTECT, related_name="viewings")
    at = models.DateTimeField(default=now)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.OTHER)
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    model_version = models.CharField(max_length=60, blank=True)
    match_score = models.FloatField(
        null=True, blank=True, help_text=_("How well it fitted in the night after")
    )
    match_model = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trainee", "opening"], name="viewing_once"),
            models.CheckConstraint(
                condition=Q(match_score__isnull=True, match_model="")
                | (Q(match_score__range=(0, 1)) & ~Q(match_model="")),
                name="viewing_match_whole",
                violation_error_message=_(
                    "A score lies between 0 and 1 and says by which version."
                ),
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["matches", "list", "other"]),
                name="viewing_origin",
                violation_error_message=_("Unknown origin."),
            ),
            models.CheckConstraint(
                condition=Q(place__isnull=True) | Q(place__gte=1) & ~Q(origin="other"),
                name="viewing_place",
                violation_error_message=_("A place counts from 1 and belongs to a list."),
            ),
        ]
        indexes = [models.Index(fields=["at"], name="viewing_at")]

    def __str__(self) -> str:
        return f"{self.trainee_id} 👁 {self.opening_id}"


class FitOutcome(models.TextChoices):
    """What an attempt came to."""

    RUNNING = "running", pgettext_lazy("training of a model", "Running")
    PROMOTED = "promoted", _("The newly learned model serves")
    REFRESHED = "refreshed", _("The weights stay, fresh outcomes were added")
    KEPT = "kept", _("What served before goes on serving")
    RETIRED = "retired", _("Back to the principled score")
    NOTHING = "nothing", _("Too little has happened yet")
    FAILED = "failed", _("It failed; what served before goes on serving")


class ModelFit(models.Model):
    """One attempt to learn from outcomes: when, on what, what it came to and why."""

    started_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=FitOutcome, default=FitOutcome.RUNNING)
    verdict = models.CharField(max_length=24, blank=True)
    version = models.CharField(max_length=60, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    card = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    outcome__in=[
                        "running",
                        "promoted",
                        "refreshed",
                        "kept",
                        "retired",
                        "nothing",
                        "failed",
                    ]
                ),
                name="modelfit_outcome",
                violation_error_message=_("Unknown outcome."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="running", ended_at__isnull=True)
                | ~Q(outcome="running") & Q(ended_at__isnull=False),
                name="modelfit_ended_when",
                violation_error_message=_("A fit that is over says since when."),
            ),
        ]
        indexes = [models.Index(fields=["-started_at"], name="modelfit_newest")]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.outcome}"
