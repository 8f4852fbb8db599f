"""What is an opening, and what must always be true of it?"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.bounds import EARLIEST, LATEST, LEAST_PAY, MOST_PAY
from core.clock import now
from core.models import Changing
from core.states import HasState
from matching.states import (
    ContractType,
    OpeningGroup,
    OpeningState,
    PayUnit,
    ReportReason,
    ReportState,
)

# What a company writes itself. Each has its English text beside it (`<name>_en`, often empty); `core.i18n.localized`
# decides which of the two a page shows.
AUTHORED = ("title", "duties", "conditions", "shift", "address")


class Opening(HasState, Changing):
    """Work that a company offers, with every field that the law asks for."""

    STATES = OpeningState

    company = models.ForeignKey("accounts.Company", models.PROTECT, related_name="openings")
    occupation = models.ForeignKey("skills.Occupation", models.PROTECT, related_name="openings")
    title = models.CharField(pgettext_lazy("opening", "Title"), max_length=60)
    title_en = models.CharField(_("Title in English"), max_length=120, blank=True)
    duties = models.TextField(_("What the work is"), max_length=3000)
    duties_en = models.TextField(_("What the work is, in English"), max_length=6000, blank=True)
    conditions = models.TextField(_("What you ask for"), max_length=3000)
    conditions_en = models.TextField(_("What you ask for, in English"), max_length=6000, blank=True)
    headcount = models.PositiveSmallIntegerField(
        _("Positions"), default=1, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    hires = models.PositiveSmallIntegerField(_("Positions taken"), default=0, editable=False)
    division = models.ForeignKey("accounts.Division", models.PROTECT, related_name="openings")
    address = models.CharField(_("Address of the workplace"), max_length=200)
    address_en = models.CharField(
        _("Address of the workplace, in English"), max_length=300, blank=True
    )
    pay_min = models.PositiveIntegerField(_("Pay from"), help_text=_("Yuan, before tax"))
    pay_max = models.PositiveIntegerField(_("Pay to"), help_text=_("Yuan, before tax"))
    pay_base = models.PositiveIntegerField(_("Base pay"), help_text=_("Yuan a month, guaranteed"))
    pay_unit = models.CharField(
        _("Pay counted by"), max_length=10, choices=PayUnit, default=PayUnit.MONTH
    )
    shift = models.CharField(_("Working hours and shift"), max_length=120)
    shift_en = models.CharField(
        _("Working hours and shift, in English"), max_length=240, blank=True
    )
    has_room = models.BooleanField(_("Room provided"), default=False)
    has_meals = models.BooleanField(_("Meals provided"), default=False)
    contract_type = models.CharField(_("Kind of contract"), max_length=20, choices=ContractType)
    education = models.ForeignKey(
        "accounts.EducationLevel",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Education at least"),
    )
    valid_until = models.DateField(_("Valid until"))
    has_three_party_agreement = models.BooleanField(
        _("A three-party agreement is signed"), default=False
    )
    excludes_first_years = models.BooleanField(_("No first-year students"), default=False)
    asks_guardian_consent = models.BooleanField(
        _("Guardian's consent for those under 18"), default=False
    )
    state = models.CharField(max_length=12, choices=OpeningState, default=OpeningState.DRAFT)
    return_reason = models.TextField(blank=True)
    words_reason = models.TextField(
        _("Why these words are meant otherwise"),
        max_length=500,
        blank=True,
        help_text=_("The programme office reads it beside the marked words and decides."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    content_key = models.CharField(
        max_length=32, blank=True, editable=False
    )  # see matching.content_keys
    skills = models.ManyToManyField("skills.Skill", through="OpeningSkill", related_name="openings")

    others_count = 0  # how many say the same, where a list shows one card for all of them

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OpeningState.values),
                name="opening_state",
                violation_error_message=_("Unknown state."),
            ),
            models.CheckConstraint(
                condition=Q(contract_type__in=ContractType.values),
                name="opening_contract_type",
                violation_error_message=_("Unknown kind of contract."),
            ),
            models.CheckConstraint(
                condition=Q(pay_unit__in=PayUnit.values),
                name="opening_pay_unit",
                violation_error_message=_("Unknown unit of pay."),
            ),
            models.CheckConstraint(
                condition=Q(hires__lte=F("headcount")),
                name="opening_hires_within_headcount",
                violation_error_message=_("More people cannot be hired than there are positions."),
            ),
            models.CheckConstraint(
                condition=Q(headcount__range=(1, 500)),
                name="opening_headcount",
                violation_error_message=_("An opening has 1 to 500 positions."),
            ),
            models.CheckConstraint(
                condition=Q(pay_min__lte=F("pay_max")) & Q(pay_min__gte=1),
                name="opening_pay_ordered",
                violation_error_message=_(
                    "The lower pay must be above zero and not above the higher one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(pay_max__lte=MOST_PAY, pay_base__range=(LEAST_PAY, MOST_PAY)),
                name="opening_pay_bounded",
                violation_error_message=_("Every pay lies between 1 and 1,000,000 yuan."),
            ),
            models.CheckConstraint(
                condition=~Q(pay_unit="month") | Q(pay_base__lte=F("pay_max")),
                name="opening_base_within_pay",
                violation_error_message=_("The base pay lies above the pay."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__range=(EARLIEST, LATEST)),
                name="opening_validity",
                violation_error_message=_("This is no day of this century."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OpeningState.of(OpeningGroup.WAS_LISTED))
                | Q(published_at__isnull=False),
                name="opening_published_when",
                violation_error_message=_("A published opening says since when."),
            ),
            models.CheckConstraint(
                condition=~Q(state=OpeningState.SUBMITTED) | Q(submitted_at__isnull=False),
                name="opening_submitted_when",
                violation_error_message=_("A submitted opening says since when."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OpeningState.of(OpeningGroup.OVER))
                | Q(closed_at__isnull=False),
                name="opening_closed_when",
                violation_error_message=_("A closed opening says since when."),
            ),
            models.CheckConstraint(
                condition=~Q(state=OpeningState.FILLED) | Q(hires=F("headcount")),
                name="opening_filled_when_full",
                violation_error_message=_(
                    "Only an opening whose positions are all taken is filled."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(contract_type="internship")
                | ~Q(state__in=OpeningState.of(OpeningGroup.COMPLETE))
                | Q(
                    has_three_party_agreement=True,
                    excludes_first_years=True,
                    asks_guardian_consent=True,
                ),
                name="opening_internship_lawful",
                violation_error_message=_(
                    "An internship needs its three-party agreement and the other assurances."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OpeningState.of(OpeningGroup.COMPLETE))
                | (
                    ~Q(title="") & ~Q(duties="") & ~Q(conditions="") & ~Q(address="") & ~Q(shift="")
                ),
                name="opening_complete",
                violation_error_message=_(
                    "A published opening has every field that the law asks for."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "valid_until"], name="opening_live"),
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(state=OpeningState.PUBLISHED),
                name="opening_newest",
            ),
            models.Index(fields=["company", "state"], name="opening_by_company"),
            models.Index(fields=["content_key"], name="opening_by_content"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the public address."""
        return reverse("matching:opening", args=[self.pk])

    @property
    def positions_left(self) -> int:
        """How many positions are still free."""
        return self.headcount - self.hires

    @property
    def said_twice(self) -> list[tuple[str | Promise, str, str]]:
        """What the company wrote in English too: label, its own words, the English ones."""
        return [
            (
                getattr(Opening._meta.get_field(name), "verbose_name", name),
                getattr(self, name),
                english,
            )
            for name in AUTHORED
            if (english := getattr(self, f"{name}_en"))
        ]

    @property
    def is_internship(self) -> bool:
        """Whether the rules for internships apply."""
        return self.contract_type == ContractType.INTERNSHIP


