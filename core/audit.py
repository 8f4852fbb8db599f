"""Who did what, when and why? Append-only entries written inside the action that changes the state."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from core.models import AuditEntry


def record(
    thing: models.Model,
    verb: str,
    *,
    by: Any,
    before: str = "",
    after: str = "",
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> AuditEntry:
    """Append one entry about `thing`; `by` is a user, or None when the platform itself acted."""
    return AuditEntry.objects.create(
        actor=by,
        verb=verb,
        content_type=ContentType.objects.get_for_model(thing),
        object_id=thing.pk,
        before=before,
        after=after,
        reason=reason,
        data=data or {},
    )


def history(thing: models.Model) -> models.QuerySet[AuditEntry]:
    """Return the entries about `thing`, oldest first, with their actors."""
    return (
        AuditEntry.objects.filter(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk)
        .select_related("actor")
        .order_by("at", "pk")
    )
