"""Does everything stand still while a company may not act, for both sides, and does it go on afterwards?"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.actions.members import invite
from accounts.models import AccessLog, Company
from core import clock
from core.denials import Refused
from core.models import Notice
from matching.actions.openings import copy_opening, submit_opening
from matching.actions.undoing import put_back
from matching.models import Application, Interview, Offer, Opening, Placement, PlacementEvidence
from matching.permissions import denies_apply
from matching.queries.openings import live_opening_count, newest_openings
from matching.queries.searching import openings_of, understood
from matching.recommendations.request.lists import openings_for
from matching.tasks import expire_offers, expire_openings, lapse_applications, settle_holds
from outcomes.audit.matching import openings_are_lawful
from tests.access.matching import ROWS
from tests.audited import new_problems, problems
from tests.cast import Cast
from tests.factories.matching import ApplicationFactory, OfferFactory, OpeningFactory
from tests.matching.holds import DENIALS, LAPSED, RECHECKED, SUSPENDED, bring, restore

pytestmark = pytest.mark.django_db
# What a company reads meanwhile: its desk and its openings, without anybody who applied.
READS = {"matching:company_desk", "matching:company_openings", "matching:company_opening"}
PAPER = "matching:upload_evidence"
DRAFTS = {
    "matching:new_opening",
    "matching:edit_opening",
    "matching:copy_opening",
    "matching:revise_opening",
}
LEAVES = {
    "matching:my_withdraw",
    "matching:my_decline",
    "matching:my_contest",
    "matching:my_breach_by_company",
}
ANSWERS = {
    "matching:my_accept",
    "matching:my_confirm",
    "matching:answer_interview",
    "matching:apply",
}
COMPANY_URLS = sorted(
    name
    for name in ROWS
    if name.split(":")[1].startswith(
        ("company_", "new_opening", "edit_opening", "copy_opening", "opening_people")
    )
    or name
    in {f"matching:{verb}_opening" for verb in ("submit", "revise", "pause", "resume", "close")}
    or name in {PAPER, "matching:evidence_file"}
)


def test_the_office_reads_first_what_goes_on_hold(cast: Cast) -> None:
    opening = OpeningFactory(company=cast.firm)
    OpeningFactory(company=cast.firm, state="paused")
    ApplicationFactory(opening=opening, trainee=cast.person)
    ApplicationFactory(opening=opening, state="rejected")
    OfferFactory(
        application__opening=OpeningFactory(company=cast.firm), application__trainee=cast.person
    )
    client, url = Client(), reverse("accounts:decide_company", args=[cast.firm.pk])
    client.force_login(cast.office)
    before, known, typed = standing(), problems(), {"verb": "suspend", "reason": "收取押金"}
    asked = client.post(url, typed)
    assert (asked.status_code, standing(), cast.firm.state) == (200, before, "verified")
    assert asked.context["consequences"] == [
        "2 个已发布的岗位会下架并暂停。",
        "2 份进行中的投递会暂停，时限随之停止计算。",
        "会立即通知 1 位应聘者。",
        "会立即通知企业的 1 位成员，他们能看到你写的原因。",
        "随时可以解除：企业重新提交执照，审核通过后一切继续。",
    ]
    client.post(url, {**typed, "asked": "yes"})
    cast.firm.refresh_from_db()
    restore(cast.firm, SUSPENDED, cast)
    assert [row["state"] for row in standing()[2]] == [row["state"] for row in before[2]]
    assert new_problems(known) == {}


def test_papers_are_given_back_without_asking_where_nothing_stops(cast: Cast) -> None:
    client, url = Client(), reverse("accounts:decide_company", args=[cast.firm.pk])
    client.force_login(cast.office)
    assert client.post(url, {"verb": "return", "reason": "不清楚"}).status_code == 302


def standing() -> list[list[dict]]:
    """Everything that a step could have changed."""
    models = (Application, Offer, Opening, Interview, Placement, PlacementEvidence, AccessLog)
    return [list(model.objects.order_by("pk").values()) for model in models]


def walk(
    names: Iterable[str], login: str, cast: Cast, how: str
) -> Iterator[tuple[str, int, bool, bool]]:
    """Ask each address after the company came into a state: status, whether the person is named, whether anything changed."""
    client = Client()
    client.force_login(cast.login(login))
    for name in names:
        row = ROWS[name]
        with transaction.atomic():
            address, data = reverse(name, kwargs=row.kwargs(cast)) + row.query, row.data(cast)
            bring(cast.firm, how, cast)
            before = standing()
            answer = client.post(address, data) if "POST" in row.methods else client.get(address)
            is_named = not answer.streaming and cast.person.real_name in answer.content.decode()
            yield name, answer.status_code, is_named, standing() != before
            transaction.set_rollback(True)
        cast.firm.refresh_from_db()


@pytest.mark.parametrize("how", DENIALS)
def test_a_company_on_hold_neither_moves_nor_reads_anybody(how, cast) -> None:
    names = [name for name in COMPANY_URLS if name not in DRAFTS or how != RECHECKED]
    found = {name: answer for name, *answer in walk(names, "company", cast, how)}
    assert {name: answer[1:] for name, answer in found.items()} == {
        name: [False, False] for name in names
    }
    let_in = {name for name, (status, *_rest) in found.items() if status not in {403, 422}}
    assert let_in == READS | {PAPER}  # the paper is refused by a message on the page it came from


@pytest.mark.parametrize("how", DENIALS)
def test_nobody_can_say_yes_to_a_company_on_hold_and_everybody_can_leave(how, cast) -> None:
    answers = list(walk(sorted(ANSWERS), "trainee", cast, how))
    assert [(name, status in {404, 422}, changed) for name, status, _named, changed in answers] == [
        (name, True, False) for name in sorted(ANSWERS)
    ]
    left = list(walk(sorted(LEAVES), "trainee", cast, how))
    assert [(name, status, changed) for name, status, _named, changed in left] == [
        (name, 302, True) for name in sorted(LEAVES)
    ]


def test_an_interview_can_be_called_off(cast) -> None:
    row = ROWS["matching:answer_interview"]
    address = reverse("matching:answer_interview", kwargs=row.kwargs(cast))
    bring(cast.firm, SUSPENDED, cast)
    client = Client()
    client.force_login(cast.trainee)
    assert client.post(address, {"answer": "no"}).status_code == 302
    assert Interview.objects.get().answer == "no"


class TestHoldAndGoOn:
    """One opening with a new application, an offer and a paused opening beside it."""

    @pytest.fixture
    def opening(self, cast: Cast) -> Opening:
        return OpeningFactory(company=cast.firm, title="女装主播")

    @pytest.fixture
    def sent(self, cast: Cast, opening: Opening) -> Application:
        return ApplicationFactory(opening=opening, trainee=cast.person, state="reviewing")

    @pytest.fixture
    def offer(self, cast: Cast, opening: Opening) -> Offer:
        return OfferFactory(application__opening=opening, application__trainee=cast.other_person)

    @pytest.mark.parametrize("how", DENIALS)
    def test_openings_leave_every_public_place_and_come_back(self, how, cast, opening) -> None:
        paused = OpeningFactory(company=cast.firm, state="paused")
        today = clock.today()
        bring(cast.firm, how, cast)
        assert list(Opening.objects.order_by("pk").values_list("state", flat=True)) == [
            "held",
            "paused",
        ]
        assert (
            live_opening_count(today),
            newest_openings(9, today),
            list(openings_of(*understood("主播", today), today)),
        ) == (0, [], [])
        assert openings_for(cast.person) == []
        assert openings_are_lawful(clock.now()) == []
        assert Client().get(opening.get_absolute_url()).status_code == 404
        restore(cast.firm, how, cast)
        assert list(Opening.objects.order_by("pk").values_list("state", flat=True)) == [
            "published",
            "paused",
        ]
        assert (live_opening_count(today), openings_are_lawful(clock.now())) == (1, [])
        assert paused.pk

    def test_what_passed_its_date_meanwhile_has_ended(self, cast, opening) -> None:
        bring(cast.firm, SUSPENDED, cast)
        Opening.objects.update(valid_until=clock.today() - timedelta(days=1))
        restore(cast.firm, SUSPENDED, cast)
        opening.refresh_from_db()
        assert opening.state == "expired"

    def test_both_sides_are_told_once_and_the_person_is_not_named(
        self, cast, opening, sent
    ) -> None:
        bring(cast.firm, SUSPENDED, cast)
        settle_holds()
        told = Notice.objects.filter(recipient=cast.trainee)
        assert list(told.values_list("code", flat=True)) == ["matching.application.paused"]
        assert told.get().params["why"]["en"] == (
            "The programme office has suspended the company, so everything with it is on hold for now."
        )
        companys = Notice.objects.filter(recipient=cast.company).order_by("pk")
        assert list(companys.values_list("code", flat=True)) == [
            "accounts.company_suspended",
            "matching.opening.held",
            "matching.candidate.paused",
        ]
        assert cast.person.real_name not in str(list(companys.values()))
        restore(cast.firm, SUSPENDED, cast)
        assert list(told.order_by("pk").values_list("code", flat=True))[1:] == [
            "matching.application.goes_on"
        ]

    def test_clocks_stand_still_and_go_on(self, cast, opening, sent, offer) -> None:
        bring(cast.firm, SUSPENDED, cast)
        stood, day = timedelta(days=20), timedelta(days=1)
        for model, columns in (
            (Application, ("held_at", "lapses_at", "submitted_at")),
            (Offer, ("expires_on", "start_on")),
        ):
            for row in model.objects.order_by("pk"):
                model.objects.filter(pk=row.pk).update(
                    **{name: getattr(row, name) - stood for name in columns if getattr(row, name)}
                )
        assert (lapse_applications(), expire_offers(), expire_openings()) == (0, 0, 0)
        was = sent.lapses_at
        restore(cast.firm, SUSPENDED, cast)
        sent.refresh_from_db()
        offer.refresh_from_db()
        assert (sent.state, sent.held_at, abs(sent.lapses_at - was) < day) == (
            "reviewing",
            None,
            True,
        )
        assert offer.expires_on == clock.today() + timedelta(days=5)
        client = Client()
        client.force_login(cast.other_trainee)
        assert (
            client.post(reverse("matching:my_accept", args=[offer.application_id])).status_code
            == 302
        )

    def test_a_verification_that_runs_out_stops_the_clocks_at_midnight_even_if_nobody_looked(
        self, cast, sent
    ) -> None:
        today = clock.today()
        Company.objects.filter(pk=cast.firm.pk).update(verified_until=today - timedelta(days=3))
        Application.objects.update(
            submitted_at=clock.now() - timedelta(days=20), lapses_at=clock.now() - timedelta(days=1)
        )
        assert lapse_applications() == 0
        sent.refresh_from_db()
        assert (sent.state, clock.local_date(sent.held_at)) == (
            "reviewing",
            today - timedelta(days=2),
        )

    def test_the_person_reads_why_and_has_no_button_that_says_yes(self, cast, offer) -> None:
        bring(cast.firm, LAPSED, cast)
        client = Client()
        client.force_login(cast.other_trainee)
        page = client.get(
            f"/en{reverse('matching:my_application', args=[offer.application_id])}"
        ).content.decode()
        assert (
            "The company&#x27;s verification has run out, so everything with it is on hold for now."
            in page
        )
        assert reverse("matching:my_accept", args=[offer.application_id]) not in page
        assert reverse("matching:my_decline", args=[offer.application_id]) in page

    @pytest.mark.parametrize(
        ("how", "code"),
        [
            (SUSPENDED, "company.suspended"),
            (LAPSED, "company.verification_expired"),
            (RECHECKED, None),
        ],
    )
    def test_an_opening_on_hold_is_copied_only_by_who_may_draft(
        self, how, code, cast, opening
    ) -> None:
        bring(cast.firm, how, cast)
        client = Client()
        client.force_login(cast.company)
        page = client.get(reverse("matching:company_opening", args=[opening.pk]))
        address = reverse("matching:copy_opening", args=[opening.pk])
        denied = page.context["copy_denial"]
        assert (denied and denied.code, address in page.content.decode()) == (code, code is None)
        assert client.post(address).status_code == (422 if code else 302)
        assert list(Opening.objects.order_by("pk").values_list("state", flat=True)) == [
            "held",
            *([] if code else ["draft"]),
        ]

    def test_a_copy_of_words_that_were_meant_otherwise_is_asked_about_them_anew(
        self, cast, opening
    ) -> None:
        Opening.objects.filter(pk=opening.pk).update(
            conditions="限女性", words_reason="女更衣室保洁"
        )
        opening.refresh_from_db()
        copy = copy_opening(opening=opening, by=cast.company, now=clock.now())
        assert (copy.state, copy.conditions, copy.words_reason) == ("draft", "限女性", "")
        with pytest.raises(Refused) as refusal:
            submit_opening(opening=copy, by=cast.company, now=clock.now())
        assert refusal.value.denial.code == "text.sex"

    def test_what_ends_on_hold_no_longer_stands_still_and_comes_back_on_hold(
        self, cast, opening, sent
    ) -> None:
        bring(cast.firm, SUSPENDED, cast)
        held_at = Application.objects.get(pk=sent.pk).held_at
        client = Client()
        client.force_login(cast.trainee)
        assert client.post(reverse("matching:my_withdraw", args=[sent.pk])).status_code == 302
        assert list(Application.objects.values_list("state", "held_at")) == [("withdrawn", None)]
        put_back(
            application=Application.objects.get(pk=sent.pk),
            verb="resume",
            by=cast.trainee,
            now=clock.now(),
        )
        assert list(Application.objects.values_list("state", "held_at")) == [("reviewing", held_at)]

    def test_a_person_sees_that_the_opening_waits(self, cast, opening, sent) -> None:
        bring(cast.firm, SUSPENDED, cast)
        denied = denies_apply(cast.trainee, Opening.objects.get(), clock.today(), cast.person)
        assert denied.code == "apply.held"

    def test_a_suspended_company_adds_nobody(self, cast) -> None:
        bring(cast.firm, SUSPENDED, cast)
        with pytest.raises(Refused) as refusal:
            invite(
                kind="company",
                company=cast.firm,
                email="new@zhicai.example",
                role="recruiter",
                by=cast.company,
                now=clock.now(),
            )
        assert refusal.value.denial.code == "company.suspended.members"
