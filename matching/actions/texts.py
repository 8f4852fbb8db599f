"""What becomes of words in doubt, and of stopped words that are meant otherwise? The office looks at them, one by one."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import Company
from core import audit, clock
from core.denials import require
from core.words import pass_on
from matching import permissions
from matching.lawful import DOUBT, STOP, screen
from matching.models import Application, WrittenText
from matching.permissions.texts import denies_seeing


def file_texts(thing: Application | Company, texts: Mapping[str, str], reason: str, by: Any) -> None:
    """Keep for the office what is in doubt, or with a reason what was stopped; the same words of a company once."""
    application = thing if isinstance(thing, Application) else None
    company_id = application.opening.company_id if application else thing.pk
    for field, text in texts.items():
        if not text or screen(text).verdict != (STOP if reason else DOUBT):
            continue
        again = WrittenText.objects.filter(company_id=company_id, field=field, text=text, reason=reason)
        if not again.exists():
            WrittenText.objects.create(
                company_id=company_id, application=application, field=field, text=text, reason=reason, by=by
            )


@transaction.atomic
def explain_words(*, application: Application, texts: Mapping[str, str], reason: str, by: Any) -> None:
    """Hand stopped words to the office with the reason why they are meant otherwise; the person is sent nothing."""
    require(permissions.denies_note(by, application))
    pass_on(application, texts, by=by, reason=reason)


@transaction.atomic
def see_text(*, text: WrittenText, by: Any) -> None:
    """Note that the office looked at a text."""
    require(denies_seeing(by, text))
    text.seen_at, text.seen_by = clock.now(), by
    text.save(update_fields=["seen_at", "seen_by"])
    audit.record(text, "text.seen", by=by)
