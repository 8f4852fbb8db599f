"""How is a day or a moment typed? In a field with a first and a last day, which browser and server both check."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import clock
from core.bounds import Bound, day_of


class DayInput(forms.DateInput):
    """A day as browsers pick it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"type": "date", **(attrs or {})}, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a time as browsers pick them."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"type": "datetime-local", **(attrs or {})}, format="%Y-%m-%dT%H:%M")


class _Spanned(forms.Field):
    """A field with a first and a last day, passed to the browser too; `at` formats each end for its widget."""

    at = ("{}", "{}")

    def __init__(self, *, first: Bound, last: Bound, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.first, self.last = first, last

    def span(self) -> tuple[date, date]:
        """Return the first and the last day that may be typed today."""
        today = clock.today()
        return day_of(self.first, today), day_of(self.last, today)

    def get_bound_field(self, form: Any, field_name: str) -> Any:
        """Tell the browser, too."""
        first, last = (
            written.format(day.isoformat())
            for written, day in zip(self.at, self.span(), strict=True)
        )
        self.widget.attrs.update(min=first, max=last)
        return super().get_bound_field(form, field_name)

    def validate(self, value: Any) -> None:
        """Refuse a value outside the span, naming the nearest possible day."""
        super().validate(value)
        if value is not None:
            check_day(self.day_of_value(value), *self.span())

    def day_of_value(self, value: Any) -> date:
        """Return the local day of a value; a day is itself."""
        day: date = value
        return day


class DayField(_Spanned, forms.DateField):
    """A day that is not before its first and not after its last."""

    widget = DayInput


class MomentField(_Spanned, forms.DateTimeField):
    """A moment whose local day is not before its first and not after its last."""

    widget = MomentInput
    at = ("{}T00:00", "{}T23:59")

    def day_of_value(self, value: datetime) -> date:
        """Return the moment's day in the city."""
        return value.astimezone(clock.CITY_TIME).date()


def check_day(day: date, first: date, last: date) -> None:
    """Refuse a day outside a span, naming the end that was missed."""
    if day < first:
        sentence = _("Too early. Choose a day from %(day)s on.")
        raise ValidationError(sentence, code="day.first", params={"day": first.isoformat()})
    if day > last:
        sentence = _("Too late. Choose a day up to %(day)s.")
        raise ValidationError(sentence, code="day.last", params={"day": last.isoformat()})
