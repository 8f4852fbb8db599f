"""What is the common currency? Occupations, skills, levels, and which occupation needs what."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Occupation(models.Model):
    """An occupation of the garment e-commerce trade, with its code in the national classification (大典)."""

    code = models.SlugField(max_length=40, unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    family_zh = models.CharField(max_length=30)
    family_en = models.CharField(max_length=40, blank=True)
    dadian_code = models.CharField(max_length=20)
    dadian_name_zh = models.CharField(max_length=60)
    dadian_edition = models.PositiveSmallIntegerField(default=2022)
    standard_zh = models.CharField(max_length=120, blank=True)
    titles_zh = models.CharField(
        max_length=200, blank=True, help_text=_("Usual job titles, separated by |")
    )
    esco_code = models.CharField(max_length=40, blank=True)
    onet_code = models.CharField(max_length=20, blank=True)
    entry_education_zh = models.CharField(max_length=40, blank=True)
    wage_p25 = models.PositiveIntegerField(help_text=_("Yuan a month"))
    wage_p50 = models.PositiveIntegerField(help_text=_("Yuan a month"))
    wage_p75 = models.PositiveIntegerField(help_text=_("Yuan a month"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(wage_p25__lte=models.F("wage_p50"))
                & Q(wage_p50__lte=models.F("wage_p75")),
                name="occupation_wages_ordered",
                violation_error_message=_("The quartiles of pay must rise."),
            )
        ]

    def __str__(self) -> str:
        return self.name_zh


class SkillGroup(models.Model):
    """A family of skills."""

    code = models.SlugField(max_length=40, unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name_zh


class Skill(models.Model):
    """Something a person can do, to a level from 1 (low) to 5 (high)."""

    code = models.SlugField(max_length=40, unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100)
    group = models.ForeignKey(SkillGroup, models.PROTECT, related_name="skills")
    kind = models.CharField(max_length=20, blank=True)
    aliases_zh = models.CharField(
        max_length=200, blank=True, help_text=_("Other names, separated by |")
    )
    description_zh = models.CharField(max_length=300, blank=True)
    esco_group_code = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.name_zh


class OccupationSkill(models.Model):
    """What an occupation needs: a skill, to which level, how important."""

    occupation = models.ForeignKey(Occupation, models.CASCADE, related_name="needs")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="needed_by")
    level = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    importance = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    is_essential = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occupation", "skill"], name="occupation_skill_once"),
            models.CheckConstraint(
                condition=Q(level__range=(1, 5)),
                name="occupation_skill_level",
                violation_error_message=_("A level runs from 1 to 5."),
            ),
            models.CheckConstraint(
                condition=Q(importance__range=(1, 3)),
                name="occupation_skill_importance",
                violation_error_message=_("Importance runs from 1 to 3."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occupation_id} {self.skill_id} ≥ {self.level}"


class Condition(models.TextChoices):
    """A filter that a search word can set: a field of an opening or a course, not a word in its text."""

    ROOM = "room", _("Room provided")
    MEALS = "meals", _("Meals provided")
    ROOM_AND_MEALS = "room_and_meals", _("Room and meals provided")
    PIECE = "piece", _("Paid by the piece")
    HOURLY = "hourly", _("Paid by the hour")
    DAILY = "daily", _("Paid by the day")
    EVENING = "evening", _("Work or classes in the evening or at night")
    DAYTIME = "daytime", _("Work in the daytime only")
    FULL_TIME = "full_time", _("Full time")
    PART_TIME = "part_time", _("Part time")
    INTERNSHIP = "internship", _("Internship")
    WEEKEND_OFF = "weekend_off", _("Two days off a week")
    ONLINE = "online", _("Course held online")
    ON_SITE = "on_site", _("Course held on site")
    FREE = "free", _("Course without a fee")


class Synonym(models.Model):
    """Search words and their meaning here; the office adds and changes them."""

    code = models.SlugField(max_length=40, unique=True, null=True, blank=True, editable=False)
    typed = models.CharField(
        _("Words that people type"), max_length=300, help_text=_("Separated by | or commas")
    )
    means = models.CharField(
        _("Words that are looked for"),
        max_length=300,
        blank=True,
        help_text=_("Separated by | or commas"),
    )
    condition = models.CharField(_("Or a condition"), max_length=20, choices=Condition, blank=True)
    is_mutual = models.BooleanField(
        _("Holds both ways: all these words find the same"), default=False
    )
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(typed="") & (~Q(means="") | ~Q(condition="")),
                name="synonym_means_something",
                violation_error_message=_("Say what the words mean: other words, or a condition."),
            ),
            models.CheckConstraint(
                condition=Q(condition="") | Q(means="", is_mutual=False),
                name="synonym_words_or_condition",
                violation_error_message=_("A row means words or a condition, not both."),
            ),
            models.CheckConstraint(
                condition=Q(condition__in=["", *Condition.values]),
                name="synonym_condition_known",
                violation_error_message=_("Unknown condition."),
            ),
        ]

    def __str__(self) -> str:
        return self.typed

    @property
    def words(self) -> str:
        """The words that people type, as they are shown."""
        return self.typed.replace("|", " · ")

    @property
    def meanings(self) -> str:
        """The words that are looked for, as they are shown."""
        return self.means.replace("|", " · ")
