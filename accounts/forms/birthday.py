"""How is a date of birth typed? As a day within a long life."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.fields import DayField, DayInput

LONGEST_LIFE = timedelta(days=100 * 366)


def birthday_field(*, required: bool = True) -> DayField:
    """Return the field of a date of birth, with what it is for."""
    return DayField(
        label=_("Date of birth"),
        first=-LONGEST_LIFE,
        last=timedelta(0),
        required=required,
        widget=DayInput({"autocomplete": "bday"}),
        help_text=_("Only to keep children safe; it is never used for recommendations."),
    )
