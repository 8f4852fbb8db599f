"""What does the office answer, and how does an invited person come in?"""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from accounts.forms.signup import RealNameField
from accounts.models import User, VerifiedAgainst
from accounts.states import COMPANY, CompanyState
from core.clock import today
from core.fields import DayField


class CompanyFilterForm(forms.Form):
    """Which companies are shown?"""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *CompanyState.choices]
    )
    q = forms.CharField(label=_("Name or credit code"), required=False, max_length=60)


class PeopleFilterForm(forms.Form):
    """Which people are shown?"""

    checked = forms.ChoiceField(
        label=_("Real name"),
        required=False,
        choices=[("", _("All")), ("no", _("Not checked yet")), ("yes", _("Checked"))],
    )
    q = forms.CharField(label=_("Name, phone or e-mail"), required=False, max_length=60)


class CompanyDecisionForm(forms.Form):
    """What the office decides about a company."""

    verb = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    until = DayField(
        label=_("Verified until"),
        required=False,
        first=timedelta(days=1),
        last=timedelta(days=settings.COMPANY_RECHECK_DAYS),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The company reads it. Needed for every decision but verifying."),
    )

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [
            (m.verb, m.label) for m in COMPANY.moves_from(state, "office")
        ]
        self.fields["until"].initial = today() + timedelta(days=settings.COMPANY_RECHECK_DAYS)

    def clean(self) -> dict[str, Any]:
        """Ask for the date or the reason that the decision needs."""
        cleaned = super().clean() or {}
        verb = cleaned.get("verb")
        if verb == "verify" and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", _("Give the date of the next check."))
        if verb and verb != "verify" and not cleaned.get("reason"):
            self.add_error("reason", _("Please give a reason."))
        return cleaned


class NameDecisionForm(forms.Form):
    """What the office decides about a real name."""

    verb = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[("verify", _("The name is real")), ("doubt", _("Take the name check back"))],
    )
    against = forms.ChoiceField(
        label=_("Seen on"),
        choices=[
            (VerifiedAgainst.OFFICE.value, _("A paper shown to the office")),
            (VerifiedAgainst.ORGANISER.value, VerifiedAgainst.ORGANISER.label),
        ],
    )
    reason = forms.CharField(
        label=_("Note or reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, is_checked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = "doubt" if is_checked else "verify"
        self.fields["verb"].choices = [c for c in self.fields["verb"].choices if c[0] == wanted]
        self.fields["verb"].initial = wanted
        if is_checked:
            del self.fields["against"]
            self.fields["reason"].label, self.fields["reason"].required = _("Reason"), True


class AcceptInvitationForm(forms.Form):
    """How an invited person comes in."""

    real_name = RealNameField(label=_("Your real name"))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 8 characters, not only digits."),
    )
    agrees_terms = forms.BooleanField(label=_("I agree to the terms of use."))
    agrees_privacy = forms.BooleanField(
        label=_("I agree that my data is handled as the privacy notice says.")
    )

    def clean_password(self) -> str:
        """Check the password against the usual rules."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(
            password, User(real_name=self.data.get("real_name", ""))
        )
        return password
