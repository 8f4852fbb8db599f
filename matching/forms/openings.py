"""What may a company type into an opening? Every field that the law asks for, in lawful words."""

from datetime import timedelta
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from accounts.queries import education_levels
from core import levels
from core.bounds import LEAST_PAY, MOST_PAY
from core.choices import LocalizedChoice
from core.fields import DayField
from core.i18n import localized
from core.words import MeantOtherwise
from matching.hours import USUAL, english_hours
from matching.lawful.fields import names_read
from matching.models import Opening
from matching.models.openings import AUTHORED
from matching.permissions.terms import MOST_POSITIONS, VALID_WITHIN, denies_numbers
from matching.queries.openings import all_skills, divisions
from matching.states import ReportReason

ENGLISH = tuple(f"{name}_en" for name in AUTHORED)
ASSURANCES = ("has_three_party_agreement", "excludes_first_years", "asks_guardian_consent")
WORDS = {name: f"matching.Opening.{name}" for name in names_read("matching.Opening")}
IMPORTANCE = [(3, _("Very important")), (2, _("Important")), (1, _("Nice to have"))]


def yuan(name: str) -> forms.IntegerField:
    """Return the field of an amount of pay, with the words of the model."""
    column = Opening._meta.get_field(name)
    return forms.IntegerField(
        label=column.verbose_name,
        help_text=column.help_text,
        min_value=LEAST_PAY,
        max_value=MOST_PAY,
    )


