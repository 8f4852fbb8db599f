"""Can the office let explained words pass, and may then this company alone send exactly them?"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actions.companies import change_company
from core import clock
from core.audit import history
from core.denials import Refused
from core.models import Notice
from core.notices import body_of, subject_of
from core.workflow import advance
from matching.actions import desk
from matching.actions.texts import keep_text_stopped, let_text_pass, see_text
from matching.lawful import key_of
from matching.models import Application, Interview, WrittenText
from matching.permissions.texts import denies_text_move, unlawful_words
from matching.states import TEXT, WrittenTextState
from tests.cast import Cast
from tests.factories.matching import ApplicationFactory
from tests.harness.buttons import buttons_of

pytestmark = pytest.mark.django_db

STOPPED = "只招女生。"
REASON, DECISION = "这是给女子学校的校服试身，学校指定。", "学校有书面要求。"
NOTE, ABOUT = "matching.Interview.note", "accounts.Company.about"


def explained(cast: Cast, field: str = NOTE, **more: Any) -> WrittenText:
    """Stopped words that wait with their reason."""
    application = (
        None
        if field == ABOUT
        else ApplicationFactory(opening__company=cast.firm, state="reviewing")
    )
    said = {
        "company": cast.firm,
        "field": field,
        "text": STOPPED,
        "key": key_of(STOPPED),
        "reason": REASON,
    }
    return WrittenText.objects.create(**{**said, "application": application, **more})


def invite(application: Application, by: Any, **said: str) -> None:
    words = {"place": "办公室", "note": STOPPED, **said}
    desk.invite(
        application=application, at=clock.now() + timedelta(days=3), by=by, **words, now=clock.now()
    )


class TestTheRule:
    def test_what_is_let_pass_is_sent_also_to_others_and_however_it_is_spaced(
        self, cast: Cast
    ) -> None:
        text = explained(cast)
        with pytest.raises(Refused):
            invite(text.application, cast.company)
        let_text_pass(text=text, reason=DECISION, by=cast.office, now=clock.now())
        invite(text.application, cast.company)
        invite(
            ApplicationFactory(opening__company=cast.firm, state="reviewing"),
            cast.company,
            note="只招\u200b女生。 ",
        )
        assert list(Interview.objects.order_by("pk").values_list("note", flat=True)) == [
            STOPPED,
            "只招\u200b女生。 ",
        ]
        assert WrittenText.objects.count() == 1

    @pytest.mark.parametrize(
        "said",
        [
            {"note": "只招女生，不要男生。"},
            {"note": f"{STOPPED}入职交押金200元。"},
            {"note": "", "place": STOPPED},
        ],
    )
    def test_other_words_or_another_place_are_stopped(
        self, cast: Cast, said: dict[str, str]
    ) -> None:
        text = explained(cast)
        let_text_pass(text=text, reason=DECISION, by=cast.office, now=clock.now())
        with pytest.raises(Refused):
            invite(text.application, cast.company, **said)

    def test_another_company_is_stopped(self, cast: Cast) -> None:
        let_text_pass(text=explained(cast), reason=DECISION, by=cast.office, now=clock.now())
        with pytest.raises(Refused) as refusal:
            change_company(company=cast.firm, values={"about": STOPPED}, by=cast.company)
        assert refusal.value.denial.code == "text.sex"
        theirs = ApplicationFactory(opening__company=cast.other_firm, state="reviewing")
        with pytest.raises(Refused):
            invite(theirs, cast.other_company)

    def test_what_is_taken_back_is_stopped_again_and_says_why(
        self, client: Client, cast: Cast
    ) -> None:
        text = explained(cast)
        let_text_pass(text=text, reason=DECISION, by=cast.office, now=clock.now())
        keep_text_stopped(text=text, reason="学校没有书面要求。", by=cast.office, now=clock.now())
        client.force_login(cast.company)
        url = reverse("matching:company_application", args=[text.application_id]) + "reject/"
        shown = client.post(
            url, {"reject-reason_code": "other", "reject-text": STOPPED}
        ).content.decode()
        codes = [each.code for each in unlawful_words(text.application, NOTE, STOPPED)]
        assert codes == ["text.sex", "text.kept_stopped"]
        with pytest.raises(Refused):
            invite(text.application, cast.company)
        at = (clock.now() + timedelta(days=3)).strftime("%Y-%m-%dT09:00")
        sent = {"invite-at": at, "invite-place": "办公室", "invite-note": STOPPED}
        again = client.post(url.replace("reject/", "invite/"), sent).content.decode()
        assert (
            "不放行这段话：学校没有书面要求。" in shown,
            "不放行这段话：学校没有书面要求。" in again,
        ) == (
            False,
            True,
        )


class TestLetPassMoves:
    def test_who_may_what(self, cast: Cast) -> None:
        stopped = explained(cast)
        sent = explained(cast, reason="", text="缝纫女工，熟手")
        table = {
            (name, verb): getattr(denies_text_move(user, text, verb), "code", "")
            for name, text in (("stopped", stopped), ("sent", sent))
            for verb in ("see", "let_pass", "keep_stopped")
            for user in (cast.office,)
        }
        assert table == {
            ("stopped", "see"): "text.kind",
            ("stopped", "let_pass"): "",
            ("stopped", "keep_stopped"): "",
            ("sent", "see"): "",
            ("sent", "let_pass"): "text.kind",
            ("sent", "keep_stopped"): "text.kind",
        }
        users = (cast.company, cast.trainee, cast.coordinator, cast.teacher)
        denied = [
            denies_text_move(user, stopped, verb)
            for user in users
            for verb in ("see", "let_pass", "keep_stopped")
        ]
        assert {denial and denial.code for denial in denied} == {"matching.not_yours"}

    def test_no_illegal_move_goes_through(self, cast: Cast) -> None:
        text = explained(cast)
        seen = {"seen_at": clock.now(), "seen_by": cast.office}
        for move in TEXT.moves:
            for state in (state for state in WrittenTextState.values if state not in move.source):
                kept = {
                    "waiting": {"seen_at": None, "seen_by": None, "decision": ""},
                    "seen": {**seen, "decision": ""},
                }
                changes = kept.get(state, {**seen, "decision": DECISION})
                WrittenText.objects.filter(pk=text.pk).update(state=state, **changes)
                text.refresh_from_db()
                with pytest.raises(Refused):
                    advance(text, TEXT, move.verb, by=cast.office, reason=DECISION)

    @pytest.mark.parametrize("decide", [let_text_pass, keep_text_stopped])
    def test_a_decision_needs_its_reason(self, cast: Cast, decide: Any) -> None:
        text = explained(cast)
        with pytest.raises(Refused):
            decide(text=text, reason=" ", by=cast.office, now=clock.now())
        decide(text=text, reason=DECISION, by=cast.office, now=clock.now())
        entry = history(text).get()
        assert (entry.actor, entry.reason, entry.before, entry.after) == (
            cast.office,
            DECISION,
            "waiting",
            text.state,
        )

    @pytest.mark.parametrize(
        ("constraint", "changes"),
        [
            ("written_text_state", {"state": "lost"}),
            ("written_text_seen_by_somebody", {"state": "seen"}),
            ("written_text_decided_with_reason", {"state": "passed", "decision": ""}),
            (
                "written_text_decided_with_reason",
                {"state": "passed", "decision": DECISION, "reason": ""},
            ),
            ("written_text_decided_with_reason", {"state": "waiting", "decision": DECISION}),
        ],
    )
    def test_a_text_stays_true(self, cast: Cast, constraint: str, changes: dict[str, Any]) -> None:
        text = explained(cast)
        seen = (
            {"seen_at": clock.now(), "seen_by": cast.office}
            if changes["state"] in ("passed", "lost")
            else {}
        )
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            WrittenText.objects.filter(pk=text.pk).update(**seen, **changes)


class TestTheScreens:
    def test_the_office_decides_on_its_list_and_finds_it_again(
        self, client: Client, cast: Cast
    ) -> None:
        text = explained(cast)
        explained(
            cast,
            field=ABOUT,
            state="stopped",
            seen_at=clock.now(),
            seen_by=cast.office,
            decision="不行。",
        )
        client.force_login(cast.office)
        listed, url = (
            reverse("matching:office_texts"),
            reverse("matching:decide_text", args=[text.pk]),
        )
        assert client.post(url, {"decision": "let_pass", "reason": ""}).status_code == 422
        refused = client.post(url, {"reason": DECISION})
        assert (refused.status_code, f">{DECISION}</textarea>" in refused.content.decode()) == (
            422,
            True,
        )
        assert client.post(url, {"decision": "let_pass", "reason": DECISION})["Location"] == listed
        counts = {value: count for value, _label, count, *_ in client.get(listed).context["states"]}
        assert counts == {"waiting": 0, "passed": 1, "stopped": 1, "seen": 0}
        passed = client.get(listed, {"state": "passed"})
        assert (
            [row.pk for row, *_ in passed.context["texts"]],
            DECISION in passed.content.decode(),
        ) == (
            [text.pk],
            True,
        )
        assert [
            move.verb for _row, _marked, moves in passed.context["texts"] for move in moves
        ] == ["keep_stopped"]
        assert client.get(listed, {"state": "x"}).context["state"] == "waiting"
        assert client.post(url, {"decision": "let_pass", "reason": DECISION}).status_code == 422

    def test_the_list_costs_the_same_for_one_and_three(
        self, client: Client, cast: Cast, assert_query_count_constant: Any
    ) -> None:
        client.force_login(cast.office)
        numbers = iter(range(9))
        assert_query_count_constant(
            client,
            reverse("matching:office_texts"),
            lambda: explained(cast, key=str(next(numbers))),
            5,
        )

    @pytest.mark.parametrize("state", ["passed", "stopped"])
    def test_the_company_is_told_and_goes_on(self, client: Client, cast: Cast, state: str) -> None:
        text = explained(cast)
        decide = {"passed": let_text_pass, "stopped": keep_text_stopped}[state]
        decide(text=text, reason=DECISION, by=cast.office, now=clock.now())
        notice = Notice.objects.get(recipient=cast.company, code=f"matching.text.{state}")
        page = reverse("matching:company_application", args=[text.application_id])
        assert (notice.url, "面试邀请" in subject_of(notice), DECISION in body_of(notice)) == (
            page,
            True,
            True,
        )
        client.force_login(cast.company)
        shown = client.get(page).content.decode()
        way = f"{page}?words={text.pk}#moves"
        assert (STOPPED in shown, DECISION in shown, way in shown) == (
            True,
            True,
            state == "passed",
        )
        filled = client.get(page, {"words": text.pk})
        invite = buttons_of(filled)["invite"]
        found = (invite.form["note"].value(), invite.is_opened)
        assert found == ((STOPPED, True) if state == "passed" else (None, False))

    def test_the_companys_page_takes_what_was_let_pass(self, client: Client, cast: Cast) -> None:
        text = explained(cast, field=ABOUT)
        let_text_pass(text=text, reason=DECISION, by=cast.office, now=clock.now())
        client.force_login(cast.company)
        page = reverse("accounts:company_profile")
        assert f"{page}?words={text.pk}#id_about" in client.get(page).content.decode()
        assert client.get(page, {"words": text.pk}).context["form"]["about"].value() == STOPPED
        assert client.get(page, {"words": "x"}).context["form"]["about"].value() == cast.firm.about
        data = {"kind": cast.firm.kind, "size": cast.firm.size, "about": STOPPED}
        assert client.post(page, data).status_code == 302
        cast.firm.refresh_from_db()
        assert cast.firm.about == STOPPED

    def test_words_that_were_sent_are_looked_at_and_not_shown_to_the_company(
        self, client: Client, cast: Cast
    ) -> None:
        text = explained(cast, reason="", text="缝纫女工，熟手")
        with pytest.raises(Refused):
            let_text_pass(text=text, reason=DECISION, by=cast.office, now=clock.now())
        see_text(text=text, by=cast.office, now=clock.now())
        client.force_login(cast.company)
        page = client.get(reverse("matching:company_application", args=[text.application_id]))
        assert (
            page.context["kept"],
            Notice.objects.filter(code__startswith="matching.text.").count(),
        ) == ([], 0)


def test_the_reason_goes_with_the_person_who_leaves(cast: Cast) -> None:
    from core.models import AuditEntry
    from matching.actions.erasing import erase

    text = explained(cast)
    let_text_pass(text=text, reason=DECISION, by=cast.office, now=clock.now())
    pk, person = text.pk, text.application.trainee.user
    erase(user=person, now=clock.now())
    entry = AuditEntry.objects.get(verb="text.let_pass", object_id=pk)
    notice = Notice.objects.get(recipient=cast.company, code="matching.text.passed")
    assert (WrittenText.objects.count(), DECISION in entry.reason, DECISION in body_of(notice)) == (
        0,
        False,
        False,
    )
