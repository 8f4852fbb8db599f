"""Which schools take part, who coordinates, and who is on their rosters?"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.education import Major
from accounts.names import key
from accounts.phones import to_e164


class UniversityLevel(models.TextChoices):
    """What sort of school it is."""

    VOCATIONAL_COLLEGE = "vocational_college", _("Vocational college")
    UNIVERSITY = "university", _("University")
    TECHNICIAN = "technician", _("Technician school")
    VOCATIONAL_SCHOOL = "vocational_school", _("Secondary vocational school")
    PRIVATE_TRAINING = "private_training", _("Private training school")
    INDUSTRY_COLLEGE = "industry_college", _("Industry college")


class University(models.Model):
    """A school or training organiser whose students come here."""

    code = models.SlugField(unique=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=UniversityLevel.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)
    is_fictional = models.BooleanField(_("fictional, for the demonstration"), default=False)

    class Meta:
        verbose_name = _("university")
        verbose_name_plural = _("universities")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=UniversityLevel.values),
                name="university_level_known",
                violation_error_message=_("A school is of one of the known levels."),
            )
        ]

    def __str__(self) -> str:
        return self.name_zh


class Coordinator(models.Model):
    """A person who keeps one school's rosters and checks its placements."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="coordinator"
    )
    university = models.ForeignKey(University, models.PROTECT, related_name="coordinators")
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.university_id}"


class Roster(models.QuerySet["RosterEntry"]):
    """Lines of rosters; written many at once they are kept as one by one."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Write name and number of each as they are compared."""
        entries = list(objs)
        for entry in entries:
            entry.clean()
        return super().bulk_create(entries, *args, **kwargs)


class RosterEntry(models.Model):
    """One person as the school lists them; what a real name is checked against."""

    university = models.ForeignKey(University, models.PROTECT, related_name="roster")
    real_name = models.CharField(max_length=60)
    # How names are compared (accounts.names.key): 張麗 and 张丽 are one person's name. Written with the name, by save.
    name_key = models.CharField(max_length=60, blank=True)
    student_number = models.CharField(max_length=40)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    major = models.ForeignKey(Major, models.PROTECT, null=True, blank=True, related_name="+")
    graduation_year = models.PositiveSmallIntegerField(null=True, blank=True)
    trainee = models.ForeignKey(
        "accounts.Trainee", models.PROTECT, null=True, blank=True, related_name="roster_entries"
    )

    objects = Roster.as_manager()

    class Meta:
        indexes = [models.Index(fields=["name_key", "phone"], name="roster_by_name_and_phone")]
        constraints = [
            models.UniqueConstraint(
                fields=["university", "student_number"],
                name="roster_student_number_once",
                violation_error_message=_("This student number is already on the school's roster."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.student_number} {self.real_name}"

    def clean(self) -> None:
        """Write name and number as they are compared, before anything is checked."""
        super().clean()
        self.name_key = key(self.real_name)
        self.phone = to_e164(self.phone) or self.phone.strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store name and number in normalised form, on every write."""
        self.clean()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "name_key", "phone"}
        super().save(*args, **kwargs)
