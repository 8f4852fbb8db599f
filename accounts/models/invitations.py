"""Who was asked to join, as what, and until when?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.companies import Company, CompanyRole
from accounts.models.universities import University
from accounts.models.users import UserKind
from core.clock import now

VALID_DAYS = 14  # so long an invitation can be followed


class Invitation(models.Model):
    """One invitation; its token is stored as a hash only and works once."""

    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=UserKind.choices)
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    role = models.CharField(_("role"), max_length=10, choices=CompanyRole.choices, blank=True)
    university = models.ForeignKey(
        University, models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="accepted_invitations",
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations_sent"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="", phone=""),
                name="invitation_reaches_somebody",
                violation_error_message=_(
                    "An invitation goes to an e-mail address or a phone number."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="company",
                    company__isnull=False,
                    university=None,
                    role__in=CompanyRole.values,
                )
                | Q(kind="university", company=None, university__isnull=False, role="")
                | Q(kind__in=["teacher", "office"], company=None, role=""),
                name="invitation_fits_its_kind",
                violation_error_message=_(
                    "An invitation names the company or the university it is for."
                ),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="invitation_expires_later",
                violation_error_message=_("An invitation expires after it was made."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
                violation_error_message=_("An accepted invitation says when and by whom."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(accepted_at=None),
                name="invitation_revoked_or_accepted",
                violation_error_message=_("An invitation is accepted or revoked, not both."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.email or self.phone}"
