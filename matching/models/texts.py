"""Which texts of companies is the office to look at, beside openings?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now


class WrittenText(models.Model):
    """Words in doubt that were sent, or, with a reason, stopped words that are meant otherwise and were not sent."""

    company = models.ForeignKey("accounts.Company", models.PROTECT, related_name="written_texts")
    application = models.ForeignKey(
        "matching.Application", models.PROTECT, null=True, blank=True, related_name="written_texts"
    )
    field = models.CharField(max_length=80)  # as in lawful/fields.py
    text = models.TextField()
    reason = models.TextField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["seen_at", "created_at"], name="written_texts_unseen")]
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None) | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="written_text_seen_by_somebody",
                violation_error_message=_("A text that was looked at names who looked, and when."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.company_id}"
