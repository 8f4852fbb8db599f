"""Notices read in either language and are e-mailed once."""

import pytest
from django.core import mail
from django.utils.translation import override

from core import background, notices, tasks
from core.models import Notice
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
notices.register("test.reason", subject="Off", body="Class at %(place)s is off. Reason: %(reason)s")
notices.register("test.seat", subject="Seat: %(course)s", body="Come to %(course)s on %(day)s.")


@pytest.fixture
def person() -> object:
    """A person who reads Chinese."""
    return UserFactory(email="reader@zhicai.example", language="zh-hans")


def test_a_notice_is_shown_in_the_readers_language(person: object) -> None:
    notice = notices.tell(
        person, "test.seat", course={"zh": "直播", "en": "Live"}, day="2026-11-30"
    )
    with override("en"):
        assert notices.subject_of(notice) == "Seat: Live"
    with override("zh-hans"):
        assert notices.body_of(notice) == "Come to 直播 on 2026年11月30日."


def test_an_undeclared_code_is_an_error_of_the_programmer(person: object) -> None:
    with pytest.raises(LookupError):
        notices.tell(person, "test.unknown")


@pytest.mark.django_db(transaction=True)
def test_the_mail_goes_out_after_commit_and_once(person: object) -> None:
    notice = notices.tell(person, "test.seat", url="/my/", course="直播", day="x")
    notice.refresh_from_db()
    assert (len(mail.outbox), notice.emailed_at is not None) == (1, True)
    assert mail.outbox[0].body.endswith("/my/")
    assert tasks.email_notice(notice.pk) is False
    assert len(mail.outbox) == 1


def test_a_vanished_notice_sends_nothing() -> None:
    assert tasks.email_notice(404) is False


def test_reading_marks_only_ones_own(person: object) -> None:
    other = UserFactory()
    notices.tell(person, "test.seat", course="a", day="b")
    notices.tell(other, "test.seat", course="a", day="b")
    assert (
        notices.mark_all_read(person),
        notices.unread_count(person),
        notices.unread_count(other),
    ) == (1, 0, 1)
    assert [n.recipient for n in notices.for_user(other)] == [other]


def test_a_link_gets_the_readers_language(person: object) -> None:
    notice = Notice(recipient=person, code="test.seat", url=notices.path_of("account_login"))
    with override("en"):
        assert notices.url_of(notice) == "/en/accounts/login/"
    with override("zh-hans"):
        assert notices.url_of(notice) == "/accounts/login/"


def test_schedules_are_installed_once() -> None:
    first = background.install_schedules()
    assert background.install_schedules() == first


@pytest.mark.parametrize(
    ("language", "reason", "said"),
    [
        ("en", "停电", "Class at 示例楼 is off. Reason: “停电” (written in Chinese)."),
        ("en", "Power cut.", "Class at 示例楼 is off. Reason: Power cut."),
        ("zh-hans", "停电", "Class at 示例楼 is off. Reason: 停电"),
    ],
)
def test_a_mail_says_that_what_it_quotes_is_in_another_language(
    language: str, reason: str, said: str
) -> None:
    reader = UserFactory(email="reader@zhicai.example", language=language)
    notice = notices.tell(reader, "test.reason", reason=reason, place="示例楼")
    assert notices.email(notice)
    assert (mail.outbox[0].body, notices.body_of(notice).endswith(f"Reason: {reason}")) == (
        said,
        True,
    )
