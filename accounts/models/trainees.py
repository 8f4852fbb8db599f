"""Who learns and looks for work, and what can they do?"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.education import EducationLevel, Major
from accounts.models.places import Division
from accounts.models.universities import University
from core.clock import now
from core.files import private_storage
from core.models import Changing
from skills.models import Occupation, Skill


class TraineeSource(models.TextChoices):
    """Where a person comes from; for statistics only, never a filter or a feature."""

    COLLEGE_STUDENT = "college_student", _("College student")
    VOCATIONAL_STUDENT = "vocational_student", _("Vocational school student")
    RETURNEE = "returnee", _("Returned from elsewhere")
    LOCAL = "local", _("Local, looking for work")
    EMPLOYEE = "employee", _("Employee")
    SHOP_OWNER = "shop_owner", _("Shop owner or founder")


class VerifiedAgainst(models.TextChoices):
    """What a real name was checked against."""

    ROSTER = "roster", _("School roster")
    ORGANISER = "organiser", _("Organiser's list")
    OFFICE = "office", _("Programme office")


class Evidence(models.TextChoices):
    """How a held skill is known."""

    SELF_DECLARED = "self_declared", _("Self-declared")
    WORK_SAMPLE = "work_sample", _("Work sample")
    CERTIFICATE = "certificate", _("Certificate")
    EMPLOYER = "employer", _("Employer")


# What proves more at the same level.
STRENGTH = {
    Evidence.SELF_DECLARED: 0,
    Evidence.WORK_SAMPLE: 1,
    Evidence.EMPLOYER: 2,
    Evidence.CERTIFICATE: 3,
}


class Trainee(Changing):
    """A person who learns here; the unit that the yearly figure counts."""

    class Gender(models.TextChoices):
        """For statistics only."""

        FEMALE = "female", _("Female")
        MALE = "male", _("Male")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="trainee")
    real_name = models.CharField(_("real name"), max_length=60, blank=True)
    birth_on = models.DateField(_("date of birth"), null=True, blank=True)
    gender = models.CharField(_("gender"), max_length=8, choices=Gender.choices, blank=True)
    source = models.CharField(
        _("where you come from"), max_length=20, choices=TraineeSource.choices, blank=True
    )
    education = models.ForeignKey(
        EducationLevel,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("education"),
    )
    university = models.ForeignKey(
        University,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="trainees",
        verbose_name=_("partner school"),
    )
    school_name = models.CharField(_("other school"), max_length=100, blank=True)
    major = models.ForeignKey(
        Major, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("major")
    )
    graduation_year = models.PositiveSmallIntegerField(_("graduation year"), null=True, blank=True)
    study_start_year = models.PositiveSmallIntegerField(
        _("year of starting at this school"), null=True, blank=True
    )
    home_division = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("home")
    )
    wanted_occupations = models.ManyToManyField(
        Occupation, blank=True, related_name="+", verbose_name=_("wanted occupations")
    )
    wanted_work = models.CharField(_("wanted work in my own words"), max_length=200, blank=True)
    wanted_divisions = models.ManyToManyField(
        Division, blank=True, related_name="+", verbose_name=_("wanted places")
    )
    wanted_pay_min = models.PositiveIntegerField(_("lowest monthly pay"), null=True, blank=True)
    about = models.TextField(_("about me"), max_length=1000, blank=True)
    is_open_to_contact = models.BooleanField(_("companies may contact me"), default=False)
    uses_recommendations = models.BooleanField(_("recommend openings to me"), default=True)
    guardian_informed_at = models.DateTimeField(_("guardian informed at"), null=True, blank=True)
    verified_at = models.DateTimeField(_("real name checked at"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )
    verified_against = models.CharField(
        _("checked against"), max_length=10, choices=VerifiedAgainst.choices, blank=True
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    merged_at = models.DateTimeField(_("merged at"), null=True, blank=True)
    profile_version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("trainee")
        verbose_name_plural = _("trainees")
        indexes = [models.Index(fields=["verified_at", "id"], name="trainee_by_verification")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_at=None, verified_by=None, verified_against="")
                | Q(verified_at__isnull=False, verified_against__in=["roster", "organiser"])
                | Q(
                    verified_at__isnull=False, verified_against="office", verified_by__isnull=False
                ),
                name="trainee_verification_whole",
                violation_error_message=_("A checked name says when, against what, and by whom."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="trainee_not_merged_into_self",
                violation_error_message=_("A person cannot be merged into themselves."),
            ),
            models.CheckConstraint(
                condition=Q(merged_at=None) | Q(merged_into__isnull=False),
                name="trainee_merged_at_its_merge",
                violation_error_message=_("Only who was merged into somebody says when."),
            ),
            models.CheckConstraint(
                condition=Q(study_start_year=None)
                | Q(graduation_year=None)
                | Q(graduation_year__gte=F("study_start_year")),
                name="trainee_starts_before_graduating",
                violation_error_message=_(
                    "The year of starting cannot be later than the graduation year."
                ),
            ),
            models.CheckConstraint(
                condition=Q(profile_version__gte=1),
                name="trainee_profile_version",
                violation_error_message=_("Profile versions count from 1."),
            ),
        ]

    def __str__(self) -> str:
        return self.real_name or f"#{self.pk}"

    @property
    def is_verified(self) -> bool:
        """Tell whether the real name was checked (the contact is the user's matter)."""
        return self.verified_at is not None and self.merged_into_id is None


class EarlierNameCheck(models.Model):
    """A check of a real name that held for a time and was taken back; the check that holds stands with the trainee."""

    trainee = models.ForeignKey(Trainee, models.CASCADE, related_name="earlier_name_checks")
    verified_at = models.DateTimeField()
    taken_back_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_at__gte=F("verified_at")),
                name="earlier_name_check_period",
                violation_error_message=_("A check is taken back after it was made."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id}: {self.verified_at:%Y-%m-%d} – {self.taken_back_at:%Y-%m-%d}"


