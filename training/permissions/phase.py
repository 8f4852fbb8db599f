"""Which phase of a run is shown at this moment? One formula, in the database, for lists, counts and single runs.

"Open for enrolment" is said exactly while the window of enrolment denies nobody.
"""

from datetime import datetime

from django.db.models import Case, F, Q, QuerySet, Value, When

from core.clock import local_date
from training.models import CourseRun
from training.permissions.lateness import IN_TIME, with_lateness
from training.states import TAUGHT_STATES, CourseRunState, RunPhase


def with_phase(runs: QuerySet[CourseRun], now: datetime) -> QuerySet[CourseRun]:
    """Annotate runs with `phase`."""
    told = Q(state__in=TAUGHT_STATES)
    taking = Q(state=CourseRunState.OPEN, enrol_closes_at__gt=now, lateness=IN_TIME)
    return with_lateness(runs, now).annotate(
        phase=Case(
            When(~told, then=F("state")),
            When(taking & Q(enrol_opens_at__lte=now), then=Value(RunPhase.OPEN)),
            When(taking, then=Value(RunPhase.SOON)),
            When(ends_on__lt=local_date(now), then=Value(RunPhase.FINISHED)),
            When(
                Q(starts_on__lte=local_date(now)) | Q(state=CourseRunState.RUNNING),
                then=Value(RunPhase.RUNNING),
            ),
            default=Value(RunPhase.CLOSED),
        )
    )


def phase_word(run: CourseRun, now: datetime) -> str:
    """Return the label of one run's phase."""
    return with_phase(CourseRun.objects.filter(pk=run.pk), now).get().phase_word
