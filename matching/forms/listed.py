"""Which of a company's applications, or of the office's texts, does an address ask for?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.queries.applications import EVERYTHING, WAITS
from matching.states import COLUMNS, ApplicationState, WrittenTextState

FINISHED = _("Finished applications")
TITLES = {
    **{name: ApplicationState(name).label for name in COLUMNS},
    WAITS: _("Needs your answer"),
    EVERYTHING: _("All applicants"),
}


class ListedForm(forms.Form):
    """The part of the board and the opening in the address; what makes no sense is ignored, not refused."""

    column = forms.ChoiceField(choices=list(TITLES.items()), required=False)
    opening = forms.IntegerField(min_value=1, max_value=2**53, required=False)

    def asked(self) -> dict[str, Any]:
        """Return what was asked for, without what cannot be understood."""
        self.is_valid()
        return {
            "column": self.cleaned_data.get("column") or "",
            "opening": self.cleaned_data.get("opening"),
        }


class TextsForm(forms.Form):
    """The state in the address of the office's texts; those that wait where it makes no sense."""

    state = forms.ChoiceField(choices=WrittenTextState.choices, required=False)

    def state_asked(self) -> str:
        """Return which texts are listed."""
        self.is_valid()
        return self.cleaned_data.get("state") or WrittenTextState.WAITING
