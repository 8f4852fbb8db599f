"""Which national skill certificates does a person hold, and who has checked them?

A record of its own: national grades (五级 … 一级) are nobody's 1–5 skill level here, and nothing is derived from them.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.trainees import Trainee
from accounts.states import NATIONAL, STANDING, NationalGroup, NationalState
from core.clock import now
from core.files import private_storage
from core.states import HasState


class NationalKind(models.TextChoices):
    """Which of the two papers it is."""

    SKILL_LEVEL = "skill_level", _("Vocational skill level certificate")
    QUALIFICATION = "qualification", _("National vocational qualification certificate")


class NationalGrade(models.IntegerChoices):
    """The national grades, the lowest first."""

    FIVE = 5, _("Grade 5, junior worker")
    FOUR = 4, _("Grade 4, intermediate worker")
    THREE = 3, _("Grade 3, senior worker")
    TWO = 2, _("Grade 2, technician")
    ONE = 1, _("Grade 1, senior technician")


class NationalCertificate(HasState):
    """One national certificate that somebody says they hold, with its paper and what the check said."""

    STATES = NationalState

    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="national_certificates")
    kind = models.CharField(_("Which certificate"), max_length=16, choices=NationalKind.choices)
    occupation = models.CharField(_("Occupation, as on the certificate"), max_length=60)
    grade = models.PositiveSmallIntegerField(_("National grade"), choices=NationalGrade.choices)
    number = models.CharField(_("Number of the certificate"), max_length=30, blank=True)
    issuer = models.CharField(_("Issued by"), max_length=100, blank=True)
    issuer_key = models.CharField(max_length=100, blank=True)
    issued_on = models.DateField(_("Day of issue"))
    paper = models.FileField(
        _("Photo or PDF of it"),
        storage=private_storage,
        upload_to="national/%Y/%m",
        max_length=200,
        blank=True,
    )
    state = models.CharField(
        max_length=12, choices=NationalState.choices, default=NationalState.CLAIMED
    )
    claimed_at = models.DateTimeField(default=now)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    why_not = models.TextField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("national certificate")
        verbose_name_plural = _("national certificates")
        indexes = [models.Index(fields=["state", "claimed_at"], name="national_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=NationalState.values),
                name="national_state_known",
                violation_error_message=_("Unknown state."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NationalKind.values),
                name="national_kind_known",
                violation_error_message=_("Unknown kind."),
            ),
            models.CheckConstraint(
                condition=Q(grade__in=NationalGrade.values),
                name="national_grade_known",
                violation_error_message=_("National grades run from 5 (lowest) to 1."),
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(issuer="") & ~Q(issuer_key="") & ~Q(paper="")
                | Q(number="", issuer="", issuer_key="", paper=""),
                name="national_whole_or_erased",
                violation_error_message=_(
                    "A national certificate has its number, its issuer and its paper."
                ),
            ),
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by=None)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="national_check_whole",
                violation_error_message=_("A check says by whom and when."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=NationalState.of(NationalGroup.DECIDED), checked_at__isnull=False
                )
                | Q(state__in=NationalState.of(NationalGroup.CORRECTABLE), checked_at=None)
                | Q(state=NationalState.WITHDRAWN),
                name="national_checked_when_said",
                violation_error_message=_("Only what was checked says when."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=NationalState.of(NationalGroup.OVER), ended_at__isnull=False)
                | Q(state__in=NationalState.but(NationalGroup.OVER), ended_at=None),
                name="national_ended_when_said",
                violation_error_message=_("Only what has ended says when."),
            ),
            models.CheckConstraint(
                condition=(Q(state__in=NationalState.of(NationalGroup.REASONED)) & ~Q(why_not=""))
                | Q(state__in=NationalState.but(NationalGroup.REASONED), why_not=""),
                name="national_no_has_a_reason",
                violation_error_message=_("Whoever does not confirm it says why."),
            ),
            models.UniqueConstraint(
                fields=["number", "issuer_key"],
                condition=Q(state__in=STANDING) & ~Q(number=""),
                name="national_number_once",
                violation_error_message=_(
                    "A certificate with this number and issuer is already here."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} {self.occupation} {self.grade}"

    @property
    def is_picture(self) -> bool:
        """Tell whether the paper can be shown beside the claim."""
        return bool(self.paper) and not str(self.paper.name).endswith(".pdf")

    @property
    def is_correctable(self) -> bool:
        """Tell whether the person can still correct it."""
        return NATIONAL.denies(self.state, "correct") is None
