"""A message waits sealed in the database, whatever becomes of the cache, and its task says what really happened."""

import pytest
from django.core import mail as django_mail
from django.core.cache import cache

from accounts import mail, outbox, sms
from accounts.models import WaitingMessage
from accounts.tasks import forget_messages, send_mail
from core.clock import now
from core.notices import message_id

pytestmark = pytest.mark.django_db


def waiting() -> WaitingMessage:
    """Post one e-mail and return its row."""
    mail.post("代码", "123456", "xiuying@zhicai.example")
    return WaitingMessage.objects.get()


def test_the_table_says_nothing_to_who_reads_it():
    sealed = waiting().sealed

    assert [word in sealed for word in ("123456", "xiuying", "代码")] == [False, False, False]


def test_an_emptied_cache_loses_no_mail():
    row = waiting()
    cache.clear()

    assert send_mail(row.pk) is True
    assert [(each.to, each.body) for each in django_mail.outbox] == [
        (["xiuying@zhicai.example"], "123456")
    ]


def test_what_was_sent_is_erased_and_goes_out_once_under_one_id():
    row = waiting()
    assert (send_mail(row.pk), send_mail(row.pk)) == (True, False)

    row.refresh_from_db()
    assert (row.sealed, row.sent_at is not None, len(django_mail.outbox)) == ("", True, 1)
    assert django_mail.outbox[0].extra_headers == message_id("mail", str(row.number))


def test_a_task_that_finds_nothing_to_send_does_not_say_success():
    with pytest.raises(outbox.Unsendable):
        send_mail(987654)


def test_a_changed_secret_still_opens_what_waits(settings):
    row = waiting()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert mail.deliver(row.pk) is True


def test_a_mail_that_fails_waits_on(monkeypatch):
    row = waiting()
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send",
        lambda *a, **k: (_ for _ in ()).throw(OSError("refused")),
    )
    with pytest.raises(OSError):
        mail.deliver(row.pk)

    row.refresh_from_db()
    assert (bool(row.sealed), row.sent_at) == (True, None)


def test_text_messages_wait_in_the_same_place(settings):
    settings.SMS_SENDER = "accounts.sms.MemorySender"
    sms.MemorySender.outbox.clear()
    sms.post("+8613800000000", "654321")
    assert sms.deliver(WaitingMessage.objects.get().pk) is True
    assert sms.MemorySender.outbox == [("+8613800000000", "654321")]


def test_old_rows_are_forgotten():
    row = waiting()
    WaitingMessage.objects.filter(pk=row.pk).update(created_at=now() - outbox.KEPT - outbox.KEPT)
    assert (forget_messages(), WaitingMessage.objects.count()) == (1, 0)
