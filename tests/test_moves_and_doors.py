"""Does `who` of every move say the truth? The roles that reach its buttons in the access matrix are those the table names.

The matrix itself is tried against the site (tests/test_matrix_access.py), so a table that names somebody who is turned
away, or leaves somebody out who gets in, fails here.
"""

import pytest

from accounts.states import WORKFLOWS as ACCOUNTS
from core.workflow import Move
from matching.states import WORKFLOWS as MATCHING
from tests.test_matrix_access import ROWS
from training.states import WORKFLOWS as TRAINING

MOVES = {
    f"{workflow.name}.{move.verb}": move
    for workflow in (*ACCOUNTS, *TRAINING, *MATCHING)
    for move in workflow.moves
}
# Where a move is made: the addresses of its buttons, without their rooms where the name is the verb's own.
DOORS: dict[str, tuple[str, ...]] = {
    "company.submit_documents": ("accounts:company_licence",),
    "company.verify": ("accounts:decide_company",),
    "company.return": ("accounts:decide_company",),
    "company.suspend": ("accounts:decide_company",),
    "company.readmit": ("accounts:decide_company",),
    "national.correct": ("accounts:change_national",),
    "national.check": ("accounts:decide_national",),
    "national.refuse": ("accounts:decide_national",),
    "national.take_back": ("accounts:decide_national",),
    "national.retract": ("accounts:retract_national",),
    "national.withdraw": ("accounts:remove_national",),
    "enrolment.approve": ("training:office_approve",),
    "enrolment.seat": ("training:office_approve",),
    "enrolment.wait": ("training:office_approve",),
    "enrolment.accept": ("training:accept",),
    "enrolment.decline": ("training:decline",),
    "enrolment.attend": ("training:mark_meeting",),
    "enrolment.complete": ("training:complete",),
    "enrolment.fail": ("training:fail",),
    "enrolment.no_show": ("training:no_show",),
    "enrolment.withdraw": ("training:withdraw",),
    "enrolment.cancel": ("training:office_cancel_enrolment",),
    "enrolment.retract": ("training:retract",),
    "enrolment.restore": ("training:office_restore_enrolment",),
    "course_run.open": ("training:office_open_run",),
    "course_run.cancel": ("training:office_cancel_run",),
    "course_run.restore": ("training:office_restore_run",),
    "opening.submit": ("matching:submit_opening",),
    "opening.approve": ("matching:approve_opening",),
    "opening.return": ("matching:return_opening",),
    "opening.revise": ("matching:revise_opening",),
    "opening.pause": ("matching:pause_opening",),
    "opening.resume": ("matching:resume_opening",),
    # The office stops an opening by upholding a report, and takes that back.
    "opening.close": ("matching:close_opening", "matching:handle_report"),
    "opening.restore": ("matching:restore_opening", "matching:retract_report"),
    "application.review": ("matching:company_review",),
    "application.shortlist": ("matching:company_shortlist",),
    "application.invite": ("matching:company_invite",),
    "application.offer": ("matching:company_offer",),
    "application.accept": ("matching:my_accept",),
    "application.decline": ("matching:my_decline",),
    "application.claim_hire": ("matching:company_claim_hire",),
    "application.correct_claim": ("matching:company_correct_claim",),
    "application.confirm": ("matching:my_confirm",),
    "application.contest": ("matching:my_contest",),
    "application.verify": ("matching:verify_placement",),
    "application.end": ("matching:company_end",),
    "application.reject": ("matching:company_reject",),
    "application.reconsider": ("matching:company_reconsider",),
    "application.resume": ("matching:my_resume",),
    "application.withdraw": ("matching:my_withdraw",),
    "application.breach_by_person": ("matching:company_breach_by_person",),
    "application.breach_by_company": ("matching:my_breach_by_company",),
    "application.retract_breach": ("matching:company_retract_breach", "matching:my_retract_breach"),
    "application.retract_end": ("matching:company_retract_end",),
    "evidence.accept": ("matching:decide_paper",),
    "evidence.return": ("matching:decide_paper",),
    "report.uphold": ("matching:handle_report",),
    "report.dismiss": ("matching:handle_report",),
    "report.retract": ("matching:retract_report",),
    "placement_round.close": ("matching:close_round",),
    "proposal.take": ("matching:apply",),
    "proposal.decline": ("matching:not_for_me",),
    "proposal.lapse": ("matching:close_round",),
    "text.see": ("matching:see_text",),
    "text.let_pass": ("matching:decide_text",),
    "text.keep_stopped": ("matching:decide_text",),
}
# Theirs by right, and no page has the button: the office asks the company, or does it by hand.
WITHOUT_A_BUTTON: dict[str, set[str]] = {
    "course_run.start": {"office"},
    "course_run.finish": {"office"},
    "opening.pause": {"office"},
    "application.end": {"coordinator", "office"},
    "application.retract_end": {"coordinator", "office"},
}
SPOKEN = {"owner": "company"}  # who owns a company is one of its people
WHOEVER = ("trainee", "company", "coordinator", "teacher", "office")
COMES_IN = {200, 302, 422}


def named(move: Move) -> set[str]:
    """The roles that a move names; the platform presses no button."""
    return {SPOKEN.get(who, who) for who in move.who} - {"platform"}


def let_in(addresses: tuple[str, ...]) -> set[str]:
    """The roles that get past the door of one of the addresses."""
    return {role for name in addresses for role in WHOEVER if ROWS[name].status(role) in COMES_IN}


def test_every_move_of_a_person_has_a_door():
    by_people = {name for name, move in MOVES.items() if named(move)}
    assert set(DOORS) | set(WITHOUT_A_BUTTON) == by_people


@pytest.mark.parametrize("name", sorted(DOORS))
def test_whoever_the_table_names_gets_in_and_nobody_else(name: str):
    assert let_in(DOORS[name]) == named(MOVES[name]) - WITHOUT_A_BUTTON.get(name, set())


def test_who_has_no_button_is_named_by_the_table():
    assert {
        name: roles for name, roles in WITHOUT_A_BUTTON.items() if not roles <= named(MOVES[name])
    } == {}
