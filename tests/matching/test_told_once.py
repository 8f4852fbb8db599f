"""Is everybody told once of one move, however many of their applications or openings it concerns?"""

from datetime import timedelta

import pytest
from django.utils.translation import override

from accounts.actions.consents import give_consent, withdraw_consent
from accounts.actions.privacy import close_account
from core import clock
from core.models import Notice
from core.notices import body_of, subject_of, url_of
from matching.models import Application, Opening
from tests.cast import Cast
from tests.factories.accounts import company_user
from tests.factories.matching import ApplicationFactory, OfferFactory, OpeningFactory
from tests.matching.holds import SUSPENDED, bring, restore

pytestmark = pytest.mark.django_db


@pytest.fixture
def several(cast: Cast) -> list[Application]:
    """Two live-stream jobs and a cutting job at one company, all sent by one person; the last has an offer."""
    openings = [
        OpeningFactory(company=cast.firm, title=title)
        for title in ("女装主播", "女装主播", "裁剪工")
    ]
    sent = [
        ApplicationFactory(opening=opening, trainee=cast.person, state="reviewing")
        for opening in openings[:2]
    ]
    return [
        *sent,
        OfferFactory(
            application__opening=openings[2], application__trainee=cast.person
        ).application,
    ]


def told(user: object, *, since: int = 0) -> list[Notice]:
    """What somebody was told, oldest first."""
    return list(Notice.objects.filter(recipient=user).order_by("pk"))[since:]


def codes(user: object, *, since: int = 0) -> list[str]:
    """The same as codes."""
    return [notice.code for notice in told(user, since=since)]


def test_a_suspended_company_is_one_notice_that_names_every_application(cast, several) -> None:
    bring(cast.firm, SUSPENDED, cast)
    (notice,) = told(cast.trainee)
    with override("en"):
        assert (subject_of(notice), url_of(notice)) == (
            "On hold: 3 of your applications",
            "/en/my/applications/",
        )
        assert body_of(notice) == (
            "On hold: 女装主播 × 2, 裁剪工 (Example Yunsuo Garments (fictional)). The programme office has suspended the "
            "company, so everything with it is on hold for now. Time limits are paused until it continues; you are told "
            "then. You can leave at any time."
        )


def test_each_of_two_people_is_told_of_their_own(cast, several) -> None:
    ApplicationFactory(opening=several[0].opening, trainee=cast.other_person)
    bring(cast.firm, SUSPENDED, cast)
    assert (codes(cast.trainee), codes(cast.other_trainee)) == (
        ["matching.application.paused_several"],
        ["matching.application.paused"],
    )


def test_each_member_of_the_company_is_told_once_of_its_openings_and_once_of_its_applicants(
    cast, several
) -> None:
    colleague = company_user(cast.firm, email="colleague@zhicai.example", role="recruiter")
    bring(cast.firm, SUSPENDED, cast)
    for member in (cast.company, colleague):
        assert codes(member) == [
            "accounts.company_suspended",
            "matching.opening.held_several",
            "matching.candidate.paused_several",
        ]
    held = told(cast.company)[1]
    with override("en"):
        assert (subject_of(held), url_of(held)) == ("On hold: 3 openings", "/en/company/openings/")
    assert cast.person.real_name not in str([notice.params for notice in told(cast.company)])


def test_what_goes_on_is_one_notice_with_the_day_of_each_offer(cast, several) -> None:
    bring(cast.firm, SUSPENDED, cast)
    passed = Opening.objects.filter(title="裁剪工")
    passed.update(valid_until=clock.today() - timedelta(days=1))
    before = len(told(cast.company))
    restore(cast.firm, SUSPENDED, cast)
    (notice,) = told(cast.trainee, since=1)
    day = Application.objects.get(pk=several[2].pk).offer.expires_on
    with override("zh-hans"):
        assert subject_of(notice) == "已恢复：你的3份投递"
        assert body_of(notice) == (
            "已恢复：女装主播 × 2、裁剪工（示例云梭服饰有限公司（虚构））。暂停的时间已补上。"
            f"请按时答复录用通知：裁剪工（请在{day.year}年{day.month}月{day.day}日前答复）。"
        )
    assert [code for code in codes(cast.company, since=before) if code.startswith("matching.")] == [
        "matching.opening.expired",
        "matching.opening.unheld_several",
        "matching.candidate.goes_on_several",
    ]


def test_a_consent_taken_back_is_one_notice_for_the_person_and_one_a_company(cast, several) -> None:
    elsewhere = OpeningFactory(company=cast.other_firm, title="打版师")
    ApplicationFactory(opening=elsewhere, trainee=cast.person, state="reviewing")
    withdraw_consent(user=cast.trainee, purpose="privacy", by=cast.trainee, now=clock.now())
    (notice,) = told(cast.trainee)
    assert notice.params["count"] == 4
    assert notice.params["openings"]["zh"] == (
        "女装主播 × 2、裁剪工（示例云梭服饰有限公司（虚构））、打版师（示例锦帆服饰有限公司（虚构））"
    )
    assert (codes(cast.company), codes(cast.other_company)) == (
        ["matching.candidate.paused_several"],
        ["matching.candidate.paused"],
    )
    give_consent(user=cast.trainee, purpose="privacy", by=cast.trainee, now=clock.now())
    assert codes(cast.trainee, since=1) == ["matching.application.goes_on_offers"]
    assert codes(cast.company, since=1) == ["matching.candidate.goes_on_several"]


def test_no_contact_any_more_is_one_notice_a_company(cast, several) -> None:
    give_consent(user=cast.trainee, purpose="contact", by=cast.trainee, now=clock.now())
    withdraw_consent(user=cast.trainee, purpose="contact", by=cast.trainee, now=clock.now())
    (notice,) = told(cast.company)
    assert (notice.code, notice.params["openings"]["en"]) == (
        "matching.candidate.contact_ended_several",
        "女装主播 × 2, 裁剪工",
    )


def test_a_person_who_leaves_is_one_notice_a_company_without_the_name(cast, several) -> None:
    close_account(user=cast.trainee, by=cast.trainee, now=clock.now())
    (notice,) = told(cast.company)
    assert (notice.code, notice.params["count"]) == ("matching.candidate.withdrawn_several", 3)
    assert Application.objects.filter(state="withdrawn", told_at__isnull=False).count() == 3
