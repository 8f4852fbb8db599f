"""What may a person say of earlier work? A kind and about how long: two taps and “keep it”."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import EarlierKind, EarlierSpan
from core.i18n import localized
from skills.queries import occupations


class EarlierForm(forms.Form):
    """One kind of work that I did before."""

    work = forms.ChoiceField(
        label=_("What work have you done?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Tap one kind of work.")},
    )
    span = forms.ChoiceField(
        label=_("For how long altogether?"),
        choices=EarlierSpan.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, has_worked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = {str(each.pk): each for each in occupations()}
        kinds = [EarlierKind.OTHER] if has_worked else [EarlierKind.OTHER, EarlierKind.NONE]
        named = [(key, localized(each, "name")) for key, each in self.named.items()]
        enough = (
            _("About is enough.")
            if has_worked
            else _("About is enough. Not needed for “none yet”.")
        )
        self.fields["span"].help_text = enough
        self.fields[
            "span"
        ].is_one_of_two = True  # needed unless there was none yet: not called optional
        work = self.fields["work"]
        assert isinstance(work, forms.ChoiceField)
        work.choices = [*named, *((str(kind), kind.label) for kind in kinds)]

    def clean(self) -> dict[str, Any]:
        """Ask how long any work was; no time belongs to none."""
        cleaned = super().clean() or {}
        if cleaned.get("work") == EarlierKind.NONE:
            cleaned["span"] = ""
        elif cleaned.get("work") and not cleaned.get("span") and "span" not in self.errors:
            self.add_error("span", _("Tap about how long."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """Return the kind, the occupation and the time."""
        work = self.cleaned_data["work"]
        occupation = self.named.get(work)
        kind = EarlierKind.OCCUPATION if occupation else work
        return {"kind": kind, "occupation": occupation, "span": self.cleaned_data["span"]}
