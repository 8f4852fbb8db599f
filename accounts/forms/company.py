"""What may a company enter about itself, and which people may it invite?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import queries
from accounts.actions.companies import WORDS
from accounts.adapter import ChinesePhoneField
from accounts.models import Company, CompanyRole, UserKind
from core.choices import LocalizedChoice
from core.files import UploadKind, check_upload
from core.words import MeantOtherwise


class CompanyForm(MeantOtherwise, forms.ModelForm):
    """The company's own words; the registered name and code are the licence's."""

    division = LocalizedChoice(queryset=None, label=_("Place"), required=False)

    class Meta:
        model = Company
        fields = [
            "name_en",
            "kind",
            "size",
            "division",
            "address",
            "address_en",
            "about",
            "about_en",
        ]
        widgets = {
            "about": forms.Textarea(attrs={"rows": 5}),
            "about_en": forms.Textarea(attrs={"rows": 5, "lang": "en"}),
            "address_en": forms.TextInput(attrs={"lang": "en"}),
        }
        help_texts = dict.fromkeys(
            ("address_en", "about_en"),
            _(
                "English pages show it in place of the Chinese text. Say the same in both; both are checked."
            ),
        )

    def __init__(self, *args: Any, words: dict[str, str] | None = None, **kwargs: Any) -> None:
        """Start from the company, and from words that were let pass, by the names under which they are kept."""
        passed = words or {}
        super().__init__(
            *args,
            initial={name: passed[kept] for name, kept in WORDS.items() if kept in passed},
            **kwargs,
        )
        self.fields["division"].queryset = queries.towns()
        self.ask_reason()

    def clean(self) -> dict[str, Any]:
        """Stop words on the company's page that the law forbids."""
        given = super().clean() or self.cleaned_data
        self.check_words(self.instance, given, WORDS)
        return given


class LicenceForm(forms.Form):
    """The business licence."""

    licence = forms.FileField(
        label=_("Business licence"),
        help_text=_("A photo or scan: PNG, JPEG or PDF, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,application/pdf"}),
    )

    def clean_licence(self) -> Any:
        """Check the file before it is stored."""
        licence = self.cleaned_data["licence"]
        denial = check_upload(licence, UploadKind.IMAGE_OR_PDF)
        if denial:
            raise forms.ValidationError(str(denial), code=denial.code)
        return licence


class _AddressForm(forms.Form):
    """An e-mail or a phone to send an invitation to."""

    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("An e-mail address or a mobile phone is enough."),
    )
    phone = ChinesePhoneField(label=_("Mobile phone"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        if not cleaned.get("email") and not cleaned.get("phone") and not self.errors:
            self.add_error("email", _("Give an e-mail address or a mobile phone."))
        return cleaned


class MemberInvitationForm(_AddressForm):
    """Whom a company invites."""

    role = forms.ChoiceField(
        label=_("Role"), choices=CompanyRole.choices, initial=CompanyRole.RECRUITER
    )


class StaffInvitationForm(_AddressForm):
    """Whom the office invites."""

    kind = forms.ChoiceField(
        label=_("Invited as"),
        choices=[
            (kind.value, kind.label)
            for kind in (UserKind.UNIVERSITY, UserKind.TEACHER, UserKind.OFFICE)
        ],
    )
    university = LocalizedChoice(queryset=None, label=_("School"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["university"].queryset = queries.universities()

    def clean(self) -> dict[str, Any]:
        """A coordinator needs a school; office staff have none."""
        cleaned = super().clean()
        if cleaned.get("kind") == UserKind.UNIVERSITY and not cleaned.get("university"):
            self.add_error("university", _("Choose the school that this person coordinates."))
        if cleaned.get("kind") != UserKind.UNIVERSITY:
            cleaned["university"] = None
        return cleaned
