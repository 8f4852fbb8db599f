"""What does each of the two doors ask for?"""

import re
from typing import Any

from allauth.account.forms import SignupForm
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts import names, permissions, queries, sms
from accounts.actions.signup import denies_known_company, join_as_company, join_as_trainee
from accounts.forms.birthday import birthday_field
from accounts.models import CompanyKind, CompanySize, User
from accounts.uscc import denies_code, denies_uscc, is_printed_otherwise, normalised
from core import clock
from core.clock import today
from core.typed import plain

# What ends the name of a firm; "Co" alone is a family name.
FIRM = re.compile(
    r".{2}(?:公司|工厂|服装厂|制衣厂|工作室|合作社|经营部|商行)(?:[（(].*[)）])?$"
    r"|\b(?:co\.?,?\s*ltd|ltd|limited|inc|llc|company|factory|workshop|studio)\.?$",
    re.IGNORECASE,
)


class RealNameField(forms.CharField):
    """A person's name, kept as `accounts.names` tidies it; a name of invisible signs is no name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "max_length": 60,
                "error_messages": {"required": _("Please give the name.")},
                **kwargs,
            }
        )

    def to_python(self, value: Any) -> str:
        """Return the name in the form in which it is kept; what has no letter is no name."""
        name = names.tidy(super().to_python(value) or "")
        return name if names.is_name(name) else ""


def looks_like_a_firm(text: str) -> bool:
    """Tell whether what somebody gave as their name is a firm's name or credit code."""
    return bool(FIRM.search(plain(text))) or denies_uscc(text) is None


class DoorForm(SignupForm):
    """What both doors ask: a name, a phone or an e-mail, a password, and the two consents.

    What the login becomes is each door's own `custom_signup`.
    """

    real_name = RealNameField(label=_("Your real name"))
    agrees_terms = forms.BooleanField(
        label=_("I agree to the terms of use."),
        help_text=_(
            "The rules of the platform. Without them an account cannot be used for new things; "
            "what you finished stays yours."
        ),
        error_messages={"required": _("Without this there is no account.")},
    )
    agrees_privacy = forms.BooleanField(
        label=_("I agree that my data is handled as the privacy notice says."),
        help_text=_(
            "We keep what you tell us, your attendance, marks and certificates, to run courses and to prove them. "
            "Citizen ID numbers are not collected."
        ),
        error_messages={"required": _("Without this there is no account.")},
    )
    field_order = ["real_name", "phone", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].required = not sms.is_configured()
        self.fields["email"].widget.attrs = {"autocomplete": "email", "type": "email"}
        if sms.is_configured():
            self.fields["phone"].label = _("Mobile phone")
            self.fields["phone"].help_text = _(
                "A code is sent there. Without a phone, give an e-mail address."
            )
            self.fields["phone"].is_one_of_two = True  # type: ignore[attr-defined]  # read by the field's template
            self.fields["email"].help_text = _("Only if you have one; the phone is enough.")
        else:
            del self.fields["phone"]
        password = self.fields["password1"]
        password.label, password.help_text = (
            _("Password"),
            _("At least 8 characters, not only digits."),
        )
        password.widget.attrs = {"autocomplete": "new-password"}
        self.fields["real_name"].widget.attrs["autocomplete"] = "name"

    def clean(self) -> dict[str, Any]:
        """Ask for a phone or an e-mail; check the password against the name."""
        cleaned = super().clean()
        if (
            not cleaned.get("email")
            and not cleaned.get("phone")
            and not {"email", "phone"} & self.errors.keys()
        ):
            self.add_error(
                "phone" if "phone" in self.fields else "email",
                _("Give a mobile phone or an e-mail address."),
            )
        self._check_password(cleaned)
        return cleaned

    def _check_password(self, cleaned: dict[str, Any]) -> None:
        password = cleaned.get("password1")
        if not password or "password1" in self.errors:
            return
        person = User(email=cleaned.get("email") or None, real_name=cleaned.get("real_name", ""))
        try:
            password_validation.validate_password(password, person)
        except ValidationError as error:
            self.add_error("password1", error)

    def try_save(self, request: Any) -> tuple[User | None, Any]:
        """Write login and profile together or not at all.

        If the same phone or e-mail signed up a moment before, the answer is the same as for an existing account.
        """
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            if not self._has_account():
                raise
        self.account_already_exists = True
        return super().try_save(request)

    def _has_account(self) -> bool:
        """Tell whether what was typed belongs to somebody by now."""
        given = {
            "email": self.cleaned_data.get("email") or "",
            "phone": self.cleaned_data.get("phone") or "",
        }
        return any(
            queries.user_with(**{name: value}) is not None for name, value in given.items() if value
        )