class OpeningForm(MeantOtherwise, forms.ModelForm):
    """All fields of an opening; sentences that the law forbids are shown at the field they stand in."""

    keeps_explained = True
    headcount = forms.IntegerField(
        label=_("Positions"), initial=1, min_value=1, max_value=MOST_POSITIONS
    )
    pay_min = yuan("pay_min")
    pay_max = yuan("pay_max")
    pay_base = yuan("pay_base")
    valid_until = DayField(label=_("Valid until"), first=timedelta(0), last=VALID_WITHIN)

    class Meta:
        model = Opening
        fields = (
            "title", "duties", "conditions", *ENGLISH, "headcount", "division", "address", "pay_min", "pay_max",
            "pay_base", "pay_unit", "shift", "has_room", "has_meals", "contract_type", *ASSURANCES, "education", "valid_until",
            "words_reason",
        )  # fmt: skip
        field_classes = {"division": LocalizedChoice, "education": LocalizedChoice}
        labels = {"division": _("Town or subdistrict")}
        widgets = {
            "duties": forms.Textarea(attrs={"rows": 5}),
            "conditions": forms.Textarea(attrs={"rows": 4}),
            "duties_en": forms.Textarea(attrs={"rows": 5}),
            "conditions_en": forms.Textarea(attrs={"rows": 4}),
            "shift": forms.TextInput(attrs={"list": "usual-hours"}),
            "words_reason": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "shift": _(
                "Take usual hours from the list, or write your own. Usual ones are said in English by themselves."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in {"division": divisions(), "education": education_levels()}.items():
            field = self.fields[name]
            assert isinstance(field, LocalizedChoice)
            field.queryset = choices
        for name in ENGLISH:
            self.fields[name].widget.attrs["lang"] = "en"

    def clean(self) -> dict[str, Any]:
        """Check the words, the order of pay, the date and the assurances of an internship."""
        given = super().clean() or self.cleaned_data
        given["shift_en"] = english_hours(given.get("shift") or "", given.get("shift_en") or "")
        self.check_words(self.instance, given, WORDS)
        self._check_pay(given)
        if given.get("contract_type") == "internship":
            for name in (name for name in ASSURANCES if not given.get(name)):
                self.add_error(name, _("An internship needs this assurance."))
        return given

    @property
    def asks_reason(self) -> bool:
        """Whether the field for a reason is shown: words were stopped, or a reason was given before."""
        return bool(self.stopped) or bool(self["words_reason"].value())

    def _check_pay(self, given: dict[str, Any]) -> None:
        low, high = given.get("pay_min"), given.get("pay_max")
        if low and high and low > high:
            self.add_error("pay_max", _("The upper end of pay lies below the lower end."))
        numbers = ("pay_min", "pay_max", "pay_base", "pay_unit", "headcount")
        denial = denies_numbers(given) if all(given.get(name) for name in numbers) else None
        if denial:
            self.add_error("pay_base", str(denial))

    def left_behind(self, before: Opening) -> list[str]:
        """Name the English texts that stayed as they were while the company's own words changed."""
        given = self.cleaned_data
        changed = [name for name in AUTHORED if given[name] != getattr(before, name)]
        stayed = [
            f"{name}_en"
            for name in changed
            if given[f"{name}_en"] == getattr(before, f"{name}_en") != ""
        ]
        return [str(self.fields[name].label) for name in stayed]

    @property
    def usual_hours(self) -> list[tuple[str, str]]:
        """Hours to take over, in Chinese and English."""
        return list(USUAL.items())

    @property
    def english_fields(self) -> list[forms.BoundField]:
        """The fields for what the company says in English too."""
        return [self[name] for name in ENGLISH]

    @property
    def has_english_errors(self) -> bool:
        """Whether something in English must change, so that it is not folded away."""
        return any(field.errors for field in self.english_fields)

    @property
    def assurances(self) -> list[forms.BoundField]:
        """The three ticks of an internship."""
        return [self[name] for name in ASSURANCES]


class AskedSkillForm(forms.Form):
    """One asked skill; an empty row is left out."""

    skill_id = forms.TypedChoiceField(
        label=_("Skill"), coerce=int, empty_value=None, required=False
    )
    level = forms.TypedChoiceField(label=_("Level"), choices=levels.choices, coerce=int, initial=2)
    importance = forms.TypedChoiceField(
        label=_("Importance"), choices=IMPORTANCE, coerce=int, initial=2
    )
    is_essential = forms.BooleanField(label=_("Must have"), required=False)
    leave_out = forms.BooleanField(label=_("Leave out"), required=False)

    def __init__(self, *args: Any, skills: list[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["skill_id"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = skills

    @property
    def skill_name(self) -> str:
        """The name of the prefilled skill; "" in an empty row."""
        chosen = str(self["skill_id"].value() or "")
        field = self.fields["skill_id"]
        assert isinstance(field, forms.TypedChoiceField)
        return next(
            (str(name) for value, name in field.choices if chosen and str(value) == chosen), ""
        )


class AskedSkills(BaseFormSet):
    """All asked skills of an opening."""

    def clean(self) -> None:
        """Refuse the same skill twice, and an opening that asks for nothing."""
        if any(self.errors):
            return
        chosen = [row["skill_id"] for row in self.rows()]
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError(_("A skill stands twice in the list."))
        if not chosen:
            raise forms.ValidationError(_("Ask for at least one skill."))

    def rows(self) -> list[dict[str, Any]]:
        """Return the filled rows as keyword values of the action."""
        names = ("skill_id", "level", "importance", "is_essential")
        given = [form.cleaned_data for form in self.forms if form.cleaned_data]
        return [
            {n: row[n] for n in names}
            for row in given
            if row.get("skill_id") and not row.get("leave_out")
        ]


AskedSkillFormSet = formset_factory(
    AskedSkillForm, formset=AskedSkills, extra=3, max_num=30, validate_max=True
)


def asked_skill_formset(
    data: Any = None, initial: list[dict[str, Any]] | None = None
) -> AskedSkills:
    """Return the rows, prefilled; the choices are read once for all of them."""
    skills = [("", "—"), *((skill.pk, localized(skill, "name")) for skill in all_skills())]
    formset = AskedSkillFormSet(
        data, initial=initial or [], prefix="asked", form_kwargs={"skills": skills}
    )
    assert isinstance(formset, AskedSkills)
    return formset


class ReportForm(forms.Form):
    """What is wrong with an opening."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"), choices=ReportReason.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What have you seen?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(forms.Form):
    """A decision that needs its reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
