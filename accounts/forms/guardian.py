"""What does a young person write down about their guardian's yes?"""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import permissions
from accounts.models import GuardianConsent
from accounts.phones import to_e164
from core.fields import DayField


class GuardianForm(forms.ModelForm):
    """Who agreed, how to ask them, and when."""

    given_on = DayField(
        label=_("Day on which they agreed"),
        first=-permissions.GUARDIAN_AGREED_WITHIN,
        last=timedelta(0),
    )
    agrees = forms.BooleanField(
        label=_("My parent or guardian knows which work an internship is, and agrees."),
        help_text=_(
            "The programme office may call them and ask. Companies do not see their number."
        ),
        error_messages={"required": _("Tick this box once they have agreed.")},
    )

    class Meta:
        model = GuardianConsent
        fields = ["guardian_name", "guardian_phone", "given_on"]
        widgets = {
            "guardian_phone": forms.TextInput(
                attrs={"type": "tel", "autocomplete": "off", "inputmode": "tel"}
            ),
        }

    def clean_guardian_phone(self) -> str:
        """Return the number as it is stored."""
        number = to_e164(self.cleaned_data["guardian_phone"])
        if number is None:
            raise forms.ValidationError(
                _("This is not a phone number. A mobile number has 11 digits.")
            )
        return number
