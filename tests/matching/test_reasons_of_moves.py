"""Does every reason why something cannot be done belong to its own move?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Company
from core import clock
from matching.models import Application
from matching.permissions import application_moves
from matching.queries.applications import board_of
from matching.states import APPLICATION, ApplicationState, Stage
from tests.cast import Cast
from tests.factories.matching import (
    ApplicationFactory,
    OfferFactory,
    OpeningFactory,
    PlacementFactory,
)

pytestmark = pytest.mark.django_db
OVER = {"declined", "expired", "rejected", "withdrawn", "lapsed", "breached", "ended"}


@pytest.mark.parametrize("state", ApplicationState.values)
@pytest.mark.parametrize("role", ["company", "trainee"])
def test_every_reason_names_its_move_and_where_it_stands(
    cast: Cast, today: date, state: str, role: str
) -> None:
    application = ApplicationFactory(
        opening=OpeningFactory(company=cast.firm, hires=1),
        trainee=cast.person,
        state=state,
        told_at="2026-11-20T00:00Z",
    )
    OfferFactory(application=application)
    PlacementFactory(application=application)
    denied = [
        (move, why)
        for move, why in application_moves(cast.login(role), application, clock.now())
        if why
    ]
    for move, why in denied:
        assert why.code.startswith(f"application.{move.verb}."), why
        if why.code.endswith(".state"):
            here = str(ApplicationState(state).label)
            sources = [str(ApplicationState(source).label) for source in move.source]
            said = str(why.sentence)
            assert str(move.label) in said
            later = all(source in said for source in sources)
            assert later or here in said
            assert later == APPLICATION.comes_later(state, move.verb)
            assert not (later and state in OVER)
    assert [move.verb for move, _why in denied if move.back_to and state not in move.source] == []
    sentences = [str(why.sentence) for _move, why in denied]
    assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize(
    ("state", "verb", "later"),
    [
        ("submitted", "claim_hire", True),
        ("submitted", "end", True),
        ("offered", "invite", False),
        ("accepted", "offer", False),
        ("placed", "confirm", False),
        ("rejected", "offer", False),
        ("accepted", "confirm", True),
    ],
)
def test_what_comes_later_is_not_over(state: str, verb: str, later: bool) -> None:
    assert APPLICATION.comes_later(state, verb) is later


class TestWaitingLongest:
    def test_who_applied_first_stands_first_whenever_it_was_read(
        self, cast: Cast, clock: Any
    ) -> None:
        today = date(2026, 11, 23)
        opening = OpeningFactory(company=cast.firm)
        made = {}
        for name, sent, moved in [("read", 20, 1), ("new", 5, 5), ("older", 12, 12)]:
            moments = {"submitted_at": clock.set(today - timedelta(days=sent))}
            moments["moved_at"] = clock.set(today - timedelta(days=moved))
            state = "reviewing" if name == "read" else "submitted"
            made[name] = ApplicationFactory(opening=opening, state=state, **moments)
        due = OfferFactory(
            application__opening=opening,
            application__state="accepted",
            start_on=today - timedelta(days=9),
        ).application
        clock.set(today)
        assert board_of(cast.firm.pk, today).waiting == [
            made["read"],
            made["older"],
            due,
            made["new"],
        ]


@pytest.mark.parametrize(
    ("state", "asks"),
    [("registered", True), ("returned", True), ("documents_submitted", False), ("verified", False)],
)
def test_the_desk_asks_for_the_licence_until_it_was_sent(
    cast: Cast, today: date, state: str, asks: bool
) -> None:
    until = {} if state == "verified" else {"verified_until": None}
    Company.objects.filter(pk=cast.firm.pk).update(state=state, **until)
    client = Client()
    client.force_login(cast.company)
    page = client.get(reverse("matching:company_desk"))
    assert ("提交营业执照" in page.content.decode()) is asks


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("withdrawn", "本人已撤回"),
        ("offered", "录用通知"),
        ("expired", "录用通知过期"),
        ("accepted", "录用"),
    ],
)
def test_a_person_reads_how_it_stands(cast: Cast, today: date, state: str, words: str) -> None:
    assert ApplicationFactory(trainee=cast.person, state=state).stage_words == words


def test_cards_of_the_same_title_can_be_told_apart(cast: Cast, today: date) -> None:
    found = [ApplicationFactory(trainee=cast.person, opening=OpeningFactory()) for _n in range(2)]
    client = Client()
    client.force_login(cast.trainee)
    page = client.get(reverse("matching:my_applications")).content.decode()
    assert [f"岗位 {one.opening.pk} ·" in page for one in found] == [True, True]
    assert Stage.OFFER in Stage


def test_a_job_that_never_began_is_not_ended(client: Client, cast: Cast, today: date) -> None:
    sent = ApplicationFactory(
        opening=OpeningFactory(company=cast.firm, hires=1), trainee=cast.person, state="accepted"
    )
    client.force_login(cast.company)
    form = {"end-ended_on": today.isoformat(), "end-reason": "合同到期"}
    answer = client.post(reverse("matching:company_end", args=[sent.pk]), form)
    assert (answer.status_code, answer.context["denial"].code) == (422, "application.end.state")


@pytest.mark.parametrize(
    ("state", "verb", "form", "after"),
    [
        ("submitted", "reject", {"reject-reason_code": "other"}, "rejected"),
        ("accepted", "breach_by_person", {"breach_by_person-reason": "没有来"}, "breached"),
    ],
)
def test_what_a_company_ends_before_its_clocks_run_again_stands_still_no_more(
    client: Client, cast: Cast, state: str, verb: str, form: dict[str, str], after: str
) -> None:
    """Nothing holds it any more, and the nightly job has not noticed yet."""
    opening = OpeningFactory(company=cast.firm, hires=int(state == "accepted"))
    sent = ApplicationFactory(opening=opening, trainee=cast.person, state=state)
    Application.objects.filter(pk=sent.pk).update(held_at=sent.submitted_at)
    client.force_login(cast.company)
    assert client.post(reverse(f"matching:company_{verb}", args=[sent.pk]), form).status_code == 302
    sent.refresh_from_db()
    assert (sent.state, sent.held_at) == (after, None)
