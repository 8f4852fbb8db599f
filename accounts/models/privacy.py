"""What did a person consent to, and who accessed their data?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.trainees import Trainee
from core.clock import now


class ConsentPurpose(models.TextChoices):
    """What a consent is for; each is given and withdrawn on its own."""

    TERMS = "terms", _("Terms of use")
    PRIVACY = "privacy", _("Handling of personal data")
    RECOMMENDATION = "recommendation", _("Automatic recommendations")
    CONTACT = "contact", _("Contact by companies")


class Consent(models.Model):
    """One yes of one person to one version of one purpose."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=16, choices=ConsentPurpose.choices)
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose"],
                condition=Q(withdrawn_at=None),
                name="consent_live_once",
                violation_error_message=_("This consent is already given."),
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=ConsentPurpose.values) & ~Q(version=""),
                name="consent_purpose_known",
                violation_error_message=_("A consent names a known purpose and a version."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
                violation_error_message=_("A consent is withdrawn after it was given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.purpose} {self.version}"


class GuardianConsent(models.Model):
    """A guardian's yes to internships of somebody under age: who, how to ask them, since when."""

    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="guardian_consents")
    guardian_name = models.CharField(_("name of your parent or guardian"), max_length=60)
    guardian_phone = models.CharField(_("their mobile phone"), max_length=20)
    given_on = models.DateField(_("day on which they agreed"))
    recorded_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trainee"],
                condition=Q(withdrawn_at=None),
                name="guardian_consent_live_once",
                violation_error_message=_("A guardian's consent is already recorded."),
            ),
            models.CheckConstraint(
                condition=~Q(guardian_name="") & ~Q(guardian_phone=""),
                name="guardian_consent_names_somebody",
                violation_error_message=_(
                    "A guardian's consent names the guardian and how to reach them."
                ),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("recorded_at")),
                name="guardian_consent_withdrawn_after_recorded",
                violation_error_message=_("A consent is withdrawn after it was given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} {self.given_on}"


class AccessLog(models.Model):
    """One access of somebody else to a trainee's personal data; the trainee can see it."""

    trainee = models.ForeignKey(Trainee, models.PROTECT, related_name="access_log")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    what = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["trainee", "-at"], name="access_log_by_trainee")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what=""),
                name="access_log_says_what",
                violation_error_message=_("A look says what was looked at."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} {self.at:%Y-%m-%d %H:%M} {self.what}"
