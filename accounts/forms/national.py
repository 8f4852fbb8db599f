"""What may a person enter about a national certificate, and what may its checker decide?"""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import national
from accounts.actions.national import Claim
from accounts.models import NationalCertificate, NationalGrade, NationalKind, Trainee
from accounts.permissions.national import FIRST_ISSUED, denies_national_day, denies_taken
from accounts.queries.national import occupation_names
from accounts.states import NATIONAL
from core.clock import today
from core.fields import DayField
from core.files import UploadKind, check_upload
from core.typed import visible

SAID = ("kind", "occupation", "grade", "number", "issuer", "issued_on")
NAMES_ID = "national-occupations"


class NamesInput(forms.TextInput):
    """A text that browsers complete from a list of names."""

    template_name = "accounts/parts/names_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give the list along."""
        context = super().get_context(name, value, {**(attrs or {}), "list": NAMES_ID})
        return {**context, "names_id": NAMES_ID, "names": occupation_names()}


class NationalForm(forms.Form):
    """A national certificate that I hold."""

    kind = forms.ChoiceField(label=_("Which certificate"), choices=NationalKind.choices)
    occupation = forms.CharField(
        label=_("Occupation, as on the certificate"), min_length=2, max_length=60, widget=NamesInput
    )
    grade = forms.TypedChoiceField(
        label=_("National grade"), choices=[("", "—"), *NationalGrade.choices], coerce=int
    )
    number = forms.CharField(
        label=_("Number of the certificate"),
        max_length=60,
        help_text=_("As it is printed; spaces and hyphens do not matter."),
    )
    issuer = forms.CharField(label=_("Issued by"), min_length=2, max_length=100)
    issued_on = DayField(label=_("Day of issue"), first=FIRST_ISSUED, last=timedelta(0))
    paper = forms.FileField(
        label=_("Photo or PDF of it"),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,application/pdf"}),
        help_text=_(
            "Up to 10 MB. Only you, your school and the programme office see it. Cover an ID number on it."
        ),
    )

    def __init__(
        self,
        *args: Any,
        trainee: Trainee,
        certificate: NationalCertificate | None = None,
        **kwargs: Any,
    ) -> None:
        said = {name: getattr(certificate, name) for name in SAID} if certificate else {}
        super().__init__(*args, initial=said, **kwargs)
        self.trainee, self.certificate = trainee, certificate
        if certificate is not None:
            self.fields["paper"].required = False
            self.fields["paper"].label = _("A better photo or PDF, if needed")

    def clean_occupation(self) -> str:
        """Keep what is seen."""
        return self._seen("occupation")

    def clean_issuer(self) -> str:
        """Keep what is seen."""
        issuer = self._seen("issuer")
        if not national.issuer_key(issuer):
            raise forms.ValidationError(_("Write it as it stands on the certificate."))
        return issuer

    def _seen(self, name: str) -> str:
        text = " ".join(visible(self.cleaned_data[name]).split())
        if len(text) < 2:
            raise forms.ValidationError(_("Write it as it stands on the certificate."))
        return text

    def clean_number(self) -> str:
        """Read the number however it was typed."""
        number = national.read_number(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(
                _("A certificate number has 8 to 30 letters and digits."), code="number"
            )
        return number

    def clean_issued_on(self) -> Any:
        """Nobody holds one before working age."""
        denial = denies_national_day(self.trainee, self.cleaned_data["issued_on"], today())
        if denial:
            raise forms.ValidationError(str(denial), code=denial.code)
        return self.cleaned_data["issued_on"]

    def clean_paper(self) -> Any:
        """Check the paper before it is stored."""
        paper = self.cleaned_data["paper"]
        denial = check_upload(paper, UploadKind.IMAGE_OR_PDF) if paper else None
        if denial:
            raise forms.ValidationError(str(denial), code=denial.code)
        return paper or None

    def clean(self) -> dict[str, Any]:
        """Say when this very certificate is already here."""
        cleaned = super().clean() or {}
        if cleaned.get("number") and cleaned.get("issuer"):
            own = self.certificate.pk if self.certificate else None
            denial = denies_taken(cleaned["number"], national.issuer_key(cleaned["issuer"]), own)
            if denial:
                self.add_error("number", str(denial))
        return cleaned

    def said(self) -> dict[str, Any]:
        """Return the claim and its paper."""
        claim = Claim(**{name: self.cleaned_data[name] for name in SAID})
        return {"claim": claim, "paper": self.cleaned_data["paper"]}


class NationalDecisionForm(forms.Form):
    """The checker's decision."""

    verb = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it. Needed for every decision but the first."),
    )

    def __init__(self, *args: Any, state: str, who: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moves = [move for move in NATIONAL.moves_from(state, who) if not move.back_to]
        self.fields["verb"].choices = [(move.verb, move.label) for move in self.moves]
        if not any(move.verb == "check" for move in self.moves):
            self.fields["reason"].help_text = _("The person reads it.")

    def clean(self) -> dict[str, Any]:
        """Ask for the reason that the decision needs."""
        cleaned = super().clean() or {}
        verb = cleaned.get("verb")
        if verb and NATIONAL.move(verb).needs_reason and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", _("Please give a reason."))
        return cleaned
