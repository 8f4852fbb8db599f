"""Does every page that shows an application or an opening say its state, and offer what can be done in it and no more?"""

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from matching.models import Application
from matching.states import APPLICATION, ApplicationState, OpeningState, RejectionReason, Stage
from tests.cast import Cast
from tests.factories.accounts import VerifiedTraineeFactory
from tests.factories.matching import (
    ApplicationFactory,
    OfferFactory,
    OpeningFactory,
    PlacementFactory,
)
from tests.harness.pages import Opened, opened, signed_in_as

pytestmark = pytest.mark.django_db
OFFERED = {"offered", "accepted", "declined", "expired", "breached"}
STARTED = {"hire_claimed", "placed", "contested", "verified", "ended"}
HIRED = STARTED | {"accepted", "breached"}
READS = {"note"}  # the company's own note, in every state
CALLS = {"note", "contact"}  # and how to reach the person
# What the company reads, the stage that the person reads, what the person can do, what the company can do.
APPLICATIONS = {
    "submitted": ("新投递", "已投递", {"withdraw"}, CALLS | {"review", "shortlist", "invite", "reject"}),
    "reviewing": ("查看中", "处理中", {"withdraw"}, CALLS | {"shortlist", "invite", "offer", "reject"}),
    "shortlisted": ("初选", "处理中", {"withdraw"}, CALLS | {"invite", "offer", "reject"}),
    "interview": ("面试", "面试", {"withdraw"}, CALLS | {"invite", "offer", "reject"}),
    "offered": ("已发录用通知", "录用通知", {"accept", "decline", "withdraw"}, CALLS | {"reject"}),
    "accepted": ("已接受录用", "录用", {"breach_by_company"}, CALLS | {"claim_hire", "breach_by_person"}),
    "declined": ("已谢绝录用", "已结束", {"resume"}, READS),
    "expired": ("录用通知过期", "已结束", set(), READS),
    "hire_claimed": ("已登记到岗", "录用", {"confirm", "contest"}, CALLS | {"correct_claim", "breach_by_person"}),
    "placed": ("已确认到岗", "录用", set(), CALLS | {"end"}),
    "contested": ("到岗有异议", "录用", {"confirm"}, CALLS | {"correct_claim", "breach_by_person"}),
    "verified": ("材料已核验", "录用", set(), CALLS | {"end"}),
    "ended": ("已离职", "已结束", set(), READS),
    "rejected": ("这次没有录用", "处理中", set(), READS | {"reconsider"}),  # not told yet
    "withdrawn": ("本人已撤回", "已结束", {"resume"}, READS),
    "lapsed": ("逾期未答复", "已结束", set(), READS),
    "breached": ("违约", "已结束", set(), READS | {"retract_breach"}),
}  # fmt: skip
# The word, what the company's forms and links do, what the office's forms do, what a visitor gets.
OPENINGS = {
    "draft": ("草稿", {"copy", "submit"}, {"edit", "close"}, set(), 404),
    "submitted": ("待主管部门审核", {"copy"}, {"revise", "close"}, {"approve", "return"}, 404),
    "returned": ("已退回修改", {"copy", "submit"}, {"edit", "close"}, set(), 404),
    "published": ("已发布", {"copy"}, {"revise", "pause", "close", "people"}, set(), 200),
    "paused": ("已暂停", {"copy", "resume"}, {"revise", "close"}, set(), 404),
    "held": ("企业核验前暂停", {"copy"}, {"close"}, set(), 404),
    "closed": ("已关闭", {"copy"}, set(), set(), 404),
    "filled": ("已招满", {"copy"}, set(), set(), 404),
    "expired": ("已过期", {"copy"}, set(), set(), 404),
}


def application_in(cast: Cast, state: str) -> Application:
    """An application of somebody new to the firm, with what its state needs."""
    sent = ApplicationFactory(
        opening__company=cast.firm,
        opening__hires=1 if state in HIRED else 0,
        trainee=VerifiedTraineeFactory(),
        state=state,
    )
    if state in OFFERED | STARTED:
        OfferFactory(application=sent)
    now, facts = clock.now(), {}
    if state in {"placed", "verified", "ended"}:
        facts = {"confirmed_at": now, "confirmed_by": sent.trainee.user}
    facts |= {
        "verified": {"verified_at": now, "verified_by": cast.office},
        "contested": {
            "contested_at": now,
            "contested_by": sent.trainee.user,
            "contest_reason": "日期不对",
        },
        "ended": {"ended_on": clock.today(), "end_reason": "合同到期"},
    }.get(state, {})
    if state in STARTED:
        PlacementFactory(application=sent, **facts)
    return sent


def own_page(sent: Application, client: Client | None = None):
    return opened(client or signed_in_as(sent.trainee.user), sent.get_absolute_url())


def their_page(sent: Application, client: Client):
    return opened(client, reverse("matching:company_application", args=[sent.pk]))


def reached(page: Opened) -> str:
    """The stage up to which the steps of a page are gone."""
    return str(page.context["stages"][page.context["reached"] - 1])


def test_every_state_of_an_application_is_walked() -> None:
    assert set(APPLICATIONS) == set(ApplicationState.values)
    assert {stage for _word, stage, *_verbs in APPLICATIONS.values()} == {
        str(stage.label) for stage in Stage
    }


