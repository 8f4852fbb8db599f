"""Where does a person say to come from, in the address of an opening?"""

from django import forms

from matching.models import Viewing

LONGEST_LIST = 500


class ViewingForm(forms.Form):
    """`?from=matches&place=3`; whatever is not understood counts as somewhere else."""

    origin = forms.ChoiceField(choices=Viewing.Origin.choices)
    place = forms.IntegerField(min_value=1, max_value=LONGEST_LIST)

    def found(self) -> tuple[str, int | None]:
        """Return where from and at which place; only a list has places."""
        self.is_valid()
        origin = self.cleaned_data.get("origin", Viewing.Origin.OTHER)
        place = self.cleaned_data.get("place")
        return str(origin), None if origin == Viewing.Origin.OTHER else place

    def add_prefix(self, field_name: str) -> str:
        """Read "origin" from "from", a word that Python keeps for itself."""
        return "from" if field_name == "origin" else field_name
