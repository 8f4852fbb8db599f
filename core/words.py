"""Who reads what a company writes before others do? The room that knows the law registers its reader here.

Rooms below it ask without knowing it: `remarks` for a form, `denies_words` for an action.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms

from core.denials import Denial

Reader = Callable[[str], list[Denial]]
_READERS: list[Reader] = []


def register(reader: Reader) -> None:
    """Have every text read by one more reader."""
    if reader not in _READERS:
        _READERS.append(reader)


def remarks(text: str) -> list[Denial]:
    """Return what must be changed in one text, each with what to write instead."""
    return [denial for reader in _READERS for denial in reader(text)] if text else []


def denies_words(texts: Iterable[str]) -> Denial | None:
    """Say which words of these texts nobody may write."""
    return next((denial for text in texts for denial in remarks(text)), None)


def mark_unlawful(form: forms.BaseForm, names: Iterable[str], given: Mapping[str, Any]) -> None:
    """Put each remark at the field of the form in which its words stand; what was typed is kept."""
    for name in names:
        for denial in remarks(str(given.get(name) or "")):
            form.add_error(name, forms.ValidationError(str(denial), code=denial.code))
