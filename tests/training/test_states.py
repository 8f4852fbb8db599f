"""Every legal move is in the table of PRODUCT, every other one is refused."""

import itertools

import pytest

from core.denials import Refused
from core.workflow import advance
from tests.factories.training import CourseRunFactory, EnrolmentFactory
from training.models import CourseRun, Enrolment
from training.states import (
    ACTIVE_STATES,
    COURSE_RUN,
    ENDED_STATES,
    ENROLMENT,
    SEAT_STATES,
    CourseRunState,
    EnrolmentState,
)

LEGAL = {
    ("applied", "approve", "approved"),
    ("applied", "seat", "seated"),
    ("approved", "seat", "seated"),
    ("applied", "wait", "waitlisted"),
    ("approved", "wait", "waitlisted"),
    ("waitlisted", "offer", "offered"),
    ("offered", "accept", "seated"),
    ("offered", "decline", "declined"),
    ("offered", "expire", "expired"),
    ("seated", "attend", "attending"),
    *((state, "lapse", "lapsed") for state in ("applied", "approved", "waitlisted")),
    ("attending", "complete", "completed"),
    ("attending", "fail", "failed"),
    ("seated", "no_show", "no_show"),
    ("failed", "retract", "attending"),
    ("no_show", "retract", "attending"),
    ("cancelled_by_organiser", "restore", "applied"),
    *(
        (state, "withdraw", "withdrawn")
        for state in ("applied", "approved", "seated", "waitlisted", "offered", "attending")
    ),
    *(
        (state, "cancel", "cancelled_by_organiser")
        for state in ("applied", "approved", "seated", "waitlisted", "offered", "attending")
    ),
}


def test_the_enrolment_table_is_that_of_the_product():
    table = {(state, move.verb, move.target) for move in ENROLMENT.moves for state in move.source}
    assert {(str(a), b, str(c)) for a, b, c in table} == LEGAL


def test_the_run_table_is_that_of_the_product():
    assert {(str(s), m.verb, str(m.target)) for m in COURSE_RUN.moves for s in m.source} == {
        ("draft", "open", "open"),
        ("open", "start", "running"),
        ("running", "finish", "finished"),
        ("draft", "cancel", "cancelled"),
        ("open", "cancel", "cancelled"),
        ("running", "cancel", "cancelled"),
        ("cancelled", "restore", "open"),
    }


def test_every_state_is_active_or_ended_and_seats_are_counted_in_known_states():
    assert set(ACTIVE_STATES) | set(ENDED_STATES) == set(EnrolmentState)
    assert set(ACTIVE_STATES) & set(ENDED_STATES) == set()
    assert {str(state) for state in SEAT_STATES} == {
        "seated", "offered", "attending", "completed", "failed", "no_show",
    }  # fmt: skip


ILLEGAL = [
    (state, move.verb)
    for state, move in itertools.product(EnrolmentState.values, ENROLMENT.moves)
    if state not in move.source
]


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "verb"), ILLEGAL)
def test_every_other_move_of_an_enrolment_is_refused(state: str, verb: str):
    enrolment = EnrolmentFactory(state=state)
    with pytest.raises(Refused) as refusal:
        advance(enrolment, ENROLMENT, verb, by=None, reason="x")
    assert refusal.value.denial.code == f"enrolment.{verb}.state"
    assert Enrolment.objects.get().state == state


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "verb"),
    [
        (state, move.verb)
        for state, move in itertools.product(CourseRunState.values, COURSE_RUN.moves)
        if state not in move.source
    ],
)
def test_every_other_move_of_a_run_is_refused(state: str, verb: str):
    run = CourseRunFactory(state=state)
    with pytest.raises(Refused):
        advance(run, COURSE_RUN, verb, by=None, reason="x")
    assert CourseRun.objects.get().state == state


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["cancel", "fail"])
def test_moves_against_a_person_need_a_reason(verb: str):
    enrolment = EnrolmentFactory(state="attending")
    with pytest.raises(Refused) as refusal:
        advance(enrolment, ENROLMENT, verb, by=None, reason=" ")
    assert refusal.value.denial.code == f"enrolment.{verb}.reason"
