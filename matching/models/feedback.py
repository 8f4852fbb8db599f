"""What does a person say about a recommendation?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now


class NotForMeReason(models.TextChoices):
    """Why it does not fit."""

    PAY = "pay", _("The pay")
    PLACE = "place", _("The place")
    HOURS = "hours", _("The hours or the shift")
    WORK = "work", _("The kind of work")
    COMPANY = "company", _("The company")
    SKILLS = "skills", _("My skills do not fit")
    OTHER = "other", _("Another reason")


class NotForMe(models.Model):
    """A person does not want to see an opening again, and says why."""

    trainee = models.ForeignKey("accounts.Trainee", models.PROTECT, related_name="not_for_me")
    opening = models.ForeignKey("matching.Opening", models.PROTECT, related_name="not_for_me")
    reason = models.CharField(max_length=20, choices=NotForMeReason)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trainee", "opening"], name="not_for_me_once"),
            models.CheckConstraint(
                condition=Q(
                    reason__in=["pay", "place", "hours", "work", "company", "skills", "other"]
                ),
                name="not_for_me_reason",
                violation_error_message=_("Unknown reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} ✗ {self.opening_id}"
