"""The tables: every move that is not in them is refused, at every state."""

import pytest

from core.denials import Refused
from core.workflow import Workflow, advance
from matching.models import Application, Opening
from matching.states import (
    APPLICATION,
    OPENING,
    WORKFLOWS,
    ApplicationState,
    EvidenceState,
    OpeningState,
    ProposalState,
    ReportState,
    RoundState,
    Stage,
    WrittenTextState,
    stage_of,
)
from tests.factories.matching import ApplicationFactory, OpeningFactory

STATES = {
    "opening": OpeningState.values,
    "application": ApplicationState.values,
    "evidence": EvidenceState.values,
    "report": ReportState.values,
    "placement_round": RoundState.values,
    "proposal": ProposalState.values,
    "text": WrittenTextState.values,
}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda w: w.name)
def test_every_state_of_a_table_exists_and_can_be_reached(workflow: Workflow) -> None:
    known = set(STATES[workflow.name])
    targets = {workflow.initial} | {move.target for move in workflow.moves}
    assert targets == known
    assert {state for move in workflow.moves for state in move.source} <= known


def illegal(workflow: Workflow) -> list[tuple[str, str]]:
    return [
        (move.verb, state)
        for move in workflow.moves
        for state in STATES[workflow.name]
        if state not in move.source
    ]


@pytest.mark.django_db
def test_no_illegal_move_of_an_application_goes_through() -> None:
    application = ApplicationFactory()
    changes = {"rejection_reason": "other", "breached_by": "person"}
    for verb, state in illegal(APPLICATION):
        Application.objects.filter(pk=application.pk).update(state=state, **changes)
        application.refresh_from_db()
        with pytest.raises(Refused) as refusal:
            advance(application, APPLICATION, verb, by=None, reason="because")
        assert (refusal.value.denial.code, application.state) == (
            f"application.{verb}.state",
            state,
        )


@pytest.mark.django_db
def test_no_illegal_move_of_an_opening_goes_through() -> None:
    opening = OpeningFactory(headcount=1, hires=1, closed_at="2026-11-01T00:00Z")
    for verb, state in illegal(OPENING):
        Opening.objects.filter(pk=opening.pk).update(state=state)
        opening.refresh_from_db()
        with pytest.raises(Refused) as refusal:
            advance(opening, OPENING, verb, by=None, reason="because")
        assert (refusal.value.denial.code, opening.state) == (f"opening.{verb}.state", state)


def test_the_person_sees_a_coarser_stage() -> None:
    assert {state: stage_of(state) for state in ApplicationState.values} == {
        "submitted": Stage.SENT,
        "reviewing": Stage.IN_PROGRESS,
        "shortlisted": Stage.IN_PROGRESS,
        "interview": Stage.INTERVIEW,
        "offered": Stage.OFFER,
        "accepted": Stage.HIRED,
        "hire_claimed": Stage.HIRED,
        "placed": Stage.HIRED,
        "contested": Stage.HIRED,
        "verified": Stage.HIRED,
        "declined": Stage.RESULT,
        "expired": Stage.RESULT,
        "ended": Stage.RESULT,
        "rejected": Stage.RESULT,
        "withdrawn": Stage.RESULT,
        "lapsed": Stage.RESULT,
        "breached": Stage.RESULT,
    }


def test_a_refusal_that_was_not_told_yet_reads_as_in_progress() -> None:
    assert stage_of("rejected", is_told=False) == Stage.IN_PROGRESS
