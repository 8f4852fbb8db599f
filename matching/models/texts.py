"""Which texts of companies, besides openings, does the office review, and what did it decide?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import HasState
from matching.states import TextGroup, WrittenTextState


class WrittenText(HasState):
    """Words in doubt that were sent, or, with a reason, stopped words that are meant otherwise and were not sent."""

    STATES = WrittenTextState

    company = models.ForeignKey("accounts.Company", models.PROTECT, related_name="written_texts")
    application = models.ForeignKey(
        "matching.Application", models.PROTECT, null=True, blank=True, related_name="written_texts"
    )
    field = models.CharField(max_length=80)  # as in lawful/fields.py
    text = models.TextField()
    key = models.CharField(
        max_length=64, editable=False
    )  # see lawful.key_of: what is let pass is exactly this text
    reason = models.TextField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)
    state = models.CharField(
        max_length=12, choices=WrittenTextState, default=WrittenTextState.WAITING
    )
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision = models.TextField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "created_at"], name="written_texts_by_state"),
            models.Index(fields=["company", "field", "key"], name="written_texts_alike"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=WrittenTextState.values),
                name="written_text_state",
                violation_error_message=_("Unknown state."),
            ),
            models.CheckConstraint(
                condition=Q(state=WrittenTextState.WAITING, seen_at=None, seen_by=None)
                | (
                    ~Q(state=WrittenTextState.WAITING)
                    & Q(seen_at__isnull=False, seen_by__isnull=False)
                ),
                name="written_text_seen_by_somebody",
                violation_error_message=_("A text that was looked at names who looked, and when."),
            ),
            models.CheckConstraint(
                condition=(~Q(state__in=WrittenTextState.of(TextGroup.DECIDED)) & Q(decision=""))
                | (
                    Q(state__in=WrittenTextState.of(TextGroup.DECIDED))
                    & ~Q(reason="")
                    & ~Q(decision="")
                ),
                name="written_text_decided_with_reason",
                violation_error_message=_(
                    "Only explained words are decided, and a decision gives its reason."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.company_id}"
