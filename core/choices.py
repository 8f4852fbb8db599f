"""How are rows with two languages chosen? By their name in the reader's language."""

from typing import Any

from django import forms

from core.i18n import localized


class LocalizedChoice(forms.ModelChoiceField):
    """One row by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name in the reader's language."""
        return localized(obj, "name")


class LocalizedChoices(forms.ModelMultipleChoiceField):
    """Several rows by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name in the reader's language."""
        return localized(obj, "name")
