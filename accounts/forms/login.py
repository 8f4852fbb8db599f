"""What do the log-in pages ask for?"""

from typing import Any

from allauth.account.forms import ConfirmEmailVerificationCodeForm, ConfirmLoginCodeForm, VerifyPhoneForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import RequestLoginCodeForm as AllauthRequestLoginCodeForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import sms


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


class ResetPasswordForm(AllauthResetPasswordForm):
    """Where the link to a new password goes: an e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].widget.attrs.pop("placeholder", None)


class _SixDigits(forms.Form):
    """Six digits, offered by the phone from the message."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Six-digit code")
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "placeholder": ""})


class PhoneCodeForm(_SixDigits, VerifyPhoneForm):
    """The code that came by text message."""


class EmailCodeForm(_SixDigits, ConfirmEmailVerificationCodeForm):
    """The code that came by e-mail."""


class LoginCodeForm(_SixDigits, ConfirmLoginCodeForm):
    """The code to log in with."""
