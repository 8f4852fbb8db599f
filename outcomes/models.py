"""What is to be reached, what does each figure mean, and what did it say on which day?"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now

CITY = "city"


def check_season(weights: object) -> None:
    """Refuse anything but twelve whole percentages that make 100."""
    whole = isinstance(weights, list) and all(
        type(weight) is int and weight >= 0 for weight in weights
    )
    if not isinstance(weights, list) or not whole or len(weights) != 12 or sum(weights) != 100:
        raise ValidationError(_("A season has twelve monthly percentages that make 100."))


class AnnualTarget(models.Model):
    """How many persons the city wants to train in a calendar year, and in which months it usually does."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    persons = models.PositiveIntegerField(_("persons"))
    season_weights = models.JSONField(
        _("percent of the year, month by month"), validators=[check_season]
    )
    set_at = models.DateTimeField(
        _("set at"), null=True, blank=True, help_text=_("Empty: from the start")
    )

    class Meta:
        verbose_name = _("annual target")
        verbose_name_plural = _("annual targets")
        constraints = [
            models.CheckConstraint(
                condition=Q(persons__gte=1),
                name="annual_target_above_zero",
                violation_error_message=_("A target is at least one person."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(2000, 2100)),
                name="annual_target_year",
                violation_error_message=_("A target is for a year between 2000 and 2100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.persons}"


class EarlierTarget(models.Model):
    """What the goal of a year had been until it was changed; the one that holds is the year's target."""

    target = models.ForeignKey(AnnualTarget, models.PROTECT, related_name="earlier")
    persons = models.PositiveIntegerField()
    season_weights = models.JSONField(validators=[check_season])
    set_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(persons__gte=1),
                name="earlier_target_above_zero",
                violation_error_message=_("A target is at least one person."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.persons}"


class Indicator(models.Model):
    """One version of a figure's definition; every figure on screen links to it."""

    code = models.SlugField(_("code"))
    version = models.CharField(_("version"), max_length=12)
    valid_from = models.DateField(_("valid from"))
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    definition_zh = models.TextField()
    definition_en = models.TextField()
    formula_zh = models.TextField()
    formula_en = models.TextField()
    rules_zh = models.TextField(blank=True)
    rules_en = models.TextField(blank=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="indicator_version_once",
                violation_error_message=_("This version of the figure is already defined."),
            ),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(version="") & ~Q(formula_zh="") & ~Q(formula_en=""),
                name="indicator_defined",
                violation_error_message=_(
                    "A figure has a code, a version and a formula in both languages."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    def get_absolute_url(self) -> str:
        """Return the page that defines the figure."""
        return reverse("outcomes:figure", args=[self.code])


class FigureSnapshot(models.Model):
    """What a figure said at the end of a day, with the definition it was computed by; frozen."""

    indicator = models.SlugField()
    on = models.DateField()
    scope = models.CharField(max_length=60, default=CITY)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(null=True)
    definition_version = models.CharField(max_length=12)
    computed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "on", "scope"],
                name="figure_snapshot_once_a_day",
                violation_error_message=_("This figure is already frozen for that day."),
            ),
            models.CheckConstraint(
                condition=~Q(indicator="") & ~Q(scope="") & ~Q(definition_version=""),
                name="figure_snapshot_named",
                violation_error_message=_(
                    "A frozen figure names its indicator, its scope and its definition."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(denominator=0) | Q(value__isnull=True),
                name="figure_snapshot_nothing_over_nothing",
                violation_error_message=_("A rate over nothing has no value."),
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=False) | Q(value=F("numerator")),
                name="figure_snapshot_count_is_its_numerator",
                violation_error_message=_("A count is its own numerator."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.on} {self.scope}: {self.value}"


class FairnessReport(models.Model):
    """The comparison of groups on a day, on the lists and with the companies; frozen, small groups already hidden."""

    on = models.DateField(unique=True)
    rows = models.JSONField(help_text=_("The rows of both comparisons"))
    model_version = models.CharField(max_length=100)
    definition_version = models.CharField(max_length=12)
    computed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(model_version="") & ~Q(definition_version=""),
                name="fairness_report_named",
                violation_error_message=_(
                    "A frozen comparison names its model and its definition."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} ({self.model_version})"
