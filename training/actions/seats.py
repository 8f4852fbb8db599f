"""How is a seat taken and given back? By one conditional UPDATE each; the database keeps the count true.

The CHECK `run_seats_within_capacity` is the second guard: without this one the database still refuses.
Order of locks everywhere: trainee, enrolment, run. The run's row is locked last and for the shortest time.
"""

from collections import Counter
from collections.abc import Iterable

from django.db import connection, models
from django.db.models import Case, F, IntegerField, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import Trainee
from core.background import enqueue
from core.denials import Denial, Refused
from training.models import CourseRun, Enrolment
from training.states import CourseRunState


def claim_seat(*, run_id: int) -> bool:
    """Take one seat if the run is open and one is free; return whether it was."""
    free = CourseRun.objects.filter(
        pk=run_id, state=CourseRunState.OPEN, capacity__gt=F("seats_taken") + F("seats_reserved")
    )
    return free.update(seats_taken=F("seats_taken") + 1) == 1


def retake_seat(*, run_id: int) -> bool:
    """Take back a seat that was given up by a slip, whether the run is open or under way; return whether one is free."""
    free = CourseRun.objects.filter(pk=run_id, capacity__gt=F("seats_taken") + F("seats_reserved"))
    return free.update(seats_taken=F("seats_taken") + 1) == 1


def release_seat(*, run_id: int) -> None:
    """Give one seat back, and let the next waiting person be offered it once this is committed."""
    hand_back(run_id=run_id)
    enqueue("training.tasks.offer_free_seats", run_id)


def hand_back(*, run_id: int) -> None:
    """Give back a seat of this transaction: nobody saw it taken, so nothing follows."""
    CourseRun.objects.filter(pk=run_id, seats_taken__gt=0).update(seats_taken=F("seats_taken") - 1)


def release_seats(*, run_ids: Iterable[int]) -> None:
    """Give seats back, one for each time that a run is named, and let the next waiting people be offered them."""
    given = Counter(run_ids)
    if not given:
        return
    back = Case(
        *(When(pk=run, then=Value(count)) for run, count in given.items()),
        output_field=IntegerField(),
    )
    runs = CourseRun.objects.filter(pk__in=given, seats_taken__gte=back)
    runs.update(seats_taken=F("seats_taken") - back)
    enqueue("training.tasks.offer_free_seats", *sorted(given))


def lock_trainee(*, trainee: Trainee) -> None:
    """Let one person's enrolments happen one after the other."""
    _lock(Trainee.objects.filter(pk=trainee.pk))


def lock_enrolment(*, enrolment: Enrolment) -> Enrolment:
    """Hold an enrolment and return it as it is now, with its run, course and person."""
    _lock(Enrolment.objects.filter(pk=enrolment.pk))
    fresh = (
        Enrolment.objects.select_related("run__course", "trainee__user")
        .filter(pk=enrolment.pk)
        .first()
    )
    if fresh is None:
        raise Refused(Denial("enrolment.gone", _("This no longer exists.")))
    return fresh


def lock_enrolments(*, enrolments: models.QuerySet[Enrolment]) -> list[Enrolment]:
    """Hold enrolments, those that are still as they were asked for, and return them with run, course and person."""
    rows = enrolments.select_related("run__course", "trainee__user").order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))


def _lock(rows: models.QuerySet) -> None:
    """Lock rows until the transaction ends; SQLite needs none, its writers queue up as a whole."""
    if connection.features.has_select_for_update:
        rows.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True).first()
