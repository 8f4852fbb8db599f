"""What do the log-in pages ask for?"""

from typing import Any

from allauth.account.forms import (
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    VerifyPhoneForm,
)
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import RequestLoginCodeForm as AllauthRequestLoginCodeForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import limits, sms
from core.limits import claim, release


class LoginForm(AllauthLoginForm):
    """A mobile phone or e-mail, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Mobile phone or e-mail")
        self.fields["login"].widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


class RequestLoginCodeForm(AllauthRequestLoginCodeForm):
    """Where the code goes: a mobile phone or an e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].widget.attrs.pop("placeholder", None)
        self.fields["phone"].label = _("Mobile phone")
        self.order_fields(["phone", "email"])
        if not sms.is_configured():
            del self.fields["phone"]
            self.fields["email"].required = True

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two: allauth takes neither for granted and breaks."""
        cleaned: dict[str, Any] = super().clean()
        if not self.errors and not cleaned.get("phone") and not cleaned.get("email"):
            raise forms.ValidationError(
                _("Give a mobile phone or an e-mail address."), code="contact_missing"
            )
        if not self.errors and (
            denial := limits.claim_message(cleaned.get("phone", ""), cleaned.get("email", ""))
        ):
            raise forms.ValidationError(str(denial), code=denial.code)
        return cleaned


class ResetPasswordForm(AllauthResetPasswordForm):
    """Where the link to a new password goes: an e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        """Send no more letters to one mailbox than somebody needs, whether it has an account or not."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and (denial := limits.claim_message(cleaned.get("email", ""))):
            raise forms.ValidationError(str(denial), code=denial.code)
        return cleaned


class _SixDigits(forms.Form):
    """Six digits, offered by the phone from the message; a guess is claimed before it is judged."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Six-digit code")
        self.fields["code"].widget.attrs.update(
            {"inputmode": "numeric", "placeholder": "", "autocomplete": "one-time-code"}
        )

    def clean_code(self) -> str:
        """Judge no more guesses than a code stands, however many come at the same moment."""
        if denial := limits.claim_guess():
            raise forms.ValidationError(str(denial), code=denial.code)
        return str(super().clean_code())  # type: ignore[misc]  # the form of allauth that stands beside this one


class PhoneCodeForm(_SixDigits, VerifyPhoneForm):
    """The code that came by text message."""


class EmailCodeForm(_SixDigits, ConfirmEmailVerificationCodeForm):
    """The code that came by e-mail."""


class LoginCodeForm(_SixDigits, ConfirmLoginCodeForm):
    """The code to log in with."""


class _Factor(forms.Form):
    """A code of a second factor; the limit is kept in the database, so that an emptied cache does not lift it."""

    user: Any

    def clean_code(self) -> str:
        """Judge no more wrong codes of one person than the limit allows."""
        if denial := claim(limits.FACTORS, self.user.pk):
            raise forms.ValidationError(str(denial), code=denial.code)
        code = str(super().clean_code())  # type: ignore[misc]  # the form of allauth that stands beside this one
        release(limits.FACTORS, self.user.pk)
        return code


class FactorForm(_Factor, AuthenticateForm):
    """The second factor at the login."""


class FactorAgainForm(_Factor, ReauthenticateForm):
    """The second factor in the middle of a session."""
