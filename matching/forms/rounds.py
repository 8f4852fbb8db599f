"""Whom may the office choose for a placement round, and what may it say about it?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.choices import LocalizedChoice
from core.i18n import localized
from matching.queries.cohorts import Cohort, TakenOut

LONGEST_NUMBER = 15


class RunChoice(forms.ModelChoiceField):
    """One course run by its course and code."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the course in the reader's language, and the code."""
        return f"{localized(obj.course, 'title')} · {obj.code}"


class StrikesForm(forms.Form):
    """Whom and which openings to take out of a round before it is sent; numbers that name nothing are passed over."""

    strike_person = forms.MultipleChoiceField(required=False)
    strike_opening = forms.MultipleChoiceField(required=False)

    def __init__(self, *sent: Any, ticked: bool = False) -> None:
        """Take whatever whole numbers were sent, by the address and by the ticks; or what the address says is only ticked."""
        typed: dict[str, list[str]] = {}
        for name in self.base_fields:
            key = _ticked(name) if ticked else name
            typed[name] = [each for data in sent for each in data.getlist(key)]
        super().__init__(typed)
        for name in self.fields:
            sent = self[name].value() or []
            self.fields[name].choices = [(each, each) for each in sent if _is_number(each)]
        self.is_valid()

    def struck(self) -> TakenOut:
        """Return the removed people and openings."""
        people, openings = (self._numbers(name) for name in ("strike_person", "strike_opening"))
        return TakenOut(people, openings)

    def query(self, *, ticked: bool = False) -> dict[str, list[int]]:
        """Return the same as a query string: removed, or ticked and not removed yet."""
        found = self.struck()
        query = {"strike_person": sorted(found.people), "strike_opening": sorted(found.openings)}
        return {_ticked(name) if ticked else name: numbers for name, numbers in query.items()}

    def _numbers(self, name: str) -> frozenset[int]:
        return frozenset(int(each) for each in self[name].value() or [] if _is_number(each))


def _ticked(name: str) -> str:
    return name.replace("strike", "tick")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER


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
        self.fields["year"].choices = [
            ("", _("Choose a year")),
            *((year, str(year)) for year in choices["year"]),
        ]

    def cohort(self) -> Cohort:
        """Return whom was chosen."""
        return Cohort(university=self.cleaned_data["university"], year=self.cleaned_data["year"])

    def query(self) -> dict[str, Any]:
        """Return the same choice for an address."""
        return {"university": self.cleaned_data["university"].pk, "year": self.cleaned_data["year"]}
