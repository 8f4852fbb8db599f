"""Who was there, and who passed?"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from training.models.enrolments import Enrolment
from training.models.runs import Meeting


class AttendanceStatus(models.TextChoices):
    """How somebody took part in one class."""

    PRESENT = "present", _("Present")
    LATE = "late", _("Late")
    ABSENT = "absent", _("Absent")
    EXCUSED = "excused", _("Excused")


ATTENDED = (AttendanceStatus.PRESENT, AttendanceStatus.LATE)


class Attendance(models.Model):
    """One person in one class."""

    Status = AttendanceStatus

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attendances")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    status = models.CharField(max_length=8, choices=AttendanceStatus.choices)
    hours = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=now)
    reason = models.CharField(max_length=300, blank=True)
    made_up_on = models.DateField(
        null=True, blank=True, help_text=_("When it was made up, for a class missed at first")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(made_up_on=None) | Q(status__in=ATTENDED),
                name="attendance_made_up_is_attended",
                violation_error_message=_("A class that was made up counts as attended."),
            ),
            models.UniqueConstraint(fields=["enrolment", "meeting"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(status__in=AttendanceStatus.values),
                name="attendance_status_known",
                violation_error_message=_("Attendance is present, late, absent or excused."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=ATTENDED, hours__gt=0)
                | Q(status__in=["absent", "excused"], hours=0),
                name="attendance_hours_fit_status",
                violation_error_message=_("Who was there has hours; who was not has none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.meeting_id} {self.status}"


class Assessment(models.Model):
    """The mark of one person in one run."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="assessment")
    mark = models.PositiveSmallIntegerField(
        _("mark"), validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    is_passed = models.BooleanField()
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mark__range=(0, 100)),
                name="assessment_mark_range",
                violation_error_message=_("A mark runs from 0 to 100."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.mark}"


class EarlierAssessment(models.Model):
    """A mark that a later one replaced: after a second try, or because it was wrong."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="earlier_assessments")
    mark = models.PositiveSmallIntegerField()
    is_passed = models.BooleanField()
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(default=now)
    reason = models.CharField(max_length=300, help_text=_("Why it was replaced"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mark__range=(0, 100)),
                name="earlier_assessment_mark_range",
                violation_error_message=_("A mark runs from 0 to 100."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="earlier_assessment_reason",
                violation_error_message=_("A mark is replaced for a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.mark}"
