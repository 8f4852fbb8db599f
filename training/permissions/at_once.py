"""Does nothing speak against enrolling? All rules of enrolling in one statement that is compiled once.

It only says a whole yes, which is what nearly everybody gets when enrolment opens. Without one, `enrolling` is asked: it
alone says no, and why. It reads the same queries; a test keeps the two together.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Q, QuerySet

from accounts.models import Trainee
from accounts.permissions.consents import Use, agreeing, versions_for
from core.clock import local_date
from core.statements import Prepared
from training.models import CourseRun, Enrolment, Meeting
from training.permissions.enrolling import clashes, denies_age, missing_courses
from training.states import ACTIVE_STATES, CourseRunState, EnrolmentState


@dataclass(frozen=True, slots=True)
class Clear:
    """Nothing speaks against enrolling; what decides where it leads."""

    needs_approval: bool
    somebody_waits: bool


def clear_to_enrol(
    trainee: Trainee, run: CourseRun, *, key: str, by: Any, now: datetime
) -> Clear | None:
    """Say that every rule of enrolling allows it now and that it would be the first time, or None: ask the rules."""
    if by.pk != trainee.user_id or denies_age(trainee, run, now) is not None:
        return None
    row = _asked(trainee.pk, trainee.user_id, run, 0, key, now)
    return Clear(bool(row[0]), bool(row[1])) if row else None


def clear_to_offer(enrolment: int, trainee: Trainee, run: CourseRun, now: datetime) -> bool:
    """Say that every rule of a seat allows it now to somebody who waits; False: ask the rules."""
    if denies_age(trainee, run, now) is not None:
        return False
    return _asked(trainee.pk, trainee.user_id, run, enrolment, "", now) is not None


def _asked(
    trainee: int, user: int, run: CourseRun, own: int, key: str, now: datetime
) -> tuple[Any, ...] | None:
    """Run the statement; `own` is the enrolment that does not count as a second one."""
    found = _CLEAR.rows(
        trainee=trainee,
        user=user,
        run=run.pk,
        course=run.course_id,
        own=own,
        key=key,
        now=now,
        today=local_date(now),
        **_versions(),
    )
    return found[0] if found else None


def _versions() -> dict[str, str]:
    return {f"version_of_{purpose}": version for purpose, version in versions_for(Use.ENROL)}


def _clear(*, trainee: int, user: int, run: int, course: int, own: int, **of: Any) -> QuerySet[Any]:
    """Build the statement: no row unless all is well.

    A run whose last day lies ahead and of which no class is over is in time, whatever `lateness` asks further.
    """
    now, today, key = of.pop("now"), of.pop("today"), of.pop("key")
    same = Q(run=run, state__in=ACTIVE_STATES) | Q(idempotency_key=key)
    was_held = Meeting.objects.filter(run=run, cancelled_at=None, ends_at__lte=now)
    waiting = Enrolment.objects.filter(run=run, state=EnrolmentState.WAITLISTED)
    versions = {name.removeprefix("version_of_"): version for name, version in of.items()}
    return (
        CourseRun.objects.filter(
            agreeing(user, versions),
            ~Exists(Enrolment.objects.filter(same, trainee=trainee).exclude(pk=own)),
            ~Exists(missing_courses(trainee, course)),
            ~Exists(clashes(trainee, run, now)),
            ~Exists(was_held),
            pk=run,
            state=CourseRunState.OPEN,
            enrol_opens_at__lte=now,
            enrol_closes_at__gt=now,
            ends_on__gte=today,
        )
        .order_by("pk")
        .values_list("needs_approval", Exists(waiting))
    )


VERSIONS: dict[str, Any] = {
    f"version_of_{purpose}": str for purpose, _version in versions_for(Use.ENROL)
}
_CLEAR = Prepared(
    _clear,
    trainee=int,
    user=int,
    run=int,
    course=int,
    own=int,
    key=str,
    now=datetime,
    today=date,
    **VERSIONS,
)
