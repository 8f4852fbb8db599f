"""Who did what, when and why? Append-only entries written inside the action that changes the state."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from core.models import AuditEntry

# Replaces erased words of or about a person, in any language: a reason was given, but is no longer stored.
ERASED = "—"


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
    entry = _entry(
        thing, verb, actor=by, before=before, after=after, reason=reason, data=data or {}
    )
    entry.save(force_insert=True)
    return entry


def record_steps(thing: models.Model, steps: Iterable[tuple[str, str, str]], *, by: Any) -> None:
    """Append one entry for each step (verb, state before, state after) that a thing made at once, in one statement."""
    AuditEntry.objects.bulk_create(
        _entry(thing, verb, actor=by, before=before, after=after) for verb, before, after in steps
    )


def record_each(befores: Iterable[tuple[models.Model, str]], verb: str, *, after: str) -> None:
    """Append one entry about each thing, with its state before, for a bulk change by the platform."""
    entries = [
        _entry(thing, verb, actor=None, before=before, after=after) for thing, before in befores
    ]
    AuditEntry.objects.bulk_create(entries)


def _entry(thing: models.Model, verb: str, **said: Any) -> AuditEntry:
    kind = ContentType.objects.get_for_model(thing)
    return AuditEntry(verb=verb, content_type=kind, object_id=thing.pk, **said)


def history(thing: models.Model) -> models.QuerySet[AuditEntry]:
    """Return the entries about `thing`, oldest first, with their actors."""
    return (
        AuditEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk
        )
        .select_related("actor")
        .order_by("at", "pk")
    )


def state_before(thing: models.Model, verb: str) -> str:
    """Return the state of a thing before a move was last made on it; "" if it is not recorded."""
    entry = history(thing).filter(verb=verb).last()
    return entry.before if entry else ""


def erase_words(things: models.QuerySet, *, naming: Iterable[str] = ()) -> None:
    """Blank the reasons in the entries about `things`; with `naming` only those that contain one of these words.

    The only change ever made to old entries: what happened, when and by whom stays; free text about a person who left
    is erased.
    """
    entries = AuditEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(things.model),
        object_id__in=things.order_by().values("pk"),
    ).exclude(reason="")
    words = [models.Q(reason__contains=word) for word in naming if word]
    if naming and not words:
        return
    entries.filter(reduce(or_, words, models.Q())).update(reason=ERASED)
