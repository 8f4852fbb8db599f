"""What does the platform store for every room? Audit entries, notices, and rate-limit counters."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now


class ChangingQuerySet(models.QuerySet):
    """Rows with a time of last change, which bulk updates set too."""

    def update(self, **values: Any) -> int:
        """Write the values and the time of change; every conditional UPDATE of an action uses this."""
        return super().update(**{"changed_at": now(), **values})


class Changing(models.Model):
    """A row with a time of last change, so that holders of a copy can ask for changes.

    A row that belongs to it (a held skill, an asked skill) is written together with it, by the same action.
    """

    changed_at = models.DateTimeField(default=now, editable=False, db_index=True)

    objects = ChangingQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row with the moment, also when only some columns are written."""
        self.changed_at = now()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "changed_at"}
        super().save(*args, **kwargs)


class AuditEntry(models.Model):
    """One event: append-only, never edited, never deleted."""

    at = models.DateTimeField(default=now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verb = models.CharField(max_length=80)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id", "at"], name="audit_by_object")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verb=""),
                name="audit_has_verb",
                violation_error_message=_("An entry names its verb."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.content_type_id}:{self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry; refuse to change an old one."""
        if self.pk is not None and not self._state.adding:
            raise TypeError("audit entries are append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: history stays."""
        raise TypeError("audit entries are append-only")


class Notice(models.Model):
    """One message to one person, stored as code + parameters, so that it can be shown in either language."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    code = models.CharField(max_length=80)
    params = models.JSONField(default=dict, blank=True)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)
    is_mail_due = models.BooleanField(default=False)  # its e-mail is to be queued by a worker

    class Meta:
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notice_by_recipient"),
            models.Index(
                fields=["recipient"], condition=Q(read_at__isnull=True), name="notice_unread"
            ),
            models.Index(fields=["id"], condition=Q(is_mail_due=True), name="notice_mail_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(code=""),
                name="notice_has_code",
                violation_error_message=_("A notice names its code."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} → {self.recipient_id}"


class Tally(models.Model):
    """A counter of `core.limits`: how often something was done by, or to, one subject within a window.

    The key is a keyed digest: the table does not reveal who asked for a code or from where.
    """

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=1)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count} until {self.ends_at:%H:%M}"


class TableStamp(models.Model):
    """When was a table last written? A random number, new with every committed write (core/stamps.py)."""

    name = models.CharField(max_length=63, primary_key=True)
    stamp = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name} {self.stamp}"
