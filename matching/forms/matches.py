"""What may a person say about a recommendation?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.models import NotForMe


class NotForMeForm(forms.Form):
    """Why an opening does not fit."""

    reason = forms.ChoiceField(label=_("Not for me, because of"), choices=NotForMe.Reason.choices)


class SwitchForm(forms.Form):
    """Recommendations on or off."""

    on = forms.BooleanField(required=False)
