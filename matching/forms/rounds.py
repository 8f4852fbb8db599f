"""Whom may the office choose for a placement round, and what may it say about it?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.i18n import localized
from matching.forms.fields import LocalizedChoice
from matching.queries.cohorts import Cohort


class RunChoice(forms.ModelChoiceField):
    """One course run by its course and code."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the course in the reader's language, and the code."""
        return f"{localized(obj.course, 'title')} · {obj.code}"


class RunForm(forms.Form):
    """The people of one course run."""

    run = RunChoice(label=_("Course run"), queryset=None, empty_label=_("Choose a course run"))

    def __init__(self, *args: Any, choices: dict[str, Any], **kwargs: Any) -> None:
        """Fill the choices."""
        super().__init__(*args, **kwargs)
        self.fields["run"].queryset = choices["run"]

    def cohort(self) -> Cohort:
        """Return whom was chosen."""
        return Cohort(run=self.cleaned_data["run"])

    def query(self) -> dict[str, Any]:
        """Return the same choice for an address."""
        return {"run": self.cleaned_data["run"].pk}


class GraduatesForm(forms.Form):
    """A school's graduates of a year."""

    university = LocalizedChoice(label=_("School"), queryset=None, empty_label=_("Choose a school"))
    year = forms.TypedChoiceField(label=_("Graduation year"), coerce=int)

    def __init__(self, *args: Any, choices: dict[str, Any], **kwargs: Any) -> None:
        """Fill the choices."""
        super().__init__(*args, **kwargs)
        self.fields["university"].queryset = choices["university"]
        self.fields["year"].choices = [("", _("Choose a year")), *((year, str(year)) for year in choices["year"])]

    def cohort(self) -> Cohort:
        """Return whom was chosen."""
        return Cohort(university=self.cleaned_data["university"], year=self.cleaned_data["year"])

    def query(self) -> dict[str, Any]:
        """Return the same choice for an address."""
        return {"university": self.cleaned_data["university"].pk, "year": self.cleaned_data["year"]}
