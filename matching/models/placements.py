"""What is a placement, and what proves it?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.bounds import EARLIEST, LATEST, LEAST_PAY, MOST_PAY
from core.clock import now
from core.files import private_storage
from core.states import HasState
from matching.states import ContractType, Destination, EvidenceKind, EvidenceState, Grade


def evidence_path(evidence: "PlacementEvidence", filename: str) -> str:
    """Return where a paper is kept; its own name is not used."""
    return f"evidence/{evidence.placement_id}/{now():%Y%m%d%H%M%S%f}"


def both_or_none(first: str, second: str) -> Q:
    """Return the condition that two columns are filled together or not at all."""
    return Q(**{f"{first}__isnull": True, f"{second}__isnull": True}) | Q(
        **{f"{first}__isnull": False, f"{second}__isnull": False}
    )


class Placement(models.Model):
    """A start at a company: claimed by it, confirmed or contested by the person, verified by a coordinator."""

    application = models.OneToOneField(
        "matching.Application", models.PROTECT, related_name="placement"
    )
    trainee = models.ForeignKey("accounts.Trainee", models.PROTECT, related_name="placements")
    company = models.ForeignKey("accounts.Company", models.PROTECT, related_name="placements")
    opening = models.ForeignKey("matching.Opening", models.PROTECT, related_name="placements")
    start_on = models.DateField(_("First day"))
    early_reason = models.CharField(
        _("Why the first day lies before the application"), max_length=300, blank=True
    )
    contract_type = models.CharField(_("Kind of contract"), max_length=20, choices=ContractType)
    pay = models.PositiveIntegerField(_("Pay"), help_text=_("Yuan a month, before tax"))
    pay_reason = models.CharField(
        _("Why the pay differs from what was stated"), max_length=300, blank=True
    )
    destination_code = models.CharField(
        _("Destination code"), max_length=2, choices=Destination, blank=True
    )
    second_job_reason = models.CharField(
        _("Why this is a second job"),
        max_length=300,
        blank=True,
        help_text=_("Empty: it is the only one, or the first"),
    )
    claimed_at = models.DateTimeField(default=now)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    contested_at = models.DateTimeField(null=True, blank=True)
    contested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    contest_reason = models.TextField(max_length=500, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(contract_type__in=ContractType.values),
                name="placement_contract_type",
                violation_error_message=_("Unknown kind of contract."),
            ),
            models.CheckConstraint(
                condition=Q(destination_code__in=["", *Destination.values])
                & (
                    Q(contract_type="internship", destination_code="")
                    | (~Q(contract_type="internship") & ~Q(destination_code=""))
                ),
                name="placement_destination",
                violation_error_message=_(
                    "Employment carries a destination code; an internship never does."
                ),
            ),
            models.CheckConstraint(
                condition=Q(start_on__range=(EARLIEST, LATEST))
                & (Q(ended_on=None) | Q(ended_on__lte=LATEST)),
                name="placement_days",
                violation_error_message=_("This is no day of this century."),
            ),
            models.CheckConstraint(
                condition=Q(pay__range=(LEAST_PAY, MOST_PAY)),
                name="placement_pay",
                violation_error_message=_("Every pay lies between 1 and 1,000,000 yuan."),
            ),
            models.CheckConstraint(
                condition=both_or_none("confirmed_at", "confirmed_by"),
                name="placement_confirmed_pair",
                violation_error_message=_("A confirmation says by whom and when."),
            ),
            models.CheckConstraint(
                condition=both_or_none("contested_at", "contested_by")
                & (Q(contested_at__isnull=True) | ~Q(contest_reason="")),
                name="placement_contested_pair",
                violation_error_message=_("A contest says by whom, when and why."),
            ),
            models.CheckConstraint(
                condition=both_or_none("verified_at", "verified_by"),
                name="placement_verified_pair",
                violation_error_message=_("A verification says by whom and when."),
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True) | Q(confirmed_at__isnull=False),
                name="placement_verified_after_confirmed",
                violation_error_message=_("Only what the person confirmed can be verified."),
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True) | ~Q(contract_type="internship"),
                name="placement_internship_unverified",
                violation_error_message=_("Internship papers never prove employment."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | (Q(ended_on__gte=F("start_on")) & ~Q(end_reason="")),
                name="placement_ended",
                violation_error_message=_("An end comes after the first day and says why."),
            ),
            models.UniqueConstraint(
                fields=["trainee"],
                condition=Q(confirmed_at__isnull=False, ended_on__isnull=True, second_job_reason="")
                & ~Q(contract_type="internship"),
                name="placement_one_first_job",
                violation_error_message=_(
                    "Another job is confirmed already. Mark this one as a second job."
                ),
            ),
        ]
        indexes = [models.Index(fields=["company", "claimed_at"], name="placement_by_company")]

    def __str__(self) -> str:
        return f"{self.trainee_id} @ {self.company_id} {self.start_on}"

    @property
    def grade(self) -> Grade:
        """How well it is attested; the query twin is `matching.queries.placements.with_grade`."""
        if self.verified_at:
            return Grade.VERIFIED
        if self.confirmed_at:
            return Grade.CONFIRMED
        return Grade.CONTESTED if self.contested_at and not self.corrected_at else Grade.CLAIMED


class EarlierClaim(models.Model):
    """A company's earlier claim about a start at work, before a correction; the current claim is on the start itself."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="earlier_claims")
    start_on = models.DateField()
    contract_type = models.CharField(max_length=20, choices=ContractType)
    pay = models.PositiveIntegerField()
    destination_code = models.CharField(max_length=2, choices=Destination, blank=True)
    claimed_at = models.DateTimeField()
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    contested_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    contract_type__in=ContractType.values,
                    destination_code__in=["", *Destination.values],
                ),
                name="earlier_claim_terms",
                violation_error_message=_("Unknown kind of contract."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.placement_id}: {self.start_on}"


class PlacementEvidence(HasState):
    """One uploaded paper about a placement."""

    STATES = EvidenceState

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="evidence")
    kind = models.CharField(_("What it is"), max_length=24, choices=EvidenceKind)
    file = models.FileField(_("File"), storage=private_storage, upload_to=evidence_path)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=now)
    state = models.CharField(max_length=12, choices=EvidenceState, default=EvidenceState.SUBMITTED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=EvidenceState.values),
                name="evidence_state",
                violation_error_message=_("Unknown state."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EvidenceKind.values),
                name="evidence_kind",
                violation_error_message=_("Unknown kind."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=EvidenceState.SUBMITTED, decided_at__isnull=True, decided_by__isnull=True
                )
                | (
                    ~Q(state=EvidenceState.SUBMITTED)
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="evidence_decided_pair",
                violation_error_message=_("A decision says by whom and when."),
            ),
            models.CheckConstraint(
                condition=~Q(state=EvidenceState.ACCEPTED) | ~Q(kind="internship_agreement"),
                name="evidence_never_internship",
                violation_error_message=_("Internship papers never prove employment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.kind} {self.state}"
