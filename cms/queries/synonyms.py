"""Which synonyms does the office see, and which words are explained already?"""

from typing import Any

from django.db.models import QuerySet

from core import audit
from core.models import AuditEntry
from skills.models import Synonym
from skills.wording.vocabulary import split_words


def synonym_with(synonym_id: int) -> Synonym | None:
    """Return one row of the synonyms."""
    return Synonym.objects.filter(pk=synonym_id).first()


def synonym_history(row: Synonym) -> QuerySet[AuditEntry]:
    """Return who changed a row, when and how."""
    return audit.history(row)


def taken_words(but_of: Any) -> set[str]:
    """Return the words that other rows in use explain."""
    rows = Synonym.objects.filter(is_active=True).exclude(pk=but_of).values_list("typed", flat=True)
    return {word for typed in rows for word in split_words(typed)}
