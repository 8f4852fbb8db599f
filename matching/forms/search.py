"""What may a visitor ask the list of openings for?"""

import re
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.queries.openings import PAY_BANDS, OpeningFilters
from matching.states import ContractType
from skills.wording.text import MOST_TYPED, line

PLACE = re.compile("[0-9]{1,18}")


class OpeningSearch(forms.Form):
    """The filters in the address; what makes no sense is ignored, not refused."""

    q = forms.CharField(label=_("Search"), required=False)
    occupation = forms.SlugField(required=False)
    division = forms.SlugField(required=False)
    contract_type = forms.ChoiceField(choices=[("", ""), *ContractType.choices], required=False)
    pay_from = forms.TypedChoiceField(
        choices=[("", ""), *((band, band) for band in PAY_BANDS)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    room = forms.BooleanField(required=False)
    meals = forms.BooleanField(required=False)
    internships = forms.BooleanField(required=False)
    before = forms.CharField(max_length=60, required=False)
    like = forms.IntegerField(min_value=1, max_value=2**53, required=False)

    def filters(self) -> OpeningFilters:
        """Return what was asked for, without what cannot be understood."""
        self.is_valid()
        given: dict[str, Any] = self.cleaned_data
        return OpeningFilters(
            words=line(given.get("q") or "")[:MOST_TYPED],
            occupation=given.get("occupation") or "",
            division=given.get("division") or "",
            contract_type=given.get("contract_type") or "",
            pay_from=given.get("pay_from"),
            has_room=bool(given.get("room")),
            has_meals=bool(given.get("meals")),
            with_internships=bool(given.get("internships")),
            before=_keyset(given.get("before") or ""),
            like=given.get("like"),
        )

    def kept(self) -> list[tuple[str, str]]:
        """Return what a search inside the list keeps: the filters that were understood, as they were asked."""
        self.is_valid()
        return [
            (name, "1" if value is True else str(value))
            for name, value in self.cleaned_data.items()
            if value and name not in ("q", "before", "like")
        ]


def _keyset(text: str) -> tuple[datetime, int] | None:
    """Read where the last page ended; nonsense starts at the beginning."""
    moment, _bar, number = text.partition("|")
    try:
        read = datetime.fromisoformat(moment)
        return (
            (read.astimezone(UTC), int(number)) if PLACE.fullmatch(number) and read.tzinfo else None
        )
    except (
        ValueError,
        OverflowError,
    ):  # no moment, or one that falls out of the calendar in another time zone
        return None
