"""Is the one statement of a rush as strict as the rules, few, and asked again on what the claim saw?"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.audit import history
from core.denials import Refused
from core.models import Notice
from core.workflow import enter
from tests.factories.accounts import TraineeFactory
from tests.factories.training import (
    NOW,
    CourseFactory,
    CourseRunFactory,
    EnrolmentFactory,
    MeetingFactory,
)
from training import permissions
from training.actions import enrolments
from training.models import CourseRun, Enrolment
from training.permissions import enrolling
from training.states import ENROLMENT

pytestmark = pytest.mark.django_db


def is_clear(trainee: Any, run: CourseRun, key: str = "k") -> bool:
    """Whether the one statement says yes."""
    found = permissions.clear_to_enrol(trainee, run, key=key, by=trainee.user, now=NOW)
    return found is not None


def without_consent(trainee: Any, run: CourseRun) -> None:
    trainee.user.consents.filter(purpose="terms").update(withdrawn_at=NOW + timedelta(days=999))


def with_an_old_consent(trainee: Any, run: CourseRun) -> None:
    trainee.user.consents.filter(purpose="privacy").update(version="old")


def enrolled_already(trainee: Any, run: CourseRun) -> None:
    EnrolmentFactory(trainee=trainee, run=run, state="waitlisted", waitlisted_at=NOW)


def without_the_first_course(trainee: Any, run: CourseRun) -> None:
    run.course.prerequisites.add(CourseFactory())


def too_young(trainee: Any, run: CourseRun) -> None:
    trainee.birth_on = date(2020, 1, 1)
    trainee.save()


def in_another_class(trainee: Any, run: CourseRun) -> None:
    starts_at = NOW + timedelta(days=9)
    MeetingFactory(run=run, starts_at=starts_at)
    MeetingFactory(run=EnrolmentFactory(trainee=trainee).run, starts_at=starts_at)


def changed(**columns: Any) -> Callable[[Any, CourseRun], None]:
    """A run that is no longer as somebody read it."""

    def change(trainee: Any, run: CourseRun) -> None:
        CourseRun.objects.filter(pk=run.pk).update(**columns)

    return change


def over(trainee: Any, run: CourseRun) -> None:
    MeetingFactory(run=run, starts_at=NOW - timedelta(days=1))


PERSONAL = {
    without_consent: "_denies_consent",
    with_an_old_consent: "_denies_consent",
    enrolled_already: "_denies_twice",
    without_the_first_course: "_denies_prerequisites",
    too_young: "denies_age",
    in_another_class: "denies_overlap",
}
OF_THE_RUN = (
    changed(state="cancelled"),
    changed(state="draft"),
    changed(enrol_opens_at=NOW + timedelta(seconds=1)),
    changed(enrol_closes_at=NOW),
    over,
)


def test_somebody_whom_nothing_hinders_is_clear() -> None:
    assert is_clear(TraineeFactory(), CourseRunFactory())


def test_every_rule_about_a_person_has_a_case_here() -> None:
    assert set(PERSONAL.values()) == {rule.__name__ for _sentence, rule in enrolling.PERSONAL}


@pytest.mark.parametrize("hinder", [*PERSONAL, *OF_THE_RUN])
def test_what_a_rule_denies_is_never_clear(hinder: Callable[[Any, CourseRun], None]) -> None:
    trainee, run = TraineeFactory(), CourseRunFactory()
    hinder(trainee, run)
    fresh = CourseRun.objects.get(pk=run.pk)
    assert permissions.denies_enrol(trainee.user, fresh, NOW) is not None
    assert not is_clear(trainee, run)


@pytest.mark.parametrize("hinder", [*PERSONAL, *OF_THE_RUN[:4]])
def test_what_changed_after_the_first_look_is_seen_under_the_lock(
    hinder: Callable[[Any, CourseRun], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    trainee, run = TraineeFactory(), CourseRunFactory()
    asks, asked = permissions.clear_to_enrol, []

    def look_then_change(*args: Any, **kwargs: Any) -> Any:
        asked.append(asks(*args, **kwargs))
        if len(asked) == 1:
            hinder(trainee, run)
        return asked[-1]

    monkeypatch.setattr(permissions, "clear_to_enrol", look_then_change)
    before = Enrolment.objects.filter(run=run).count()
    if hinder is enrolled_already:
        found = enrolments.enrol(trainee=trainee, run=run, key="k", by=trainee.user, now=NOW)
        assert (found.state, Enrolment.objects.filter(run=run).count()) == ("waitlisted", 1)
    else:
        with pytest.raises(Refused):
            enrolments.enrol(trainee=trainee, run=run, key="k", by=trainee.user, now=NOW)
        assert Enrolment.objects.filter(run=run).count() == before
    run.refresh_from_db()
    assert (asked[0] is not None, run.seats_taken) == (True, 0)
    assert not Notice.objects.exists()


def test_a_free_seat_still_goes_to_who_waits() -> None:
    run = CourseRunFactory(capacity=1)
    waiting = EnrolmentFactory(run=run, state="waitlisted", waitlisted_at=NOW)
    trainee = TraineeFactory()
    made = enrolments.enrol(trainee=trainee, run=run, key="k", by=trainee.user, now=NOW)
    run.refresh_from_db()
    waiting.refresh_from_db()
    assert (made.state, waiting.state, run.seats_taken) == ("waitlisted", "waitlisted", 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("run", "state", "inside"),
    [({}, "seated", 5), ({"capacity": 1, "seats_taken": 1}, "waitlisted", 6), ({"needs_approval": True}, "applied", 4)],
)  # fmt: skip
def test_statements_from_the_claim_to_the_commit(run: dict, state: str, inside: int) -> None:
    """PostgreSQL locks the person first, in one more."""
    trainee, found = TraineeFactory(), CourseRunFactory(**run)
    other = TraineeFactory()
    enrolments.enrol(trainee=other, run=found, key="k", by=other.user, now=NOW)  # warms the caches
    with CaptureQueriesContext(connection) as asked:
        made = enrolments.enrol(trainee=trainee, run=found, key="k", by=trainee.user, now=NOW)
    said = [query["sql"].split(maxsplit=1)[0].rstrip(";") for query in asked.captured_queries]
    begin, commit = said.index("BEGIN"), said.index("COMMIT")
    assert made.state == state
    assert begin == 1, "one look before the lock"
    stamps = 1  # of the tables that were written (core/stamps.py)
    assert commit - begin - 1 == inside + stamps + connection.features.has_select_for_update


def test_a_move_that_is_not_in_the_table_is_no_way_in() -> None:
    trainee, run = TraineeFactory(), CourseRunFactory()
    made = Enrolment(trainee=trainee, run=run, idempotency_key="k", applied_at=NOW)
    with pytest.raises(ValueError, match=r"enrolment\.accept"):
        enter(made, ENROLMENT, "apply", ["accept"], by=trainee.user)
    assert made.pk is None


def test_both_entries_stand_in_their_order() -> None:
    trainee, run = TraineeFactory(), CourseRunFactory()
    made = enrolments.enrol(trainee=trainee, run=run, key="k", by=trainee.user, now=NOW)
    assert [(each.verb, each.before, each.after) for each in history(made)] == [
        ("enrolment.apply", "", "applied"),
        ("enrolment.seat", "applied", "seated"),
    ]
