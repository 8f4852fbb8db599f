"""Are seats true (I1, I2, I3, I4, I7, I8)?"""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from outcomes.audit.findings import Breach, rows, things
from training.models import CourseRun, Enrolment, Meeting
from training.permissions import is_quiet
from training.queries.runs import runs_with_seats
from training.states import ACTIVE_STATES, IN_CLASS, SEAT_STATES, EnrolmentState


def within_capacity(now: datetime) -> list[Breach]:
    """I1: the counter stays within the capacity, and says what the rows say."""
    holding = Count("enrolments", filter=Q(enrolments__state__in=SEAT_STATES))
    counted = CourseRun.objects.annotate(holding=holding)
    return [
        *rows("taken and reserved seats exceed the capacity", _over_capacity()),
        *rows("the counter differs from the enrolments", counted.exclude(holding=F("seats_taken"))),
        *rows(
            "more seats are held than there are",
            counted.filter(holding__gt=F("capacity") - F("seats_reserved")),
        ),
    ]


def _over_capacity() -> QuerySet[CourseRun]:
    return CourseRun.objects.filter(capacity__lt=F("seats_taken") + F("seats_reserved"))


def one_active_enrolment(now: datetime) -> list[Breach]:
    """I2: nobody is twice in one session."""
    twice = (
        Enrolment.objects.filter(state__in=ACTIVE_STATES)
        .order_by()
        .values("trainee_id", "run_id")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
        .order_by("trainee_id", "run_id")
    )
    return things(
        "enrolled twice", (f"trainee:{row['trainee_id']} run:{row['run_id']}" for row in twice)
    )


def nobody_waits_beside_a_free_seat(now: datetime) -> list[Breach]:
    """I3: where a seat is free and enrolment is open, nobody waits; offers rest in the quiet hours."""
    if is_quiet(now):
        return []
    waiting = Enrolment.objects.filter(run=OuterRef("pk"), state=EnrolmentState.WAITLISTED)
    return rows("a seat is free while somebody waits", runs_with_seats(now).filter(Exists(waiting)))


def no_expired_offer(now: datetime) -> list[Breach]:
    """I4: an offer whose time is over is no longer live."""
    late = Enrolment.objects.filter(state=EnrolmentState.OFFERED, offer_expires_at__lte=now)
    return rows("an offer is past its time", late)


def no_overlapping_meetings(now: datetime) -> list[Breach]:
    """I7: nobody who has a seat is due in two classes at once."""
    due = (
        Meeting.objects.filter(run__enrolments__state__in=IN_CLASS, cancelled_at=None)
        .values_list("run__enrolments__trainee_id", "starts_at", "ends_at", "pk")
        .order_by("run__enrolments__trainee_id", "starts_at", "ends_at", "pk")
    )
    return things("due in two classes at once", _overlaps(due.iterator()))


def _overlaps(due: Iterable[tuple[int, datetime, datetime, int]]) -> Iterable[str]:
    for trainee, meetings in groupby(due, key=lambda row: row[0]):
        last_end, last_meeting = None, 0
        for _trainee, starts, ends, meeting in meetings:
            if last_end is not None and starts < last_end:
                yield f"trainee:{trainee} meetings:{last_meeting},{meeting}"
            if last_end is None or ends > last_end:
                last_end, last_meeting = ends, meeting


def reserved_within_capacity(now: datetime) -> list[Breach]:
    """I8: a class made for a company never reserves more seats than there are."""
    return rows(
        "more seats are reserved than there are",
        CourseRun.objects.filter(seats_reserved__gt=F("capacity")),
    )