class HeldSkill(models.Model):
    """What a trainee can do, to which level, and how that is known."""

    trainee = models.ForeignKey(Trainee, models.CASCADE, related_name="held_skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+", verbose_name=_("skill"))
    level = models.PositiveSmallIntegerField(
        _("level"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    evidence = models.CharField(
        max_length=16, choices=Evidence.choices, default=Evidence.SELF_DECLARED
    )
    evidence_reference = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trainee", "skill"],
                name="held_skill_once",
                violation_error_message=_("This skill is already in the profile."),
            ),
            models.CheckConstraint(
                condition=Q(level__range=(1, 5)),
                name="held_skill_level",
                violation_error_message=_("A level runs from 1 to 5."),
            ),
            models.CheckConstraint(
                condition=Q(evidence__in=Evidence.values),
                name="held_skill_evidence_known",
                violation_error_message=_("Evidence is of one of the known kinds."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} {self.skill_id} {self.level}"


class SkillProof(models.Model):
    """One thing that shows what somebody can do: on which day, to which level, by which evidence.

    The strongest proof that was not taken back is what the profile shows (`HeldSkill`); the others stand behind it.
    """

    trainee = models.ForeignKey(Trainee, models.CASCADE, related_name="skill_proofs")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    evidence = models.CharField(max_length=16, choices=Evidence.choices)
    reference = models.CharField(
        max_length=200, blank=True, help_text=_("The certificate's number, the company …")
    )
    proven_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["trainee", "skill"], name="skill_proof_by_skill"),
            models.Index(fields=["reference"], name="skill_proof_by_reference"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["trainee", "skill"],
                condition=Q(evidence=Evidence.SELF_DECLARED),
                name="skill_declared_once",
                violation_error_message=_("This skill is already in the profile."),
            ),
            models.CheckConstraint(
                condition=Q(level__range=(1, 5)),
                name="skill_proof_level",
                violation_error_message=_("A level runs from 1 to 5."),
            ),
            models.CheckConstraint(
                condition=Q(evidence__in=Evidence.values),
                name="skill_proof_evidence_known",
                violation_error_message=_("Evidence is of one of the known kinds."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} {self.skill_id} {self.level} {self.evidence}"


class WorkSample(models.Model):
    """Something a trainee made: a picture in private storage, a link, or both."""

    trainee = models.ForeignKey(Trainee, models.CASCADE, related_name="work_samples")
    title = models.CharField(_("title"), max_length=80)
    description = models.TextField(_("description"), max_length=1000, blank=True)
    picture = models.FileField(
        _("picture"), storage=private_storage, upload_to="samples/%Y/%m", max_length=200, blank=True
    )
    link = models.URLField(_("link"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(picture="", link=""),
                name="work_sample_shows_something",
                violation_error_message=_("A work sample needs a picture or a link."),
            )
        ]

    def __str__(self) -> str:
        return self.title