def test_an_application_says_where_it_stands_and_offers_what_can_be_done(cast: Cast) -> None:
    company, found = signed_in_as(cast.company), {}
    labels = [
        move.label for move in APPLICATION.moves if "company" in move.who and not move.back_to
    ]
    for state, (word, stage, *_verbs) in APPLICATIONS.items():
        sent = application_in(cast, state)
        mine, theirs = own_page(sent), their_page(sent, company)
        base = f"/my/applications/{sent.pk}/"
        found[state] = (
            word if all(theirs.says(word, sent.opening.title)) else theirs.status,
            reached(mine),
            mine.verbs(base),
            theirs.verbs(f"/company/applications/{sent.pk}/"),
        )
        assert (state, stage != "已结束" or all(mine.says(word))) == (state, True)
        # what is not possible now stands there too, with its reason
        assert (state, all(theirs.says(*labels))) == (state, True)
    assert found == APPLICATIONS


@pytest.mark.parametrize("is_told", [False, True])
def test_a_refusal_is_read_once_it_was_told_and_then_stands(cast: Cast, is_told: bool) -> None:
    sent = application_in(cast, "rejected")
    Application.objects.filter(pk=sent.pk).update(told_at=clock.now() if is_told else None)
    mine, theirs = own_page(sent), their_page(sent, signed_in_as(cast.company))

    reason = RejectionReason.OTHER.label
    assert (reached(mine), mine.says("这次没有录用", reason)) == (
        ("已结束", [True, True]) if is_told else ("处理中", [False, False])
    )
    assert ("reconsider" in theirs.verbs(f"/company/applications/{sent.pk}/")) is not is_told
    listed = opened(signed_in_as(sent.trainee.user), reverse("matching:my_applications"))
    assert listed.says("这次没有录用") == [is_told]


def test_the_lists_count_every_application_once(cast: Cast) -> None:
    for state in APPLICATIONS:
        sent = application_in(cast, state)
        Application.objects.filter(pk=sent.pk).update(trainee=cast.person)
    mine = signed_in_as(cast.trainee)
    url = reverse("matching:my_applications")
    shown = {
        stage: len(mine.get(f"{url}?stage={stage}").context["applications"]) for stage in Stage
    }

    words = [stage for _word, stage, *_verbs in APPLICATIONS.values()]
    assert shown == {stage: words.count(str(stage.label)) for stage in Stage}
    assert len(mine.get(url).context["applications"]) == len(APPLICATIONS)
    assert len(mine.get(f"{url}?stage=nonsense").context["applications"]) == len(APPLICATIONS)


def test_the_desk_has_what_goes_on_and_the_list_what_has_ended(cast: Cast) -> None:
    for state in APPLICATIONS:
        application_in(cast, state)
    company = signed_in_as(cast.company)
    board = company.get(reverse("matching:company_desk")).context["board"]
    ended = company.get(reverse("matching:company_ended")).context["page"]
    on_board = {card.state for column in board.columns for card in column.cards}
    over = {row.state for row in ended}

    assert over == {"declined", "expired", "ended", "rejected", "withdrawn", "lapsed", "breached"}
    assert (on_board | over, on_board & over) == (set(APPLICATIONS), set())
    assert (sum(column.count for column in board.columns), board.ended_count) == (10, 7)


def test_every_state_of_an_opening_is_walked() -> None:
    assert set(OPENINGS) == set(OpeningState.values)


def test_an_opening_says_where_it_stands_and_offers_what_can_be_done(
    cast: Cast, client: Client
) -> None:
    company, office, found = signed_in_as(cast.company), signed_in_as(cast.office), {}
    listed = {}
    for state, (word, *_verbs) in OPENINGS.items():
        opening = OpeningFactory(
            company=cast.firm,
            state=state,
            hires=2 if state == "filled" else 0,
            title=f"岗位{state}",
        )
        listed[word] = opening.title
        theirs = opened(company, reverse("matching:company_opening", args=[opening.pk]))
        offices = opened(office, reverse("matching:office_opening", args=[opening.pk]))
        base = f"/company/openings/{opening.pk}/"
        found[state] = (
            word if theirs.says(word) == offices.says(word) == [True] else theirs.status,
            theirs.verbs(base),
            theirs.leads(base),
            offices.verbs(f"/office/openings/{opening.pk}/"),
            client.get(opening.get_absolute_url()).status_code,
        )
    assert found == OPENINGS
    page = opened(company, reverse("matching:company_openings"))
    assert (all(page.says(*listed)), all(page.says(*listed.values()))) == (True, True)


def test_who_applied_still_reads_an_opening_that_left_the_list(cast: Cast) -> None:
    mine, other = signed_in_as(cast.trainee), signed_in_as(cast.other_trainee)
    for state in ("paused", "held", "closed", "filled", "expired"):
        opening = OpeningFactory(state=state, hires=2 if state == "filled" else 0)
        ApplicationFactory(opening=opening, trainee=cast.person)
        page = opened(mine, opening.get_absolute_url())
        said = page.says(
            OPENINGS[state][0], "你已经投递过这个岗位", reverse("matching:apply", args=[opening.pk])
        )
        assert (state, page.status, said) == (state, 200, [True, True, False])
        assert other.get(opening.get_absolute_url()).status_code == 404
