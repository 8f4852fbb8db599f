"""By what is a list filtered, in words?"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _


def chosen(form: forms.Form, leave: tuple[str, ...] = ()) -> list[str]:
    """Return each active filter with its value, for the printed list."""
    form.is_valid()
    said: dict[str, Any] = getattr(form, "cleaned_data", {})
    return [
        _("%(label)s: %(value)s")
        % {"label": form.fields[name].label, "value": _word(form.fields[name], value)}
        for name, value in said.items()
        if value and name not in leave
    ]


def _word(field: forms.Field, value: Any) -> str:
    return str(dict(getattr(field, "choices", [])).get(value, value))
