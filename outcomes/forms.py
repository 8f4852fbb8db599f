"""How is a figure filtered, sorted and searched? By the query string; unreadable values are ignored."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from core.bounds import EARLIEST, LATEST
from core.fields import DayField
from core.filters import chosen
from core.i18n import is_english
from matching.states import Grade
from outcomes.charts import short_month
from outcomes.queries.persons import SORTS, PersonFilters

Choices = Mapping[str, list[tuple[int, str, str]]]


class DayForm(forms.Form):
    """Which frozen day is looked at."""

    on = DayField(label=_("Day"), required=False, first=EARLIEST, last=LATEST)

    def day(self) -> date | None:
        """Return the day asked for; None, the newest, where nothing readable was."""
        return self.cleaned_data["on"] if self.is_valid() else None


class StandpointForm(DayForm):
    """Up to which day, and as known on which day, is one person shown?"""

    known_at = DayField(required=False, first=EARLIEST, last=LATEST)

    def day_or(self, today: date) -> date | None:
        """Return the day asked for, never one to come; None where none was."""
        on = self.day()
        return None if on is None else min(on, today)

    def known_or(self, today: date) -> date:
        """Return the day as known on which is looked: the one asked for, else the day up to which is looked, else today."""
        on = self.day_or(today)
        said = self.cleaned_data.get("known_at") or on or today
        return max(on or date.min, min(said, today))


class FigureFilterForm(forms.Form):
    """School, major, division, course; by which day."""

    university = forms.TypedChoiceField(
        label=_("School"), required=False, coerce=int, empty_value=None
    )
    major = forms.TypedChoiceField(label=_("Major"), required=False, coerce=int, empty_value=None)
    division = forms.TypedChoiceField(
        label=_("Home place"), required=False, coerce=int, empty_value=None
    )
    course = forms.TypedChoiceField(label=_("Course"), required=False, coerce=int, empty_value=None)
    on = DayField(label=_("Up to"), required=False, first=EARLIEST, last=LATEST)
    known_at = DayField(
        label=_("As known on"),
        required=False,
        first=EARLIEST,
        last=LATEST,
        help_text=_(
            "Empty: as known on the day itself. A later day also counts what was checked or reported since."
        ),
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        """Fill the choices in the reader's language."""
        super().__init__(*args, **kwargs)
        for name, rows in choices.items():
            shown = [(pk, (en or zh) if is_english() else zh) for pk, zh, en in rows]
            self.fields[name].choices = [("", _("All")), *shown]  # type: ignore[attr-defined]  # they are choice fields

    def filters(self) -> PersonFilters:
        """Return what the figure is narrowed to."""
        said = self._said()
        return PersonFilters(
            university=said.get("university"),
            major=said.get("major"),
            division=said.get("division"),
            course=said.get("course"),
            name=said.get("name", ""),
        )

    def day(self, today: date) -> date:
        """Return the day up to which is counted: never a day to come."""
        return min(self._said().get("on") or today, today)

    def known(self, today: date) -> date:
        """Return the day as known on which is counted: the day up to which is counted, or a later one."""
        on = self.day(today)
        return max(on, min(self._said().get("known_at") or on, today))

    def spoken(self) -> dict[str, str]:
        """Return what was asked for, as text; for addresses and for the audit."""
        return {name: str(value) for name, value in self._said().items() if value}

    def query(self) -> str:
        """Return the same narrowing and order as a query string, without the page."""
        return urlencode(self.spoken())

    def named(self) -> list[str]:
        """Return what the figure is narrowed to in words, for whoever reads it on paper."""
        return chosen(self, leave=("on", "known_at", "sort"))

    def narrowing_query(self) -> str:
        """Return the narrowing alone, to be added to an address that says its own days."""
        said = {
            name: value for name, value in self.spoken().items() if name not in ("on", "known_at")
        }
        return f"&{urlencode(said)}" if said else ""

    def _said(self) -> dict[str, Any]:
        self.is_valid()
        return getattr(self, "cleaned_data", {})


