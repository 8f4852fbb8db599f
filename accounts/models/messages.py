"""Which of the account's messages wait to be sent? Written in the request, sealed, and erased once they are gone."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now


class WaitingMessage(models.Model):
    """One e-mail or text message; content and recipient are encrypted with the site's secret."""

    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sealed = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(sealed=""),
                name="sent_message_is_erased",
                violation_error_message=_("What was sent is not kept."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}"
