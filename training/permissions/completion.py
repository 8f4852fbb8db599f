"""What is missing before an enrolment is complete?

Hours: the sum of the hours attended, at least the course's minimum. Attendance: classes attended (present or late) out
of the classes held so far; an excused class was not attended. Assessment: passed. All three, or no completion.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_DOWN, Decimal

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from core.clock import now as current_moment
from core.denials import Denial
from training.models import Assessment, Enrolment
from training.models.records import ATTENDED


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody has come, beside what is asked."""

    hours: Decimal
    min_hours: int
    attended: int
    held: int
    mark: int | None
    is_passed: bool

    @property
    def percent(self) -> Decimal:
        """Return the attendance in per cent, rounded down, so that 79.999 never reads as 80."""
        if not self.held:
            return Decimal("0.00")
        return (Decimal(100) * self.attended / self.held).quantize(Decimal("0.01"), rounding=ROUND_DOWN)

    @property
    def has_hours(self) -> bool:
        """Tell whether the hours suffice."""
        return self.hours >= self.min_hours

    @property
    def has_attendance(self) -> bool:
        """Tell whether the attendance suffices, in whole numbers so that no rounding decides."""
        return self.held > 0 and 100 * self.attended >= settings.MIN_ATTENDANCE_PERCENT * self.held

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is missing."""
        return self.has_hours and self.has_attendance and self.is_passed


def denies_completion(enrolment: Enrolment, now: datetime | None = None) -> list[Denial]:
    """Return what is missing before this enrolment is complete; empty when nothing is."""
    return missing(standing_of(enrolment, now or current_moment()))


def standing_of(enrolment: Enrolment, now: datetime) -> Standing:
    """Read how far an enrolment has come, up to a moment."""
    sums = enrolment.attendances.filter(status__in=ATTENDED, meeting__starts_at__lte=now).aggregate(
        hours=Sum("hours"), attended=Count("pk")
    )
    held = enrolment.run.meetings.aggregate(held=Count("pk", filter=Q(starts_at__lte=now)))["held"]
    assessment = Assessment.objects.filter(enrolment=enrolment).first()
    return Standing(
        hours=sums["hours"] or Decimal(0),
        min_hours=enrolment.run.course.min_hours,
        attended=sums["attended"],
        held=held,
        mark=assessment.mark if assessment else None,
        is_passed=bool(assessment and assessment.is_passed),
    )


def missing(standing: Standing) -> list[Denial]:
    """Turn a standing into the list of what is missing, each with what would change it."""
    found = []
    if not standing.has_hours:
        found.append(_hours(standing))
    if not standing.has_attendance:
        found.append(_attendance(standing))
    if not standing.is_passed:
        found.append(_assessment(standing))
    return found


def _hours(standing: Standing) -> Denial:
    return Denial(
        "completion.hours",
        _("%(done)s of %(needed)s hours attended.") % {"done": f"{standing.hours:g}", "needed": standing.min_hours},
        _("Still to attend: %(left)s hours.") % {"left": f"{standing.min_hours - standing.hours:g}"},
    )


def _attendance(standing: Standing) -> Denial:
    asked = settings.MIN_ATTENDANCE_PERCENT
    if not standing.held:
        return Denial("completion.attendance", _("No class has been held yet."), _("Come to the first class."))
    return Denial(
        "completion.attendance",
        _("Attendance is %(percent)s %% (%(attended)s of %(held)s classes); %(asked)s %% is needed.")
        % {
            "percent": f"{standing.percent:f}".rstrip("0").rstrip("."),
            "attended": standing.attended,
            "held": standing.held,
            "asked": asked,
        },
        _("Come to the next classes, or ask the teacher to correct a wrong mark."),
    )


def _assessment(standing: Standing) -> Denial:
    if standing.mark is None:
        return Denial(
            "completion.assessment", _("The assessment is still to come."), _("Ask the teacher for its date.")
        )
    return Denial(
        "completion.assessment",
        _("The assessment is not passed: %(mark)s of 100, %(needed)s needed.")
        % {"mark": standing.mark, "needed": settings.PASS_MARK},
        _("Ask the teacher for a second try."),
    )