class PersonListForm(FigureFilterForm):
    """The list behind the figure: also by name, and in an order."""

    name = forms.CharField(label=_("Name"), required=False, max_length=60)
    status = forms.ChoiceField(
        label=_("Which persons"),
        required=False,
        choices=[
            ("", _("Counted")),
            ("pending", _("Pending, name not checked")),
            ("national", _("Counted, with a national certificate")),
        ],
    )
    sort = forms.ChoiceField(
        label=_("Sorted"),
        required=False,
        choices=[
            ("-entered", _("Latest first")),
            ("entered", _("Earliest first")),
            ("-completions", _("Most completions first")),
            ("completions", _("Fewest completions first")),
            ("name", _("By name")),
            ("-name", _("By name, backwards")),
        ],
    )

    @property
    def which(self) -> str:
        """Return which persons are asked for: "" those who count, "pending", "national"."""
        return self._said().get("status") or ""

    @property
    def is_pending(self) -> bool:
        """Tell whether the persons that do not count yet are asked for."""
        return self.which == "pending"

    @property
    def way(self) -> str:
        """Return the order that is asked for, a key of `SORTS`."""
        return self._said().get("sort") or "-entered"

    def order(self) -> tuple[str, ...]:
        """Return the columns to order by."""
        return SORTS[self.way]


class PlacementListForm(FigureFilterForm):
    """The list behind the placements by evidence grade."""

    grade = forms.ChoiceField(
        label=_("How it is attested"), required=False, choices=[("", _("All")), *Grade.choices]
    )

    def evidence_grade(self) -> str:
        """Return the grade asked for, "" for all."""
        return str(self._said().get("grade", ""))


class ExportForm(forms.Form):
    """What is whole phone numbers wanted for? Without a reason they leave masked."""

    reason = forms.CharField(required=False, max_length=200)

    def why(self) -> str:
        """Return the reason, "" where none was given."""
        return str(self.cleaned_data["reason"]) if self.is_valid() else ""


class TargetForm(forms.Form):
    """How many persons a year is to train, and in which months."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    persons = forms.IntegerField(label=_("Persons to train"), min_value=1, max_value=1_000_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add a percentage for each month."""
        super().__init__(*args, **kwargs)
        for month in range(1, 13):
            label = _("%(month)s, percent of the year") % {"month": short_month(month)}
            self.fields[f"month_{month}"] = forms.IntegerField(
                label=label, min_value=0, max_value=100
            )

    def weights(self) -> list[int]:
        """Return the twelve percentages."""
        return [self.cleaned_data[f"month_{month}"] for month in range(1, 13)]

    def clean(self) -> dict[str, Any]:
        """Refuse a season that does not make a hundred."""
        cleaned: dict[str, Any] = super().clean() or {}
        months = [cleaned.get(f"month_{month}") for month in range(1, 13)]
        if None not in months and sum(filter(None, months)) != 100:
            raise forms.ValidationError(
                _("The twelve percentages make %(sum)s, not 100."),
                params={"sum": sum(filter(None, months))},
            )
        return cleaned


class CohortFilterForm(forms.Form):
    """Which of the school's people are listed."""

    grade = forms.ChoiceField(
        label=_("Destination"),
        required=False,
        choices=[("", _("All")), ("none", _("Without destination")), *Grade.choices],
    )
    year = forms.IntegerField(
        label=_("Graduation year"),
        required=False,
        min_value=0,
        max_value=2100,
        help_text=_("0: the year is not known"),
    )
    major = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )
    trained = forms.BooleanField(label=_("Only who was trained this year"), required=False)
    national = forms.BooleanField(
        label=_("… and holds a national certificate of it"), required=False
    )

    def narrowing(self, today: date) -> dict[str, Any]:
        """Return the arguments of `queries.university.persons_of`; year and major 0 are those not known."""
        said = self.cleaned_data if self.is_valid() else {}
        narrowed = {
            "grade": said.get("grade", ""),
            "year": said.get("year"),
            "major": said.get("major"),
        }
        certified = today if said.get("national") else None
        return {
            **narrowed,
            "trained_on": today if said.get("trained") else None,
            "certified_on": certified,
        }

    def query(self) -> str:
        """Return the narrowing as a query string."""
        said = self.cleaned_data if self.is_valid() else {}
        asked = {
            name: value
            for name, value in said.items()
            if value is not False and value not in (None, "")  # a year of 0 is asked for
        }
        return urlencode(
            {**asked, **{name: "on" for name in ("trained", "national") if asked.get(name)}}
        )
