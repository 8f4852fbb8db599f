"""What happens to texts in doubt, and to stopped texts that the company explained? The office reviews them one by one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Company
from core.clock import local_date
from core.denials import require
from core.words import pass_on
from core.workflow import advance
from matching import notifications, permissions
from matching.lawful import DOUBT, STOP, key_of, screen
from matching.models import Application, WrittenText
from matching.permissions.texts import company_of, denies_text_move, place_of
from matching.states import TEXT


def file_texts(
    *, thing: Application | Company, texts: Mapping[str, str], reason: str, by: Any
) -> None:
    """Keep for the office what is in doubt, or with a reason what was stopped; the same words of a company once."""
    application = thing if isinstance(thing, Application) else None
    for field, text in texts.items():
        if not text or screen(text).verdict != (STOP if reason else DOUBT):
            continue
        said: dict[str, Any] = {
            "company_id": company_of(thing),
            "field": field,
            "key": key_of(text),
            "reason": reason,
        }
        if not WrittenText.objects.filter(**said).exists():
            WrittenText.objects.create(**said, application=application, text=text, by=by)


@transaction.atomic
def explain_words(
    *, application: Application, texts: Mapping[str, str], reason: str, by: Any, now: datetime
) -> None:
    """Hand stopped words to the office with the reason why they are meant otherwise; the person is sent nothing."""
    require(permissions.denies_note(by, application, local_date(now)))
    pass_on(application, texts, by=by, reason=reason)


@transaction.atomic
def see_text(*, text: WrittenText, by: Any, now: datetime) -> None:
    """Record that the office reviewed a text that was sent."""
    require(denies_text_move(by, text, "see"))
    advance(text, TEXT, "see", by=by, seen_at=now, seen_by=by)


@transaction.atomic
def let_text_pass(*, text: WrittenText, reason: str, by: Any, now: datetime) -> None:
    """Let stopped words pass: from now on this company may send exactly them, there."""
    _decide(text, "let_pass", reason, by, now)
    notifications.tell_text_decided(text, "passed", place_of(text))


@transaction.atomic
def keep_text_stopped(*, text: WrittenText, reason: str, by: Any, now: datetime) -> None:
    """Keep words stopped, also those that were let pass before."""
    _decide(text, "keep_stopped", reason, by, now)
    notifications.tell_text_decided(text, "stopped", place_of(text))


def _decide(text: WrittenText, verb: str, reason: str, by: Any, now: datetime) -> None:
    require(denies_text_move(by, text, verb))
    advance(text, TEXT, verb, by=by, reason=reason, decision=reason, seen_at=now, seen_by=by)
