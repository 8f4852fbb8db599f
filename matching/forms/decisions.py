"""What may a person press and type where one form has two buttons? The button is part of what is checked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from matching.forms.openings import DecisionForm

_PRESS_ONE = {
    "required": _("Press one of the two buttons."),
    "invalid_choice": _("Press one of the two buttons."),
}


class PaperDecisionForm(forms.Form):
    """Accept a paper, or send it back with the reason; a reason that was typed is never dropped by accepting."""

    decision = forms.ChoiceField(
        choices=[("accept", ""), ("return", "")], error_messages=_PRESS_ONE
    )
    reason = forms.CharField(max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """Hold the button against the reason."""
        data = super().clean() or {}
        has_reason = bool(data.get("reason"))
        if data.get("decision") == "return" and not has_reason and "reason" not in self.errors:
            self.add_error("reason", ValidationError(_("Please give a reason.")))
        if data.get("decision") == "accept" and has_reason:
            words = _(
                "You wrote why it goes back, so it was not accepted. Send it back, or clear the reason first."
            )
            self.add_error("reason", ValidationError(words))
        return data


class PublishForm(forms.Form):
    """Publish an opening; a reason to send it back that was typed is never dropped by publishing."""

    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_reason(self) -> str:
        """Hold the button against the reason."""
        if self.cleaned_data["reason"]:
            words = _(
                "You wrote why it goes back, so it was not published. Send it back, or clear the reason first."
            )
            raise ValidationError(words)
        return ""


class ReportDecisionForm(DecisionForm):
    """Stop an opening that was reported, or leave it, with the reason."""

    decision = forms.ChoiceField(
        choices=[("uphold", ""), ("dismiss", "")], error_messages=_PRESS_ONE
    )


class TextDecisionForm(DecisionForm):
    """Let stopped words pass, or keep them stopped, with the reason that the company reads."""

    decision = forms.ChoiceField(
        choices=[("let_pass", ""), ("keep_stopped", "")], error_messages=_PRESS_ONE
    )


class InterviewAnswerForm(forms.Form):
    """Come to an interview, or not; no answer is not a no."""

    answer = forms.ChoiceField(choices=[("yes", ""), ("no", "")], error_messages=_PRESS_ONE)
