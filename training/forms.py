"""What may a person type in training? Parses and validates; never saves."""

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms.signup import RealNameField
from core.bounds import EARLIEST
from core.fields import DayField, MomentField
from core.i18n import localized
from core.templatetags.zhicai import local_time
from training import numbers
from training.models import AttendanceStatus, CourseRun, Meeting
from training.queries.choices import run_choices
from training.queries.teaching import SheetRow

PLANNED_WITHIN = timedelta(days=732)
MOST_SEATS, MOST_FEE = 2000, 100_000


class EnrolForm(forms.Form):
    """The one hidden field of enrolling: the same key never enrols twice."""

    key = forms.CharField(max_length=36, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """A reason that somebody else will read."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class TurnDownForm(forms.Form):
    """Why somebody is turned down, on one line beside the approval."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class ReissueForm(ReasonForm):
    """The corrected name for a certificate that is issued anew, and why."""

    real_name = RealNameField(label=_("Name on the new certificate"))
    field_order = ("real_name", "reason")


class OptionalReasonForm(forms.Form):
    """A reason that may stay away."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ClassForm(forms.Form):
    """When a class is held, and why that changes."""

    starts_at = MomentField(label=_("New time"), first=EARLIEST, last=PLANNED_WITHIN)
    reason = forms.CharField(
        label=_("Reason"), help_text=_("Everybody in the class reads it."), max_length=300
    )


class NewClassForm(ClassForm):
    """One more class."""

    hours = forms.DecimalField(
        label=_("Hours of 45 minutes"), min_value=1, max_value=12, decimal_places=1
    )
    topic = forms.CharField(label=_("Topic"), max_length=80)
    field_order = ("starts_at", "hours", "topic", "reason")


class LatePlanForm(forms.Form):
    """How those who join late make up what they missed; empty takes the plan back."""

    plan = forms.CharField(
        label=_("How those who join late make up what they missed"),
        help_text=_(
            "Everybody reads it before enrolling. With it people can join until the last class."
        ),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AssessForm(forms.Form):
    """A mark from 0 to 100."""

    mark = forms.IntegerField(label=_("Mark (0–100)"), min_value=0, max_value=100)
    assessed_on = DayField(
        label=_("Day of the assessment"),
        help_text=_("Empty: today."),
        required=False,
        first=EARLIEST,
        last=timedelta(0),
    )
    reason = forms.CharField(
        label=_("Reason, if an earlier mark changes"), max_length=300, required=False
    )


class MadeUpForm(forms.Form):
    """The classes that somebody made up, and how; the value `ALL` stands for every class without a mark."""

    ALL = "all"

    meetings = forms.MultipleChoiceField(
        label=_("Classes made up"), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=_("How they were made up"), max_length=300)

    def __init__(self, unmarked: list[Meeting], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unmarked = unmarked
        self.shown = [
            (str(each.pk), f"{local_time(each.starts_at)} · {localized(each, 'topic')}")
            for each in unmarked
        ]
        meetings = self.fields["meetings"]
        meetings.choices = [*self.shown, (self.ALL, "")]  # type: ignore[attr-defined]  # this field is one of choices
        meetings.widget.choices = self.shown  # type: ignore[attr-defined]  # `ALL` is a button

    def chosen(self) -> list[Meeting]:
        """Return the classes that were ticked."""
        ticked = self.cleaned_data["meetings"]
        return [each for each in self.unmarked if self.ALL in ticked or str(each.pk) in ticked]


class NumberForm(forms.Form):
    """A certificate number as typed from paper, or the whole link behind its code."""

    number = forms.CharField(
        label=_("Certificate number"),
        max_length=numbers.READ_AT_MOST,
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    def refuse(self) -> None:
        """Say that the input is not a whole number."""
        self.add_error(
            "number", _("This is not a whole certificate number: a sign is missing or mistyped.")
        )


class NumbersForm(forms.Form):
    """Many certificate numbers, one a line or with commas between them."""

    MOST = 50

    numbers = forms.CharField(
        label=_("Certificate numbers"),
        help_text=_(
            "One a line, up to 50; a column copied from a spreadsheet will do, and so do links."
        ),
        max_length=20_000,
        widget=forms.Textarea(
            attrs={"rows": 6, "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_numbers(self) -> list[str]:
        """Return the numbers as typed, without empty lines."""
        found = [
            part
            for part in re.split(r"[\n\t,;，；、]", self.cleaned_data["numbers"])
            if part.strip()
        ]
        if len(found) > self.MOST:
            raise ValidationError(
                _("These are more than 50 numbers. Check them in parts."), code="numbers.many"
            )
        return found


class SheetForm(forms.Form):
    """Attendance of one class: one choice a person."""

    reason = forms.CharField(
        label=_("Reason, if an earlier mark changes"), max_length=300, required=False
    )

    def __init__(self, rows: list[SheetRow], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            self.fields[self.name_of(row)] = forms.ChoiceField(
                label=row.enrolment.trainee.real_name,
                choices=AttendanceStatus.choices,
                required=False,
                initial=row.attendance.status if row.attendance else None,
                widget=forms.RadioSelect,
                disabled=row.is_closed,
            )

    @staticmethod
    def name_of(row: SheetRow) -> str:
        """Return the field of one person."""
        return f"status_{row.enrolment.pk}"

    @property
    def people(self) -> list[tuple[SheetRow, Any]]:
        """Return each person with their field."""
        return [(row, self[self.name_of(row)]) for row in self.rows]

    def marks(self, *, everybody: bool = False) -> dict[int, str]:
        """Return the chosen status by enrolment; with `everybody`, who is not marked and was not ticked is present."""
        found = {}
        for row in self.rows:
            rest = AttendanceStatus.PRESENT.value if everybody and row.attendance is None else ""
            if status := self.cleaned_data.get(self.name_of(row), "") or rest:
                found[row.enrolment.pk] = status
        return found


class CourseRunForm(forms.ModelForm[CourseRun]):
    """The facts of a run; seats taken and the state are no business of a form."""

    starts_on = DayField(label=capfirst(_("first day")), first=EARLIEST, last=PLANNED_WITHIN)
    ends_on = DayField(label=capfirst(_("last day")), first=EARLIEST, last=PLANNED_WITHIN)
    enrol_opens_at = MomentField(
        label=capfirst(_("enrolment opens")), first=EARLIEST, last=PLANNED_WITHIN
    )
    enrol_closes_at = MomentField(
        label=capfirst(_("enrolment closes")), first=EARLIEST, last=PLANNED_WITHIN
    )
    capacity = forms.IntegerField(label=capfirst(_("seats")), min_value=0, max_value=MOST_SEATS)
    seats_reserved = forms.IntegerField(
        label=capfirst(_("reserved seats")), initial=0, min_value=0, max_value=MOST_SEATS
    )
    fee = forms.IntegerField(
        label=capfirst(_("fee")), initial=0, min_value=0, max_value=MOST_FEE, help_text=_("Yuan")
    )
    subsidy = forms.IntegerField(
        label=capfirst(_("subsidy")),
        initial=0,
        min_value=0,
        max_value=MOST_FEE,
        help_text=_("Yuan"),
    )

    class Meta:
        model = CourseRun
        fields = (
            "course", "code", "starts_on", "ends_on", "enrol_opens_at", "enrol_closes_at", "place_zh", "place_en",
            "division", "capacity", "seats_reserved", "needs_approval", "fee", "subsidy", "university", "teachers",
        )  # fmt: skip
        widgets = {
            "teachers": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, queryset in run_choices().items():
            field = self.fields[name]
            field.queryset = queryset  # type: ignore[attr-defined]  # these four are model choices
            if name != "teachers":
                field.label_from_instance = _shown  # type: ignore[attr-defined]  # as above
        if self.instance.pk:
            del self.fields["course"], self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """Refuse days and deadlines in the wrong order, with the field to mend."""
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error(
                "ends_on", ValidationError(_("The last day cannot be before the first day."))
            )
        opens, closes = data.get("enrol_opens_at"), data.get("enrol_closes_at")
        if opens and closes and closes <= opens:
            self.add_error(
                "enrol_closes_at", ValidationError(_("Enrolment closes after it opens."))
            )
        if data.get("capacity") == 0:
            self.add_error("capacity", ValidationError(_("A run has at least one seat.")))
        elif data.get("seats_reserved", 0) > data.get("capacity", 0) > 0:
            self.add_error(
                "seats_reserved", ValidationError(_("More seats are reserved than there are."))
            )
        return data

    @property
    def moves(self) -> bool:
        """Tell whether the days of a run that is there already change."""
        return bool(self.instance.pk and {"starts_on", "ends_on"} & set(self.changed_data))

    def changes(self) -> dict[str, Any]:
        """Return the plain columns that were typed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "teachers"}


def _shown(thing: Any) -> str:
    """Show a course, place or school in the reader's language."""
    name = localized(thing, "title") if hasattr(thing, "title_zh") else localized(thing, "name")
    return f"{thing.code} {name}" if hasattr(thing, "title_zh") else name