class OpeningSkill(models.Model):
    """One skill that an opening asks for: to which level, how important."""

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="asked")
    skill = models.ForeignKey("skills.Skill", models.PROTECT, related_name="asked_by")
    level = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    importance = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    is_essential = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opening", "skill"], name="opening_skill_once"),
            models.CheckConstraint(
                condition=Q(level__range=(1, 5)),
                name="opening_skill_level",
                violation_error_message=_("A level runs from 1 to 5."),
            ),
            models.CheckConstraint(
                condition=Q(importance__range=(1, 3)),
                name="opening_skill_importance",
                violation_error_message=_("Importance runs from 1 to 3."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opening_id} {self.skill_id} ≥ {self.level}"


class OpeningReport(HasState):
    """Somebody says that an opening is not right; the office looks at it."""

    STATES = ReportState

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="reports")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=20, choices=ReportReason)
    text = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=12, choices=ReportState, default=ReportState.WAITING)
    created_at = models.DateTimeField(default=now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values),
                name="opening_report_state",
                violation_error_message=_("Unknown state."),
            ),
            models.CheckConstraint(
                condition=Q(reason__in=ReportReason.values),
                name="opening_report_reason",
                violation_error_message=_("Unknown reason."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ReportState.WAITING, handled_at__isnull=True, handled_by__isnull=True
                )
                | (
                    ~Q(state=ReportState.WAITING)
                    & Q(handled_at__isnull=False, handled_by__isnull=False)
                ),
                name="opening_report_handled",
                violation_error_message=_("A handled report says by whom and when."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opening_id} {self.reason}"