class TraineeDoorForm(DoorForm):
    """The door for people who learn."""

    birth_on = birthday_field()
    guardian_knows = forms.BooleanField(
        label=_("I am under 18, and my parent or guardian knows and agrees."),
        help_text=_("Leave this empty if you are 18 or older."),
        required=False,
    )
    wants_recommendations = forms.BooleanField(
        label=_("Recommend openings and courses to me automatically."),
        help_text=_(
            "From your skills and wishes, never from sex, age or origin. You can switch it off at any time."
        ),
        required=False,
    )
    field_order = [
        *DoorForm.field_order, "birth_on", "guardian_knows", "agrees_terms", "agrees_privacy", "wants_recommendations",
    ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Keep children out, and guardians informed."""
        cleaned = super().clean()
        birth_on = cleaned.get("birth_on")
        if birth_on:
            denial = permissions.denies_age(
                birth_on, today(), guardian_knows=cleaned.get("guardian_knows", False)
            )
            if denial:
                self.add_error(
                    "guardian_knows" if denial.code == "age.guardian" else "birth_on", str(denial)
                )
        return cleaned

    def is_at_wrong_door(self) -> bool:
        """Tell whether a firm is signing up as a person."""
        return looks_like_a_firm(str(self.data.get("real_name", "")))

    def custom_signup(self, request: Any, user: User) -> None:
        """Make the person a trainee; allauth calls this when the login is written."""
        given = self.cleaned_data
        join_as_trainee(
            user=user,
            real_name=given["real_name"],
            birth_on=given["birth_on"],
            guardian_knows=given["guardian_knows"],
            wants_recommendations=given["wants_recommendations"],
            now=clock.now(),
        )


class CreditCodeField(forms.CharField):
    """A unified social credit code, in the form in which it is kept."""

    def to_python(self, value: Any) -> str:
        """Return the code in half width and capitals, without separators."""
        return normalised(super().to_python(value) or "")


class CompanyDoorForm(DoorForm):
    """The door for firms."""

    name_zh = forms.CharField(label=_("Registered name of the company"), max_length=120)
    uscc = CreditCodeField(
        label=_("Unified social credit code"),
        max_length=60,
        help_text=_("18 characters, as on the business licence."),
    )
    uscc_reason = forms.CharField(
        label=_("If the licence really shows this code, say why"),
        max_length=200,
        required=False,
        help_text=_("The programme office then compares the code with the licence by hand."),
    )
    kind = forms.ChoiceField(label=_("What the company does"), choices=CompanyKind.choices)
    size = forms.ChoiceField(label=_("Size"), choices=CompanySize.choices)
    field_order = [
        "name_zh",
        "uscc",
        "uscc_reason",
        "kind",
        "size",
        *DoorForm.field_order,
        "agrees_terms",
        "agrees_privacy",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["real_name"].label = _("Your own name")
        self.fields["uscc"].widget.attrs.update(
            {"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        )
        if not is_printed_otherwise(str(self.data.get("uscc", ""))):
            del self.fields["uscc_reason"]

    def clean_uscc(self) -> str:
        """Say what is wrong with the code; lead a colleague of a known company to its owner."""
        code: str = self.cleaned_data["uscc"]
        if denial := denies_code(code, str(self.data.get("uscc_reason", ""))):
            raise forms.ValidationError(str(denial), code=denial.code)
        if queries.company_with_code(code) is not None:
            raise forms.ValidationError(str(denies_known_company()), code="company.known")
        return code

    def custom_signup(self, request: Any, user: User) -> None:
        """Make the person the owner of a new company; allauth calls this when the login is written."""
        given = self.cleaned_data
        company = {name: given[name] for name in ("name_zh", "uscc", "kind", "size")}
        company["uscc_reason"] = given.get("uscc_reason", "")
        join_as_company(user=user, real_name=given["real_name"], company=company, now=clock.now())
