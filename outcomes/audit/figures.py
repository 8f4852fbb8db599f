"""Is the count true (I6)?"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import F, Q, QuerySet, Sum

from accounts.models import Trainee
from core.clock import local_date
from outcomes.audit.findings import Breach, rows, things
from outcomes.figures.frozen import known_figures
from outcomes.figures.headline import headline
from outcomes.models import CITY, FigureSnapshot
from outcomes.queries.persons import counted_persons
from training.models import Enrolment
from training.queries.figures import end_of
from training.states import EnrolmentState

RECENT_DAYS = 14


def persons_have_evidence(now: datetime) -> list[Breach]:
    """I6: what counts has the evidence of rule 1, and counting one by one gives the same persons as the query."""
    counted = Enrolment.objects.filter(is_counted=True)
    chain = Trainee.objects.filter(merged_into__merged_into__isnull=False)
    return [
        *rows("counted without a passed assessment", counted.exclude(assessment__is_passed=True)),
        *rows(
            "counted with too little attendance",
            counted.filter(attendance_percent__lt=settings.MIN_ATTENDANCE_PERCENT),
        ),
        *rows(
            "counted with too few hours",
            counted.filter(hours_completed__lt=F("run__course__min_hours")),
        ),
        *rows("counted without the hours in the roster", _unattended()),
        *rows(
            "counted without a day",
            counted.filter(Q(completed_on=None) | ~Q(state=EnrolmentState.COMPLETED)),
        ),
        *rows("merged into somebody who was merged", chain),
        *things("the figure differs from the persons", _differences(local_date(now))),
        *things("a frozen day differs from what was known then", _thawed()),
    ]


def _thawed() -> Iterable[str]:
    """Recompute frozen days as known then: the last two weeks, and the end of every month before."""
    frozen = FigureSnapshot.objects.filter(scope=CITY).exclude(
        indicator__startswith="expected_hires"
    )
    days = list(frozen.order_by("-on").values_list("on", flat=True).distinct())
    for day in [
        *days[:RECENT_DAYS],
        *(day for day in days[RECENT_DAYS:] if (day + timedelta(days=1)).day == 1),
    ]:
        again = {figure.code: figure.numerator for figure in known_figures(day)}
        kept = dict(frozen.filter(on=day).order_by("pk").values_list("indicator", "numerator"))
        yield from (
            f"{code} {day}: {kept[code]}, again {again.get(code)}"
            for code in kept
            if kept[code] != again.get(code)
        )


def _unattended() -> QuerySet[Enrolment]:
    attended = Enrolment.objects.filter(is_counted=True).annotate(
        attended=Sum("attendances__hours")
    )
    return attended.exclude(attended__gte=F("hours_completed"))


def _differences(on: date) -> Iterable[str]:
    """Count the year again, one completion after the other, without the query that the board uses."""
    columns = ("pk", "merged_into_id", "merged_at", "verified_at", "user__contact_confirmed_at")
    people = {row[0]: row[1:] for row in Trainee.objects.values_list(*columns)}
    end, persons = end_of(on), set()
    found = Enrolment.objects.filter(
        state=EnrolmentState.COMPLETED,
        is_counted=True,
        completed_on__year=on.year,
        completed_on__lte=on,
        ended_at__lt=end,
    )
    for trainee, revoked_at in found.order_by().values_list(
        "trainee_id", "certificate__revoked_at"
    ):
        if revoked_at and revoked_at < end:
            continue
        into, merged_at = people[trainee][:2]
        person = trainee if into is None or (merged_at and merged_at >= end) else into
        verified_at, confirmed_at = people[person][2:]
        if verified_at and confirmed_at and verified_at < end and confirmed_at < end:
            persons.add(person)
    listed = {row["person_id"] for row in counted_persons(on.year, on)}
    yield from (f"accounts.trainee:{person}" for person in persons ^ listed)
    shown = headline(on).persons
    if shown != len(persons):
        yield f"headline {shown}, persons {len(persons)}"
