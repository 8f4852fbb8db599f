"""Is the e-mail of a notice queued after the commit, once, by whichever worker looks first?"""

import pytest
from django_q.conf import Conf
from django_q.models import OrmQ

from core import background, notices
from core.models import Notice
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
notices.register("test.due", subject="Due", body="Due")


@pytest.fixture(autouse=True)
def workers_do_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks are queued, as in production."""
    monkeypatch.setattr(Conf, "SYNC", False)


def test_the_row_alone_is_written_and_a_worker_queues_its_mail_once() -> None:
    notices.tell(UserFactory(email="reader@zhicai.example"), "test.due")
    assert (OrmQ.objects.count(), Notice.objects.get().is_mail_due) == (0, True)
    for _again in range(2):
        background.collect()
        assert (OrmQ.objects.count(), Notice.objects.get().is_mail_due) == (1, False)


def test_somebody_without_an_address_gets_no_mail() -> None:
    notices.tell(UserFactory(email="", phone="13800000001"), "test.due")
    background.collect()
    assert (OrmQ.objects.count(), Notice.objects.get().is_mail_due) == (0, False)


def test_a_crowd_is_queued_share_by_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "MAILS_AT_ONCE", 2)
    for n in range(3):
        notices.tell(UserFactory(email=f"reader-{n}@zhicai.example"), "test.due")
    assert [notices.queue_mails() for _look in range(3)] == [2, 1, 0]
    assert OrmQ.objects.count() == 3


def test_a_collector_that_fails_is_logged_and_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> int:
        raise ValueError("broken")

    monkeypatch.setattr(background, "_COLLECTORS", [broken, notices.queue_mails])
    notices.tell(UserFactory(email="reader@zhicai.example"), "test.due")
    background.collect()
    assert (OrmQ.objects.count(), "broken failed" in caplog.text) == (1, True)


def test_an_idle_worker_looks_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    notices.tell(UserFactory(email="reader@zhicai.example"), "test.due")
    monkeypatch.setattr(Conf, "POLL", 0)
    assert len(background.KnownTasksOnly(Conf.CLUSTER_NAME).dequeue()) == 1
