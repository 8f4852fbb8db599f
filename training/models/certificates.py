"""What was certified, and does it still hold?

The payload is frozen and hashed. It names the holder by a masked name and a digest, so that the certificate can still
be verified after the person left and their name is gone from every table.
"""

import hashlib
import hmac
import unicodedata

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Trainee
from core.clock import now
from training.models.courses import Course
from training.models.enrolments import Enrolment


class Certificate(models.Model):
    """One certificate: never edited, never deleted; a mistake is revoked with a reason."""

    enrolment = models.OneToOneField(
        Enrolment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="certificate",
        help_text=_(
            "What it certifies now; a certificate that was issued anew hands this on to the next one"
        ),
    )
    completion = models.ForeignKey(
        Enrolment,
        models.PROTECT,
        related_name="certificates",
        help_text=_("What it was issued for; stays when it is issued anew"),
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        help_text=_("The revoked one before"),
    )
    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="certificates")
    course = models.ForeignKey(Course, models.PROTECT, related_name="certificates")
    number = models.CharField(_("number"), max_length=48, unique=True)
    payload = models.JSONField()
    payload_hash = models.CharField(max_length=64)
    issued_at = models.DateTimeField(default=now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(payload_hash=""),
                name="certificate_has_number_and_hash",
                violation_error_message=_("A certificate has a number and a hash."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None, revoked_reason="")
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_reason="")),
                name="certificate_revoked_with_reason",
                violation_error_message=_("A revocation says when, by whom and why."),
            ),
            models.CheckConstraint(
                condition=Q(enrolment__isnull=False) | Q(revoked_at__isnull=False),
                name="certificate_of_an_enrolment",
                violation_error_message=_("A valid certificate belongs to a completed enrolment."),
            ),
            models.CheckConstraint(
                condition=Q(enrolment=None) | Q(enrolment=F("completion")),
                name="certificate_of_its_completion",
                violation_error_message=_(
                    "A certificate certifies the completion that it was issued for."
                ),
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")),
                name="certificate_replaces_another",
                violation_error_message=_("A certificate does not replace itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_revoked(self) -> bool:
        """Tell whether the certificate was revoked."""
        return self.revoked_at is not None


def holder_digest(number: str, real_name: str) -> str:
    """Return what ties a certificate to the name on paper without keeping the name.

    Names are few enough to try them all: without the key nobody finds out whose certificate it was after the person left.
    """
    name = unicodedata.normalize("NFC", real_name.strip())
    return keyed(hashlib.sha256(f"{number}\n{name}".encode()).hexdigest())


def keyed(digest: str) -> str:
    """Return a digest under this installation's key."""
    return hmac.new(settings.HOLDER_KEY.encode(), digest.encode(), hashlib.sha256).hexdigest()
