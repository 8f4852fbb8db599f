"""Does every move that is a person's have its button, drawn by the one component, with exactly one address?

The tables are put through all their states, and the pages are opened by whoever a table names.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from accounts.states import WORKFLOWS as ACCOUNTS
from accounts.states import NationalGroup, NationalState
from core import clock
from core.buttons import MoveButton
from core.workflow import Workflow
from matching.models import WrittenText
from matching.states import WORKFLOWS as MATCHING
from matching.states import (
    ApplicationState,
    EvidenceState,
    OpeningState,
    ReportState,
    RoundState,
    WrittenTextState,
)
from tests.cast import Cast
from tests.factories.accounts import NationalCertificateFactory
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OfferFactory,
    OpeningFactory,
    OpeningReportFactory,
    PlacementEvidenceFactory,
    PlacementFactory,
)
from tests.factories.rounds import finished_run, graduate, kept_round
from tests.factories.training import CourseRunFactory, EnrolmentFactory
from tests.harness.buttons import drawn_on
from tests.test_moves_and_doors import DOORS, MOVES, WITHOUT_A_BUTTON, named
from training.states import WORKFLOWS as TRAINING
from training.states import CourseRunState, EnrolmentState
from training.views import buttons

pytestmark = pytest.mark.django_db
# Made by something else than a button of the move: who presses what.
BY_ANOTHER_WAY: dict[str, set[str]] = {
    "national.check": {"coordinator", "office"},  # chosen in the form of a decision
    "national.refuse": {"coordinator", "office"},
    "national.take_back": {"coordinator", "office"},
    "national.correct": {"trainee"},  # the form in which it is written
    "enrolment.seat": {"office"},  # an approval gives a seat or a place on the waiting list
    "enrolment.wait": {"office"},
    "enrolment.attend": {"teacher", "office"},  # comes with the first mark of attendance
    "opening.close": {"office"},  # by upholding a report, and taking that back
    "opening.restore": {"office"},
    "proposal.take": {"trainee"},  # by applying
    "proposal.decline": {"trainee"},  # by saying of the opening that it is not for oneself
    "proposal.lapse": {"office"},  # by closing the round
}
ALL = (*ACCOUNTS, *MATCHING, *TRAINING)
SECOND = {"second_job_reason": "两份兼职"}
Page = tuple[str, str]  # who opens it, which address


def applications(cast: Cast) -> Iterator[Page]:
    for state in ApplicationState.values:
        for party in ("company", "person") if state == "breached" else ("",):
            made = ApplicationFactory(
                trainee=cast.person, opening=OpeningFactory(company=cast.firm), state=state
            )
            type(made).objects.filter(pk=made.pk, state="breached").update(breached_by=party)
            OfferFactory(application=made)
            confirmed = {"confirmed_at": clock.now(), "confirmed_by": cast.trainee, **SECOND}
            is_claimed = state in {"hire_claimed", "contested"}
            placement = PlacementFactory(application=made, **({} if is_claimed else confirmed))
            yield "trainee", reverse("matching:my_application", args=[made.pk])
            yield "company", reverse("matching:company_application", args=[made.pk])
            for role in ("coordinator", "office"):
                yield role, reverse("matching:evidence_review", args=[placement.pk])


def openings(cast: Cast) -> Iterator[Page]:
    for state in OpeningState.values:
        hires = 2 if state == "filled" else 0
        made = OpeningFactory(company=cast.firm, state=state, hires=hires)
        yield "company", reverse("matching:company_opening", args=[made.pk])
        yield "office", reverse("matching:office_opening", args=[made.pk])


def papers(cast: Cast) -> Iterator[Page]:
    for state in EvidenceState.values:
        placement = ConfirmedPlacementFactory(application__trainee=cast.person, **SECOND)
        decided = {"decided_at": clock.now(), "decided_by": cast.office, "reason": "不清楚"}
        PlacementEvidenceFactory(
            placement=placement, state=state, **({} if state == "submitted" else decided)
        )
        for role in ("coordinator", "office"):
            yield role, reverse("matching:evidence_review", args=[placement.pk])


def reports(cast: Cast) -> Iterator[Page]:
    for state in ReportState.values:
        made = OpeningReportFactory()
        decided = (
            {} if state == "waiting" else {"handled_at": clock.now(), "handled_by": cast.office}
        )
        type(made).objects.filter(pk=made.pk).update(state=state, **decided)
        yield "office", reverse("matching:handle_report", args=[made.pk])


def rounds(cast: Cast) -> Iterator[Page]:
    for state in RoundState.values:
        run = finished_run()
        graduate(run, {"lockstitch": 3})
        OpeningFactory(asks={"lockstitch": 3})
        made = kept_round(run, cast.office)
        closed = {"closed_at": clock.now()} if state == "closed" else {}
        type(made).objects.filter(pk=made.pk).update(state=state, **closed)
        yield "office", made.get_absolute_url()


def texts(cast: Cast) -> Iterator[Page]:
    for number, state in enumerate(WrittenTextState.values):
        for reason in ("", "演女装模特"):
            if state in {"passed", "stopped"} and not reason:
                continue
            seen = {} if state == "waiting" else {"seen_at": clock.now(), "seen_by": cast.office}
            seen |= {"decision": "已核实"} if state in {"passed", "stopped"} else {}
            said = {"text": f"只招女生{number}", "key": f"{number}{reason}", "reason": reason}
            WrittenText.objects.create(
                company=cast.firm, field="accounts.Company.about", state=state, **said, **seen
            )
        yield "office", f"{reverse('matching:office_texts')}?state={state}"


def enrolments(cast: Cast) -> Iterator[Page]:
    for state in EnrolmentState.values:
        run = CourseRunFactory(state="running")
        run.teachers.add(cast.teacher)
        made = EnrolmentFactory(run=run, state=state, trainee=cast.person)
        yield "trainee", reverse("training:enrolment", args=[made.pk])
        for role in ("teacher", "office"):
            yield role, reverse("training:record", args=[made.pk])
        yield "office", reverse("training:office_run", args=[run.pk])


def runs(cast: Cast) -> Iterator[Page]:
    for state in CourseRunState.values:
        made = CourseRunFactory(state=state)
        yield "office", reverse("training:office_run", args=[made.pk])


def nationals(cast: Cast) -> Iterator[Page]:
    moment = clock.now()
    for state in NationalState:
        told: dict[str, Any] = {"state": state}
        if state in NationalState.of(NationalGroup.DECIDED):
            told |= {"checked_at": moment, "checked_by": cast.office}
        if state in NationalState.of(NationalGroup.OVER):
            told["ended_at"] = moment
        if state in NationalState.of(NationalGroup.REASONED):
            told["why_not"] = "编号对不上"
        made = NationalCertificateFactory(trainee=cast.person)
        type(made).objects.filter(pk=made.pk).update(**told)
        yield "trainee", reverse("accounts:change_national", args=[made.pk])
        for role in ("coordinator", "office"):
            yield role, reverse("accounts:national_review", args=[made.pk])


PAGES: dict[str, Callable[[Cast], Iterator[Page]]] = {
    "national": nationals,
    "application": applications,
    "opening": openings,
    "evidence": papers,
    "report": reports,
    "placement_round": rounds,
    "text": texts,
    "enrolment": enrolments,
    "course_run": runs,
}
WITHOUT_PAGES = {"proposal", "company"}  # answered by applying; decided in a form of choices


def drawn(cast: Cast, workflow: Workflow) -> dict[tuple[str, str], set[str]]:
    """The names of the addresses of each move that was drawn, by its verb and who saw it."""
    found: dict[tuple[str, str], set[str]] = {}
    for role, url in PAGES[workflow.name](cast):
        client = Client()
        client.force_login(cast.login(role))
        page = client.get(url)
        if page.status_code == 404:  # in this state there is no such page for this role
            continue
        for button in own(workflow, drawn_on(page)):
            name = resolve(button.url).view_name
            found.setdefault((f"{workflow.name}.{button.verb}", role), set()).add(name)
    return found


def own(workflow: Workflow, found: list[MoveButton]) -> list[MoveButton]:
    """Those of one table; a page may have buttons of two."""
    return [button for button in found if button.move in workflow.moves]


def pressed_by(workflow: Workflow) -> set[tuple[str, str]]:
    """Each move with each role that has a button for it, as the table and the exceptions say."""
    return {
        (name, role)
        for name, move in MOVES.items()
        if name.partition(".")[0] == workflow.name
        for role in named(move)
        - WITHOUT_A_BUTTON.get(name, set())
        - BY_ANOTHER_WAY.get(name, set())
    }


@pytest.mark.parametrize(
    "workflow",
    [flow for flow in ALL if flow.name in PAGES],
    ids=lambda flow: flow.name,
)
def test_every_move_of_a_person_is_drawn_with_one_address(cast: Cast, workflow: Workflow):
    found = drawn(cast, workflow)
    assert set(found) == pressed_by(workflow)
    assert {who: names for who, names in found.items() if len(names) > 1} == {}
    assert {who: names for who, names in found.items() if not names <= set(DOORS[who[0]])} == {}


def test_every_table_has_its_pages():
    assert {flow.name for flow in ALL} == {*PAGES, *WITHOUT_PAGES}


def test_what_is_made_another_way_is_named_by_the_table():
    assert {
        name: who for name, who in BY_ANOTHER_WAY.items() if not who <= named(MOVES[name])
    } == {}


def test_a_move_that_a_page_forgets_is_missed(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(buttons.MY_ADDRESSES, "withdraw")
    enrolment = next(flow for flow in TRAINING if flow.name == "enrolment")
    missed = pressed_by(enrolment) - set(drawn(cast, enrolment))
    assert missed == {("enrolment.withdraw", "trainee")}
