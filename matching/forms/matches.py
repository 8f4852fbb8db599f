"""What may a person say about a recommendation?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Trainee
from core.choices import LocalizedChoices
from matching.models import NotForMeReason
from matching.queries.start import skills_to_tick
from skills.models import Occupation


class NotForMeForm(forms.Form):
    """Why an opening does not fit."""

    reason = forms.ChoiceField(label=_("Not for me, because of"), choices=NotForMeReason.choices)


class SwitchForm(forms.Form):
    """Recommendations on or off."""

    on = forms.BooleanField(required=False)


class StartForm(forms.Form):
    """What somebody can do of an occupation."""

    skills = LocalizedChoices(
        queryset=None,
        label=_("What can you do?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one, or choose another occupation.")},
    )

    def __init__(self, *args: Any, occupation: Occupation, trainee: Trainee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["skills"]
        assert isinstance(field, LocalizedChoices)
        field.queryset = skills_to_tick(occupation, trainee)
