"""What can be learnt: tracks, courses, the skills they teach, their lessons?"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skills.models import Occupation, Skill


class Mode(models.TextChoices):
    """How a course is held."""

    ONLINE = "online", _("Online")
    OFFLINE = "offline", _("On site")
    BLENDED = "blended", _("Blended")


class Track(models.Model):
    """A family of courses."""

    code = models.SlugField(max_length=20, unique=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name_zh


class Course(models.Model):
    """A course as it is taught and counted; its texts for readers live on its page."""

    Mode = Mode

    code = models.CharField(_("code"), max_length=20, unique=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=120)
    track = models.ForeignKey(
        Track, models.PROTECT, related_name="courses", verbose_name=_("track")
    )
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices)
    hours = models.PositiveSmallIntegerField(_("hours"), help_text=_("Hours of 45 minutes"))
    theory_hours = models.PositiveSmallIntegerField(_("theory hours"))
    practice_hours = models.PositiveSmallIntegerField(_("practice hours"))
    weeks = models.PositiveSmallIntegerField(_("weeks"))
    exit_level = models.PositiveSmallIntegerField(
        _("exit level"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    default_capacity = models.PositiveSmallIntegerField(_("usual number of seats"))
    audience_zh = models.CharField(max_length=120, blank=True)
    audience_en = models.CharField(max_length=200, blank=True)
    credential_zh = models.CharField(max_length=120, blank=True)
    credential_en = models.CharField(max_length=200, blank=True)
    organiser_kind_zh = models.CharField(max_length=60, blank=True)
    note_zh = models.CharField(max_length=200, blank=True)
    note_en = models.CharField(max_length=200, blank=True)
    summary_zh = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    prerequisites = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="leads_to"
    )
    occupations = models.ManyToManyField(Occupation, blank=True, related_name="courses")
    skills = models.ManyToManyField(Skill, through="CourseSkill", related_name="courses")
    counts_to_goal = models.BooleanField(_("counts toward the yearly goal"), default=True)
    min_hours = models.PositiveSmallIntegerField(_("hours needed to complete"))
    min_age = models.PositiveSmallIntegerField(_("youngest age"), default=14)
    fee = models.PositiveIntegerField(_("fee"), default=0, help_text=_("Yuan"))
    subsidy = models.PositiveIntegerField(_("subsidy"), default=0, help_text=_("Yuan"))
    is_active = models.BooleanField(_("offered at present"), default=True)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            models.CheckConstraint(
                condition=Q(hours=F("theory_hours") + F("practice_hours")),
                name="course_hours_add_up",
                violation_error_message=_("Theory and practice add up to the hours of the course."),
            ),
            models.CheckConstraint(
                condition=Q(min_hours__lte=F("hours")),
                name="course_min_hours_possible",
                violation_error_message=_("A course cannot ask for more hours than it has."),
            ),
            models.CheckConstraint(
                condition=Q(exit_level__range=(1, 5)),
                name="course_exit_level",
                violation_error_message=_("A level runs from 1 to 5."),
            ),
            models.CheckConstraint(
                condition=Q(mode__in=Mode.values),
                name="course_mode_known",
                violation_error_message=_("A course is online, on site or blended."),
            ),
            models.CheckConstraint(
                condition=Q(default_capacity__gte=1),
                name="course_capacity_positive",
                violation_error_message=_("A course has at least one seat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title_zh}"

    @property
    def is_free(self) -> bool:
        """Tell whether the person pays nothing."""
        return self.fee <= self.subsidy


class CourseSkill(models.Model):
    """A skill that a course teaches, to a level."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="taught")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="taught_by")
    level = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "skill"], name="course_skill_once"),
            models.CheckConstraint(
                condition=Q(level__range=(1, 5)),
                name="course_skill_level",
                violation_error_message=_("A level runs from 1 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.skill_id} → {self.level}"


class Lesson(models.Model):
    """One unit of a course's plan."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="lessons")
    position = models.PositiveSmallIntegerField()
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=140)
    hours = models.PositiveSmallIntegerField()
    is_practice = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "position"], name="lesson_position_once"),
            models.CheckConstraint(
                condition=Q(hours__gte=1),
                name="lesson_has_hours",
                violation_error_message=_("A lesson lasts at least one hour."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.title_zh}"
