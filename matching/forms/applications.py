"""What may be typed along an application? Each form's cleaned data are the keyword arguments of its action."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.bounds import EARLIEST, LEAST_PAY, MOST_PAY
from core.choices import LocalizedChoices
from core.fields import DayField, MomentField
from core.words import MeantOtherwise
from matching.evidence import also_needed_for, needed_for
from matching.lawful.fields import texts_typed
from matching.models import Application, Placement
from matching.permissions.second_jobs import beside_what
from matching.permissions.terms import ANSWER_WITHIN, INTERVIEW_WITHIN, REPORT_WITHIN, START_WITHIN
from matching.queries.openings import skills_of
from matching.states import ContractType, Destination, EvidenceKind, RejectionReason

GIVEN_REASONS = [
    choice for choice in RejectionReason.choices if choice[0] not in {"filled", "closed"}
]
PAY = forms.IntegerField(
    label=_("Pay, yuan a month before tax"), min_value=LEAST_PAY, max_value=MOST_PAY
)
PAY_REASON = forms.CharField(
    label=_("Why the pay differs from what was stated"),
    help_text=_("Only needed when it does; the person reads it."),
    max_length=300,
    required=False,
)
TODAY = timedelta(0)


class StepForm(MeantOtherwise, forms.Form):
    """A step without anything to type."""

    is_filled_in = False
    is_unfolded = False  # what is typed here belongs to an answer that the page asks for

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        if texts_typed(type(self).__name__):
            self.ask_reason()

    def clean(self) -> dict[str, Any]:
        """Stop words to the person that the law forbids."""
        given = super().clean() or self.cleaned_data
        self.check_words(self.application, given, texts_typed(type(self).__name__))
        return given

    def fill_in(self, words: dict[str, str]) -> None:
        """Fill let-pass words into the form fields of their model fields."""
        typed = texts_typed(type(self).__name__)
        filled = {name: words[kept] for name, kept in typed.items() if kept in words}
        self.initial = {**self.initial, **filled}
        self.is_filled_in = bool(filled)

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of the action."""
        return self.cleaned_data


class ReasonStepForm(StepForm):
    """A step that needs its reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class AcceptForm(StepForm):
    """A yes to an offer; beside another job it asks why there are two."""

    is_unfolded = True
    second_job_reason = forms.CharField(
        label=_("Why this is a second job"), max_length=300, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.other_job = beside_what(self.application)
        if self.other_job is None:
            del self.fields["second_job_reason"]

    @property
    def template_name(self) -> str:
        """Say first beside which job this would be a second one."""
        return "matching/parts/second_job.html" if self.other_job else super().template_name

    def get_context(self) -> dict[str, Any]:
        """Hand the other job to that page."""
        return {**super().get_context(), "other_job": self.other_job}


class ConfirmForm(AcceptForm):
    """A yes to the report that was on the screen."""

    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """Take along which report is read: the one that stands now."""
        if field_name == "seen":
            return self.application.placement.claimed_at.isoformat()
        return super().get_initial_for_field(field, field_name)


class InviteForm(StepForm):
    """When and where the interview is."""

    at = MomentField(label=_("When"), first=TODAY, last=INTERVIEW_WITHIN)
    place = forms.CharField(label=_("Where"), max_length=200)
    note = forms.CharField(
        label=_("What to bring, whom to ask for"), max_length=300, required=False
    )


class OfferForm(StepForm):
    """What is offered."""

    pay = PAY
    pay_reason = PAY_REASON
    start_on = DayField(label=_("First day"), first=TODAY, last=START_WITHIN)
    expires_on = DayField(label=_("Answer until"), first=TODAY, last=ANSWER_WITHIN)
    note = forms.CharField(
        label=_("Anything else that is promised"), max_length=300, required=False
    )


class RejectForm(StepForm):
    """Why not, and which of the asked skills are missing."""

    reason_code = forms.ChoiceField(label=_("Reason"), choices=GIVEN_REASONS)
    lacking = LocalizedChoices(
        label=_("Missing skills"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("A sentence to the person"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["lacking"]
        assert isinstance(field, LocalizedChoices)
        field.queryset = skills_of(self.application.opening)


class ClaimForm(StepForm):
    """How the person started."""

    start_on = DayField(label=_("First day"), first=-REPORT_WITHIN, last=TODAY)
    early_reason = forms.CharField(
        label=_("Why the first day lies before the application"),
        help_text=_("Only needed when it does: say how the person was hired directly."),
        max_length=300,
        required=False,
    )
    contract_type = forms.ChoiceField(label=_("Kind of contract"), choices=ContractType.choices)
    pay = PAY
    pay_reason = PAY_REASON
    destination_code = forms.ChoiceField(
        label=_("Destination code"),
        choices=[
            *((c.value, c.label) for c in Destination if c != "75"),
            ("", _("None (internship)")),
        ],
        required=False,
    )


class EndForm(StepForm):
    """When and why a job ended."""

    ended_on = DayField(label=_("Last day"), first=EARLIEST, last=TODAY)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class NoteForm(StepForm):
    """A note for colleagues."""

    note = forms.CharField(
        label=_("Note for colleagues"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ApplyForm(forms.Form):
    """An application, with an optional sentence to the company."""

    note = forms.CharField(
        label=_("A sentence to the company"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EvidenceForm(forms.Form):
    """A paper of one of the kinds that the placement needs."""

    kind = forms.ChoiceField(label=_("What it is"))
    file = forms.FileField(label=_("File (PNG, JPEG or PDF)"))

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        code = placement.destination_code
        field.choices = [
            (k.value, EvidenceKind(k).label) for k in (*needed_for(code), *also_needed_for(code))
        ]
