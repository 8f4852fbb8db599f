"""Which work did a person do before, and for how long? As they say themselves; what is not said is not guessed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.trainees import Trainee
from skills.models import Occupation


class EarlierKind(models.TextChoices):
    """Whether it was one of our occupations, another line of work, or none so far."""

    OCCUPATION = "occupation", _("An occupation of the trade")
    OTHER = "other", _("Another line of work")
    NONE = "none", _("None yet")


class EarlierSpan(models.TextChoices):
    """For how long, in steps that everybody knows of themselves."""

    UNDER_HALF_YEAR = "under_half_year", _("Under 6 months")
    UNDER_YEAR = "under_year", _("6 to 12 months")
    UNDER_THREE_YEARS = "under_three_years", _("1 to 3 years")
    LONGER = "longer", _("Over 3 years")


class EarlierWork(models.Model):
    """One kind of work that a person did before, with about how long; or that there was none."""

    trainee = models.ForeignKey(Trainee, models.CASCADE, related_name="earlier_work")
    kind = models.CharField(max_length=10, choices=EarlierKind.choices)
    occupation = models.ForeignKey(
        Occupation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    span = models.CharField(max_length=20, choices=EarlierSpan.choices, blank=True)

    class Meta:
        verbose_name = _("earlier work")
        verbose_name_plural = _("earlier work")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="occupation", occupation__isnull=False)
                | Q(kind__in=["other", "none"], occupation=None),
                name="earlier_work_kind_whole",
                violation_error_message=_("Only work in an occupation names one."),
            ),
            models.CheckConstraint(
                condition=Q(kind="none", span="")
                | Q(kind__in=["occupation", "other"], span__in=EarlierSpan.values),
                name="earlier_work_span_whole",
                violation_error_message=_("Work that was done says for how long."),
            ),
            models.UniqueConstraint(
                fields=["trainee", "occupation"],
                name="earlier_occupation_once",
                violation_error_message=_("This work is already in the profile."),
            ),
            models.UniqueConstraint(
                fields=["trainee", "kind"],
                condition=~Q(kind="occupation"),
                name="earlier_kind_once",
                violation_error_message=_("This work is already in the profile."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} {self.kind} {self.occupation_id or ''} {self.span}"
