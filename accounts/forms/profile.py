"""What may a trainee say about themselves?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import permissions, queries
from accounts.forms.birthday import birthday_field
from accounts.forms.signup import RealNameField
from accounts.models import Trainee, WorkSample
from core import levels
from core.bounds import LATEST, MOST_PAY
from core.choices import LocalizedChoice, LocalizedChoices
from core.clock import today
from core.denials import Denial
from core.files import UploadKind, check_upload
from core.i18n import localized
from skills.queries import occupations


class MajorChoice(LocalizedChoice):
    """A major, shown with its level."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name and the level in the reader's language."""
        level = obj.level_en if localized(obj, "name") == obj.name_en else obj.level
        return f"{localized(obj, 'name')} · {level}"


class ProfileForm(forms.ModelForm):
    """Who I am, what I studied, what I look for."""

    birth_on = birthday_field(required=False)
    guardian_knows = forms.BooleanField(
        label=_("I am under 18, and my parent or guardian knows and agrees."), required=False
    )
    education = LocalizedChoice(queryset=None, label=_("Highest schooling"), required=False)
    university = LocalizedChoice(queryset=None, label=_("Partner school"), required=False)
    major = MajorChoice(queryset=None, label=_("Major"), required=False)
    home_division = LocalizedChoice(queryset=None, label=_("Where I live"), required=False)
    wanted_occupations = LocalizedChoices(
        queryset=None,
        label=_("Work I look for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wanted_work = forms.CharField(
        label=_("The work I want, in my own words"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "One line, for example: womenswear patterns and grading, small quick orders. "
            "Only recommendations read it, no company does. Leave out sex, age, family and origin: "
            "recommendations must not use them."
        ),
    )
    wanted_divisions = LocalizedChoices(
        queryset=None,
        label=_("Places I would work in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked means: anywhere in the city."),
    )
    study_start_year = forms.IntegerField(
        label=_("Started at this school in"),
        required=False,
        min_value=1960,
        max_value=LATEST.year,
        help_text=_(
            "The year. Only needed for internships: they are not for the first year of study."
        ),
    )
    graduation_year = forms.IntegerField(
        label=_("Graduation year"), required=False, min_value=1960, max_value=LATEST.year
    )
    wanted_pay_min = forms.IntegerField(
        label=_("Lowest monthly pay"),
        required=False,
        min_value=0,
        max_value=MOST_PAY,
        help_text=_("Yuan a month"),
    )

    class Meta:
        model = Trainee
        fields = [
            "real_name",
            "birth_on",
            "gender",
            "source",
            "education",
            "university",
            "school_name",
            "major",
            "study_start_year",
            "graduation_year",
            "home_division",
            "wanted_occupations",
            "wanted_work",
            "wanted_divisions",
            "wanted_pay_min",
            "about",
        ]
        widgets = {
            "about": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "gender": _("For statistics only; never used for recommendations."),
            "source": _("For statistics only; never used for recommendations."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["education"].queryset = queries.education_levels()
        self.fields["university"].queryset = queries.universities()
        self.fields["major"].queryset = queries.majors()
        self.fields["home_division"].queryset = queries.towns()
        self.fields["wanted_occupations"].queryset = occupations()
        self.fields["wanted_divisions"].queryset = queries.towns()
        self.fields["real_name"] = RealNameField(label=self.fields["real_name"].label)
        if self.instance.birth_on is not None:  # given once; the office corrects it
            del self.fields["birth_on"], self.fields["guardian_knows"]
        self.fields["graduation_year"].max_value = today().year + 8

    def clean(self) -> dict[str, Any]:
        """Keep children out, and guardians informed."""
        cleaned = super().clean() or {}
        birth_on = cleaned.get("birth_on")
        if birth_on:
            denial = permissions.denies_age(
                birth_on, today(), guardian_knows=cleaned["guardian_knows"]
            )
            if denial:
                self.add_error(
                    "guardian_knows" if denial.code == "age.guardian" else "birth_on", str(denial)
                )
        return cleaned

    def clean_graduation_year(self) -> int | None:
        """Keep the year within a working life."""
        year: int | None = self.cleaned_data["graduation_year"]
        latest = today().year + 8
        if year and year > latest:
            raise forms.ValidationError(_("This year is too far ahead."))
        return year

    def clean_study_start_year(self) -> int | None:
        """Nobody has started in a year that is still to come, but places are given out a year before."""
        year: int | None = self.cleaned_data["study_start_year"]
        if year and year > today().year + 1:
            raise forms.ValidationError(_("This year is too far ahead."))
        return year

    def refuse(self, denial: Denial) -> None:
        """Show a rule's refusal in the form."""
        self.add_error(None, str(denial))


class SkillForm(forms.Form):
    """A skill that I say I have."""

    skill = LocalizedChoice(queryset=None, label=_("Skill"))
    level = forms.TypedChoiceField(label=_("Level"), choices=levels.choices, coerce=int, initial=2)

    def __init__(self, *args: Any, trainee: Trainee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skill"].queryset = queries.undeclared_skills(trainee)


class WorkSampleForm(forms.ModelForm):
    """Something I made."""

    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("A picture or a link, or both."),
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_(
            "PNG, JPEG or WebP, up to 10 MB. Only you, companies you apply to and the programme office see it."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    class Meta:
        model = WorkSample
        fields = ["title", "description", "picture", "link"]
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def clean_picture(self) -> Any:
        """Check the picture before it is stored."""
        picture = self.cleaned_data["picture"]
        denial = check_upload(picture, UploadKind.IMAGE) if picture else None
        if denial:
            raise forms.ValidationError(str(denial), code=denial.code)
        return picture

    def clean(self) -> dict[str, Any]:
        """Ask for a picture or a link."""
        cleaned = super().clean() or {}
        if (
            not cleaned.get("picture")
            and not cleaned.get("link")
            and not {"picture", "link"} & self.errors.keys()
        ):
            self.add_error("picture", _("Add a picture or a link."))
        return cleaned


class CloseAccountForm(forms.Form):
    """The last question before an account is closed."""

    understands = forms.BooleanField(
        label=_("Yes, close my account. I understand that it cannot be undone."),
        error_messages={"required": _("Tick this box if you really want to close the account.")},
    )
