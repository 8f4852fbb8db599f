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


class CohortForm(forms.Form):
    """A course run, or a school with a year of graduation."""

    run = RunChoice(label=_("Course run"), queryset=None, required=False, empty_label=_("Choose a course run"))
    university = LocalizedChoice(label=_("School"), queryset=None, required=False, empty_label=_("Choose a school"))
    year = forms.TypedChoiceField(label=_("Graduation year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, choices: dict[str, Any], **kwargs: Any) -> None:
        """Fill the choices."""
        super().__init__(*args, **kwargs)
        self.fields["run"].queryset = choices["run"]
        self.fields["university"].queryset = choices["university"]
        self.fields["year"].choices = [("", _("Choose a year")), *((year, str(year)) for year in choices["year"])]

    def clean(self) -> dict[str, Any]:
        """Take one cohort: a run alone, or a school and a year."""
        given: dict[str, Any] = super().clean() or {}
        run, university, year = (given.get(name) for name in ("run", "university", "year"))
        if self.errors or (bool(run) != bool(university or year) and bool(university) == bool(year)):
            return given
        raise forms.ValidationError(_("Choose a course run, or a school and a year."))

    def cohort(self) -> Cohort:
        """Return whom was chosen."""
        said = self.cleaned_data
        return Cohort(said["run"], said["university"], said["year"])

    def query(self) -> dict[str, Any]:
        """Return the same choice for an address."""
        said = {"run": self["run"].value(), "university": self["university"].value(), "year": self["year"].value()}
        return {name: value for name, value in said.items() if value}
