"""Which firms take part, and who acts for them?"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.places import Division
from accounts.states import CompanyState
from core.clock import now
from core.files import private_storage
from core.models import Changing
from core.states import HasState


class CompanyKind(models.TextChoices):
    """What a firm does."""

    SHOP_OPERATOR = "shop_operator", _("Online shop or operator")
    FACTORY = "factory", _("Garment factory (satellite)")
    INTEGRATED = "integrated", _("Integrated firm (core factory)")
    LIVE_AGENCY = "live_agency", _("Live-commerce agency")
    CROSS_BORDER = "cross_border", _("Cross-border e-commerce firm")
    SUPPLIER = "supplier", _("Fabrics, trims or supply chain")
    LOGISTICS = "logistics", _("Warehousing and delivery")
    STUDIO = "studio", _("Design or photo studio")


class CompanySize(models.TextChoices):
    """How many people a firm employs."""

    MICRO = "1-9", _("1–9 people")
    SMALL = "10-49", _("10–49 people")
    MEDIUM = "50-299", _("50–299 people")
    LARGE = "300+", _("300 people or more")


class CompanyRole(models.TextChoices):
    """What a member may do for the firm."""

    OWNER = "owner", _("Owner")
    RECRUITER = "recruiter", _("Recruiter")


class Company(HasState, Changing):
    """A firm by its unified social credit code, as far as the office has verified it."""

    STATES = CompanyState

    uscc = models.CharField(_("unified social credit code"), max_length=18, unique=True)
    uscc_reason = models.CharField(
        _("why the code does not fit its check digit"), max_length=200, blank=True
    )
    name_zh = models.CharField(_("registered name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    kind = models.CharField(_("what the company does"), max_length=20, choices=CompanyKind.choices)
    size = models.CharField(_("size"), max_length=8, choices=CompanySize.choices)
    division = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    address_en = models.CharField(_("address, in English"), max_length=300, blank=True)
    about = models.TextField(_("about the company"), max_length=2000, blank=True)
    about_en = models.TextField(_("about the company, in English"), max_length=2000, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=CompanyState.choices, default=CompanyState.REGISTERED
    )
    verified_until = models.DateField(_("verified until"), null=True, blank=True)
    licence = models.FileField(
        _("business licence"),
        storage=private_storage,
        upload_to="licences/%Y/%m",
        max_length=200,
        blank=True,
    )
    is_fictional = models.BooleanField(_("fictional, for the demonstration"), default=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        indexes = [models.Index(fields=["state", "id"], name="company_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CompanyState.values),
                name="company_state_known",
                violation_error_message=_("A company is in one of the known states."),
            ),
            models.CheckConstraint(
                condition=~Q(state=CompanyState.VERIFIED) | Q(verified_until__isnull=False),
                name="company_verified_until_a_date",
                violation_error_message=_("A verified company is verified until a date."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=CompanyKind.values) & Q(size__in=CompanySize.values),
                name="company_kind_and_size_known",
                violation_error_message=_("A company is of a known kind and size."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh

    def is_verified_on(self, day: date) -> bool:
        """Tell whether the company is verified and the verification has not run out."""
        return (
            self.state == CompanyState.VERIFIED
            and self.verified_until is not None
            and day <= self.verified_until
        )


class CompanyMember(models.Model):
    """A person who acts for one company."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="members")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="membership")
    role = models.CharField(
        _("role"), max_length=10, choices=CompanyRole.choices, default=CompanyRole.RECRUITER
    )
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=CompanyRole.values),
                name="company_member_role_known",
                violation_error_message=_("A member is an owner or a recruiter."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.company_id}"
