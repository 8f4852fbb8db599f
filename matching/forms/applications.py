"""What may be typed along an application? Each form's cleaned data are the keyword arguments of its action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.words import mark_unlawful
from matching.evidence import also_needed_for, needed_for
from matching.forms.fields import LocalizedChoices
from matching.lawful.fields import names_typed
from matching.models import Application, Placement
from matching.queries.openings import skills_of
from matching.states import ContractType, Destination, EvidenceKind, RejectionReason

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
GIVEN_REASONS = [choice for choice in RejectionReason.choices if choice[0] not in {"filled", "closed"}]
PAY = forms.IntegerField(label=_("Pay, yuan a month before tax"), min_value=1, max_value=1_000_000)


class StepForm(forms.Form):
    """A step without anything to type."""

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application

    def clean(self) -> dict[str, Any]:
        """Stop words to the person that the law forbids."""
        given = super().clean() or self.cleaned_data
        mark_unlawful(self, names_typed(type(self).__name__), given)
        return given

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of the action."""
        return self.cleaned_data


class ReasonStepForm(StepForm):
    """A step that needs its reason."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class InviteForm(StepForm):
    """When and where the interview is."""

    at = forms.DateTimeField(
        label=_("When"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    place = forms.CharField(label=_("Where"), max_length=200)
    note = forms.CharField(label=_("What to bring, whom to ask for"), max_length=300, required=False)


class OfferForm(StepForm):
    """What is offered."""

    pay = PAY
    start_on = forms.DateField(label=_("First day"), widget=DAY)
    expires_on = forms.DateField(label=_("Answer until"), widget=DAY)
    note = forms.CharField(label=_("Anything else that is promised"), max_length=300, required=False)


class RejectForm(StepForm):
    """Why not, and which of the asked skills are missing."""

    reason_code = forms.ChoiceField(label=_("Reason"), choices=GIVEN_REASONS)
    lacking = LocalizedChoices(
        label=_("Missing skills"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(
        label=_("A sentence to the person"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["lacking"]
        assert isinstance(field, LocalizedChoices)
        field.queryset = skills_of(self.application.opening)


class ClaimForm(StepForm):
    """How the person started."""

    start_on = forms.DateField(label=_("First day"), widget=DAY)
    contract_type = forms.ChoiceField(label=_("Kind of contract"), choices=ContractType.choices)
    pay = PAY
    destination_code = forms.ChoiceField(
        label=_("Destination code"),
        choices=[*((c.value, c.label) for c in Destination if c != "75"), ("", _("None (internship)"))],
        required=False,
    )


class EndForm(StepForm):
    """When and why a job ended."""

    ended_on = forms.DateField(label=_("Last day"), widget=DAY)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class NoteForm(StepForm):
    """A note for colleagues."""

    note = forms.CharField(
        label=_("Note for colleagues"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ApplyForm(forms.Form):
    """A sentence that goes along."""

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
        field.choices = [(k.value, EvidenceKind(k).label) for k in (*needed_for(code), *also_needed_for(code))]
