"""Which texts of companies wait for the office, which did it decide about, and what does a company read of that?"""

from typing import Any

from django.db.models import Count, QuerySet

from accounts.models import Company
from core.words import KeptWords
from matching.models import Application, WrittenText
from matching.permissions.texts import place_of
from matching.states import WrittenTextState


def texts_to_see() -> QuerySet[WrittenText]:
    """Return the unreviewed texts, oldest first."""
    return texts_of_office(WrittenTextState.WAITING)


def texts_of_office(state: str) -> QuerySet[WrittenText]:
    """Return the texts in a state: those that wait oldest first, the others as they were decided, the newest first."""
    order = ("created_at", "pk") if state == WrittenTextState.WAITING else ("-seen_at", "-pk")
    found = WrittenText.objects.filter(state=state).select_related(
        "company", "application__opening", "seen_by"
    )
    return found.order_by(*order)


def text_counts() -> list[tuple[str, Any, int]]:
    """Return every state with its label and how many texts are in it."""
    found = dict(WrittenText.objects.order_by().values_list("state").annotate(count=Count("pk")))
    return [(value, label, found.get(value, 0)) for value, label in WrittenTextState.choices]


def text_for_office(text_id: int) -> WrittenText | None:
    """Return one text."""
    return (
        WrittenText.objects.select_related("company", "application__opening")
        .filter(pk=text_id)
        .first()
    )


def kept_words(thing: Any) -> list[KeptWords]:
    """Return a company's explained texts on an application or its own page, with the decisions."""
    explained = WrittenText.objects.exclude(reason="").order_by("-created_at", "-pk")
    if isinstance(thing, Application):
        return [_as_told(written) for written in explained.filter(application=thing)]
    if isinstance(thing, Company):
        return [_as_told(written) for written in explained.filter(company=thing, application=None)]
    return []


def _as_told(written: WrittenText) -> KeptWords:
    return KeptWords(
        pk=written.pk,
        field=written.field,
        place=place_of(written),
        text=written.text,
        state=WrittenTextState(written.state).label,
        tone=written.tone,
        is_let_pass=written.state == WrittenTextState.PASSED,
        decision=written.decision,
        at=written.seen_at or written.created_at,
    )
