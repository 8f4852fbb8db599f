"""What is missing before an enrolment is complete?

Hours: the sum of the hours attended, at least the course's minimum. Attendance: hours attended (present, late, or made
up with the reason) out of the hours due, which are those of every class that the run holds until its end; an excused
class was not attended, a cancelled one is not due. Assessment: passed. All three, or no completion.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from itertools import groupby, takewhile
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from core.clock import local_date
from core.denials import Denial
from training.models import Assessment, CourseRun, Enrolment
from training.models.records import ATTENDED


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody has come, beside what is asked."""

    hours: Decimal
    min_hours: int
    due: Decimal
    attended: int
    held: int
    mark: int | None
    is_passed: bool

    @property
    def percent(self) -> Decimal:
        """Return the attendance in per cent of the hours due, rounded down, so that 79.999 never reads as 80."""
        if not self.due:
            return Decimal("0.00")
        return min(Decimal(100), 100 * self.hours / self.due).quantize(
            Decimal("0.01"), rounding=ROUND_DOWN
        )

    @property
    def has_hours(self) -> bool:
        """Tell whether the hours suffice."""
        return self.hours >= self.min_hours

    @property
    def has_attendance(self) -> bool:
        """Tell whether the attendance suffices, in whole numbers so that no rounding decides."""
        return attends_enough(self.hours, self.due)


def attends_enough(hours: Decimal, due: Decimal) -> bool:
    """Tell whether these hours suffice of those due."""
    return due > 0 and 100 * hours >= settings.MIN_ATTENDANCE_PERCENT * due


def is_passing(mark: int) -> bool:
    """Tell whether a mark passes."""
    return mark >= settings.PASS_MARK


def denies_completion(enrolment: Enrolment, now: datetime) -> list[Denial]:
    """Return what is missing before this enrolment is complete; empty when nothing is."""
    return missing(standing_of(enrolment, now))


def standing_of(enrolment: Enrolment, now: datetime) -> Standing:
    """Read how far an enrolment has come, up to a moment."""
    sums = enrolment.attendances.filter(status__in=ATTENDED, meeting__starts_at__lte=now).aggregate(
        hours=Sum("hours"), attended=Count("pk")
    )
    planned = hours_of(enrolment.run, now)
    assessment = Assessment.objects.filter(enrolment=enrolment).first()
    return Standing(
        hours=sums["hours"] or Decimal(0),
        min_hours=enrolment.run.course.min_hours,
        due=planned["due"],
        attended=sums["attended"],
        held=planned["held"],
        mark=assessment.mark if assessment else None,
        is_passed=bool(assessment and assessment.is_passed),
    )


def hours_of(run: CourseRun, now: datetime) -> dict[str, Any]:
    """Return the hours due in a whole run, and how many of its classes have begun."""
    planned = run.meetings.filter(cancelled_at=None)
    found = planned.aggregate(due=Sum("hours"), held=Count("pk", filter=Q(starts_at__lte=now)))
    return {**found, "due": found["due"] or Decimal(0)}


def completion_day(enrolment: Enrolment, now: datetime) -> date:
    """Return the day on which the last condition of a complete enrolment was met: hours, attendance or assessment.

    A class counts on its own day, one that was made up on the day of making it up; the assessment on the day since when
    it stands passed, however the mark was bettered or corrected after that.
    """
    due, hours, reached = hours_of(enrolment.run, now)["due"], Decimal(0), enrolment.run.starts_on
    attended = enrolment.attendances.filter(
        status__in=ATTENDED, meeting__starts_at__lte=now
    ).select_related("meeting")
    days = [
        (each.made_up_on or local_date(each.meeting.starts_at), each.hours)
        for each in attended.order_by("pk")
    ]
    for day, some in sorted(days):
        if hours >= enrolment.run.course.min_hours and attends_enough(hours, due):
            break
        hours, reached = hours + some, day
    return max(reached, _passed_on(enrolment) or reached)


def _passed_on(enrolment: Enrolment) -> date | None:
    """Return the day since when every mark passed, None when the one that stands does not.

    The same mark on another day corrects the day.
    """
    told = ("mark", "is_passed", "assessed_on")
    earlier = enrolment.earlier_assessments.order_by("replaced_at", "pk").values_list(*told)
    current = Assessment.objects.filter(enrolment=enrolment).order_by("pk").values_list(*told)
    by_mark = [list(same)[-1] for _mark, same in groupby([*earlier, *current], key=itemgetter(0))]
    since = list(takewhile(itemgetter(1), reversed(by_mark)))
    return since[-1][2] if since else None


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
        _("Hours attended: %(done)s; needed: at least %(needed)s.")
        % {"done": f"{standing.hours:g}", "needed": standing.min_hours},
        _("Hours still to attend: %(left)s.")
        % {"left": f"{standing.min_hours - standing.hours:g}"},
    )


def _attendance(standing: Standing) -> Denial:
    asked = settings.MIN_ATTENDANCE_PERCENT
    if not standing.held:
        return Denial(
            "completion.attendance", _("No class has been held yet."), _("Come to the first class.")
        )
    return Denial(
        "completion.attendance",
        _(
            "So far %(percent)s%% of the whole course is attended (hours: %(hours)s of %(due)s); %(asked)s%% is needed."
        )
        % {
            "percent": f"{standing.percent:f}".rstrip("0").rstrip("."),
            "hours": f"{standing.hours:g}",
            "due": f"{standing.due:g}",
            "asked": asked,
        },
        _(
            "Come to the next classes, make up what you missed, or ask the teacher to correct a wrong mark."
        ),
    )


def _assessment(standing: Standing) -> Denial:
    if standing.mark is None:
        return Denial(
            "completion.assessment",
            _("The assessment is still to come."),
            _("Ask the teacher for its date."),
        )
    return Denial(
        "completion.assessment",
        _("The assessment is not passed: %(mark)s of 100, %(needed)s needed.")
        % {"mark": standing.mark, "needed": settings.PASS_MARK},
        _("Ask the teacher for a second try."),
    )
