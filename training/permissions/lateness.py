"""Can somebody who comes in now still complete this run? One formula, in the database, for lists and for single runs.

Nothing was missed yet: yes. No class is left: no. Something was missed: the hours that are left have to reach the
course's minimum and the attendance that is asked of the whole run, or a teacher wrote down how it is made up.
"""

from datetime import datetime

from django.conf import settings
from django.db.models import (
    Case,
    DecimalField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.clock import local_date
from core.denials import Denial
from training.models import CourseRun, Meeting

IN_TIME, OVER, TOO_LATE = "", "over", "late"
_ZERO = Value(0, output_field=DecimalField())


def with_lateness(runs: QuerySet[CourseRun], now: datetime) -> QuerySet[CourseRun]:
    """Annotate runs with `lateness`: in time, over, or too late to complete what is left."""
    found = runs.annotate(hours_due=_hours(), hours_left=_hours(ends_at__gt=now))
    asked = settings.MIN_ATTENDANCE_PERCENT
    return found.annotate(
        lateness=Case(
            When(ends_on__lt=local_date(now), hours_due=0, then=Value(OVER)),
            When(hours_due=0, then=Value(IN_TIME)),
            When(hours_left=0, then=Value(OVER)),
            When(Q(hours_left=F("hours_due")) | ~Q(late_plan=""), then=Value(IN_TIME)),
            When(hours_left__lt=F("course__min_hours"), then=Value(TOO_LATE)),
            When(hours_left__lt=F("hours_due") * asked / 100.0, then=Value(TOO_LATE)),
            default=Value(IN_TIME),
        )
    )


def _hours(**only: datetime) -> Coalesce:
    """Sum up hours of a run's classes; in a subquery, so that other joins multiply nothing."""
    own = (
        Meeting.objects.filter(run=OuterRef("pk"), cancelled_at=None, **only)
        .order_by()
        .values("run")
        .annotate(total=Sum("hours"))
        .values("total")
    )
    return Coalesce(Subquery(own, output_field=DecimalField()), _ZERO)


def lateness_of(run: CourseRun, now: datetime) -> str:
    """Return the lateness of one run: as its list read it, or asked for it alone."""
    known = getattr(run, "lateness", None)
    if known is not None:
        return str(known)
    found = with_lateness(CourseRun.objects.filter(pk=run.pk), now).order_by("pk").first()
    return str(getattr(found, "lateness", IN_TIME))


def denies_lateness(run: CourseRun, now: datetime, url: str) -> Denial | None:
    """Say that a run is over, or too far on for somebody who comes in now, or None."""
    lateness = lateness_of(run, now)
    if lateness == OVER:
        return Denial("enrol.over", _("The classes of this run are over."), ANOTHER_RUN, url)
    if lateness == TOO_LATE:
        return Denial(
            "enrol.late", _("Too much has been held already: what is left no longer completes the course."),
            ANOTHER_RUN, url,
        )  # fmt: skip
    return None


ANOTHER_RUN = _("Look at the other dates of this course.")
