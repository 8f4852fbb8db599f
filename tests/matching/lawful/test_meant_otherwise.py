"""What becomes of words that were stopped but are meant otherwise, and of words in doubt? The office decides."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.audit import history
from core.denials import Refused
from matching.actions import openings as actions
from matching.lawful import findings, screen
from matching.models import Opening
from matching.permissions.openings import denies_text
from outcomes.audit.matching import openings_are_lawful
from tests.cast import Cast
from tests.factories.matching import OpeningFactory
from tests.harness.tight import tight
from tests.matching.test_posting import form_data, new_url

pytestmark = pytest.mark.django_db

STOPPED = "只招女生。"
REASON = "这是给女子学校的校服试身，学校指定。"


@pytest.fixture
def company(client: Client, cast: Cast) -> Client:
    client.force_login(cast.company)
    return client


class TestTheForm:
    def test_it_offers_a_reason_only_when_words_were_stopped(self, company: Client) -> None:
        stopped = company.post(new_url(), form_data(conditions=STOPPED))
        other = company.post(new_url(), form_data(pay_min=0))
        assert (
            "words_reason" in stopped.content.decode(),
            "words_reason" in other.content.decode(),
        ) == (True, False)

    def test_with_a_reason_the_draft_is_kept(self, company: Client) -> None:
        response = company.post(new_url(), form_data(conditions=STOPPED, words_reason=REASON))
        opening = Opening.objects.get()
        assert (response.status_code, opening.conditions, opening.words_reason) == (
            302,
            STOPPED,
            REASON,
        )

    def test_a_reason_without_stopped_words_is_not_kept(self, company: Client) -> None:
        company.post(new_url(), form_data(words_reason=REASON))
        assert Opening.objects.get().words_reason == ""


class TestTheOffice:
    def test_stopped_words_go_to_the_office_only_with_a_reason(self, cast: Cast) -> None:
        opening = OpeningFactory(company=cast.firm, state="draft", conditions=STOPPED)
        with pytest.raises(Refused) as refusal:
            actions.submit_opening(opening=opening, by=cast.company, now=clock.now())
        assert refusal.value.denial.code == "text.sex"
        opening.words_reason = REASON
        opening.save(update_fields=["words_reason"])
        actions.submit_opening(opening=opening, by=cast.company, now=clock.now())
        assert (opening.state, denies_text(opening)) == ("submitted", None)

    def test_the_office_sees_the_words_and_the_reason_and_what_it_let_pass_is_kept(
        self, client: Client, cast: Cast
    ) -> None:
        opening = OpeningFactory(
            company=cast.firm, state="submitted", submitted_at=datetime(2026, 1, 1, tzinfo=UTC), conditions=STOPPED,
            words_reason=REASON,
        )  # fmt: skip
        client.force_login(cast.office)
        shown = tight(
            client.get(reverse("matching:office_opening", args=[opening.pk])).content.decode()
        )
        assert ('<mark class="mark-stop">只招女生</mark>' in shown, REASON in shown) == (True, True)
        actions.approve_opening(opening=opening, by=cast.office, now=clock.now())
        kept = history(opening).filter(verb="opening.approve").get()
        assert (kept.after, kept.data) == ("published", {"words": ["只招女生"], "meant": REASON})

    def test_a_doubt_is_marked_for_the_office_and_stops_nobody(
        self, client: Client, cast: Cast
    ) -> None:
        doubtful = "缝纫女工，熟手"
        assert screen(doubtful).verdict == "doubt"
        opening = OpeningFactory(
            company=cast.firm,
            state="submitted",
            submitted_at=datetime(2026, 1, 1, tzinfo=UTC),
            conditions=doubtful,
        )
        client.force_login(cast.office)
        shown = tight(
            client.get(reverse("matching:office_opening", args=[opening.pk])).content.decode()
        )
        assert ('<mark class="mark-doubt">女工</mark>' in shown, denies_text(opening)) == (
            True,
            None,
        )


def test_the_audit_names_what_stands_on_the_list_with_unlawful_words(cast: Cast) -> None:
    bad = OpeningFactory(company=cast.firm, duties="包吃住。入职交押金200元。")
    OpeningFactory(company=cast.firm, duties="包吃住。不收押金。")
    OpeningFactory(company=cast.firm, conditions=STOPPED, words_reason=REASON)
    found = openings_are_lawful(datetime(2026, 1, 1, tzinfo=UTC))
    named = [problem.examples for problem in found if problem.what.startswith("published although")]
    assert named == [(f"matching.opening:{bad.pk}",)]


@pytest.mark.parametrize(
    "said",
    [
        "对面那家要收押金,我们不收",
        "隔壁厂说要扣身份证,这是犯法的",
        "喊你先买货才能上岗的公司,千万别去",
        "毕业证别交给不认识的中介",
        "国家讲了,招人不准限年龄",
        "劳动局查处了一家收押金的作坊",
        "他们说女的不收,我们男女都收",
        "社保局讲得明白,写了自愿放弃也不算",
        "样貌胖瘦不作要求,手快就行",
        "前台要常跟带娃的客户打交道",
        "添了宝宝的师傅厂里包三百红包",
    ],
)
def test_what_is_only_told_passes(said: str) -> None:
    assert findings(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "对面那家收押金,我们也收,少一点,两百",
        "隔壁厂扣身份证是违法的,我们只是保管到离职",
        "先买货才能上岗,不买的别来",
        "毕业证别交给外人,交给我们人事锁着",
        "国家讲了不限年龄,但四十岁以上我们不要",
        "骗子多,所以我们先收三百保证金",
        "他们收女的,我们不收女的",
        "法律讲要给社保,小厂交不起",
        "样貌不作要求,胖的不要",
        "客户都是宝妈,带娃的别来应聘",
        "怀孕的同事发遣散费,岗位取消",
    ],
)
def test_what_is_taken_back_for_oneself_is_stopped(said: str) -> None:
    assert screen(said).verdict == "stop"
