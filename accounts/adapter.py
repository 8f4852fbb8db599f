"""How does allauth speak to our users? By phone as by e-mail, without telling who has an account."""

from types import SimpleNamespace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.fields import PhoneField
from allauth.core.exceptions import RateLimited
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import limits, mail, sms
from accounts.actions.people import confirm_contact
from accounts.models import User
from accounts.phones import to_e164
from core import clock
from core.limits import claim

STAGES = {
    "allauth.account.stages.EmailVerificationStage": "accounts.login_stages.ContactVerificationStage",
}


class ChinesePhoneField(PhoneField):
    """A phone number; 11 digits are read as a Chinese mobile."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "validators": []})
        self.widget.attrs.update({"inputmode": "tel", "placeholder": ""})

    def clean(self, value: Any) -> str | None:
        """Return the number in E.164, "" when left empty."""
        text = forms.CharField.clean(self, value)
        if not text:
            return text
        number = to_e164(text)
        if number is None:
            raise forms.ValidationError(
                _("This is not a mobile number. It has 11 digits and starts with 13 to 19."),
                code="invalid_phone",
            )
        return number


class AccountAdapter(DefaultAccountAdapter):
    """Our answers to allauth's questions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Close allauth's own sign-up: people come in through one of the two doors."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Try a password: claimed before it is judged, in the database beside allauth's own count in the cache."""
        if denial := claim(limits.PASSWORDS, limits.password_owner(credentials)):
            raise forms.ValidationError(str(denial), code=denial.code)
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            limits.give_back_password(credentials)
        return user

    def get_login_stages(self) -> list[str]:
        """Put our stages in: a confirmed phone stands for the e-mail, and what is confirmed is noted."""
        return [STAGES.get(stage, stage) for stage in super().get_login_stages()] + [
            "accounts.login_stages.ContactConfirmedStage"
        ]

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Lead a new person to their desk."""
        return reverse("accounts:after_login")

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Write the new login once, with its phone: one without any contact cannot be written."""
        super().save_user(request, user, form, commit=False)
        user.email = user.email or None
        user.language = get_language() or settings.LANGUAGE_CODE
        user.save()
        return user

    # --- phone -----------------------------------------------------------------------------------------------------

    def phone_form_field(self, **kwargs: Any) -> forms.Field:
        """Read 11 digits as a Chinese mobile."""
        return ChinesePhoneField(**kwargs)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """Return the number and whether it is confirmed; nothing while no message can be sent."""
        return (user.phone, user.phone_verified) if user.phone and sms.is_configured() else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:  # allauth's signature
        """Keep a number."""
        user.phone, user.phone_verified = phone or None, verified
        if user.pk is not None:
            user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        """Note that a code came back from the number."""
        self.set_phone(user, phone, verified=True)
        confirm_contact(user=user, now=clock.now())

    def get_user_by_phone(self, phone: str) -> User | None:
        """Return whose number it is; however the number was typed."""
        return (
            User.objects.filter(phone=to_e164(phone), is_active=True).first()
            if to_e164(phone)
            else None
        )

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        """Send a code."""
        self.claim_minute(phone)
        sms.post(
            phone, _("Your Zhicai code is %(code)s. Do not share it with anybody.") % {"code": code}
        )

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """Tell a number without an account how to get one."""
        self.claim_minute(phone)
        sms.post(
            phone,
            _("There is no Zhicai account with this number yet. You can sign up on the site."),
        )

    def send_account_already_exists_sms(self, phone: str) -> None:
        """Tell a number with an account to log in; take as long as a sign-up takes."""
        self.claim_minute(phone)
        self._burn()
        sms.post(
            phone,
            _(
                "There is a Zhicai account with this number already. Log in with a code or your password."
            ),
        )

    def claim_minute(self, phone: str) -> None:
        """Send no second message to a number within a minute, whatever it says."""
        if limits.claim_minute(phone):
            raise RateLimited

    # --- e-mail ----------------------------------------------------------------------------------------------------

    def format_email_subject(self, subject: str) -> str:
        """Put the sender's name before the subject, as people here expect it."""
        return _("[Zhicai] %(subject)s") % {"subject": subject}

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell an address with an account to log in; take as long as a sign-up takes."""
        self._burn()
        super().send_account_already_exists_mail(email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the e-mail now and let the worker send it."""
        site = SimpleNamespace(name=_("Zhicai"), domain=settings.SITE_URL)
        message = self.render_mail(
            template_prefix, email, {"email": email, "current_site": site, **context}
        )
        mail.post(str(message.subject), str(message.body), email)

    def _burn(self) -> None:
        """Spend the time of hashing a password."""
        make_password("the time that a real sign-up takes")
