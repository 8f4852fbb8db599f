"""Do two machines whose clocks differ by ten minutes keep the order of what people did?"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from accounts import mail as account_mail
from accounts.actions.consents import give_consent, withdraw_consent
from accounts.actions.guardians import record_guardian_consent, withdraw_guardian_consent
from accounts.models import Consent, GuardianConsent
from core import clock as core_clock
from core import notices
from core.models import Notice
from tests.factories.accounts import TraineeFactory

pytestmark = pytest.mark.django_db
TEN = timedelta(minutes=10)
BOTH_WAYS = pytest.mark.parametrize("skew", [TEN, -TEN], ids=["ahead", "behind"])


@BOTH_WAYS
def test_a_consent_given_here_is_withdrawn_there_and_given_again(clock, skew) -> None:
    person, moment = TraineeFactory().user, timezone.now()
    clock.set(moment)
    give_consent(user=person, purpose="contact", by=person, now=clock.now())
    clock.set(moment + skew)
    withdraw_consent(user=person, purpose="contact", by=person, now=clock.now())
    clock.set(moment)
    give_consent(user=person, purpose="contact", by=person, now=clock.now())

    first, second = Consent.objects.filter(user=person, purpose="contact").order_by("pk")
    assert first.withdrawn_at == max(first.given_at, moment + skew)
    assert second.withdrawn_at is None


@BOTH_WAYS
def test_a_new_version_ends_the_old_consent(clock, settings, skew) -> None:
    person, moment = TraineeFactory().user, timezone.now()
    clock.set(moment)
    give_consent(user=person, purpose="contact", by=person, now=clock.now())
    settings.CONSENT_VERSIONS = {**settings.CONSENT_VERSIONS, "contact": "2027-01"}
    clock.set(moment + skew)
    give_consent(user=person, purpose="contact", by=person, now=clock.now())
    assert [
        each.withdrawn_at is None
        for each in Consent.objects.filter(user=person, purpose="contact").order_by("pk")
    ] == [
        False,
        True,
    ]


@BOTH_WAYS
def test_a_guardians_yes_is_taken_back_on_another_machine(clock, skew) -> None:
    moment = timezone.now()
    today = core_clock.local_date(moment)
    trainee = TraineeFactory(birth_on=today.replace(year=today.year - 16, day=1))
    clock.set(moment)
    given = {
        "guardian_name": "示例李父",
        "guardian_phone": "+8613900000000",
        "given_on": today - timedelta(days=1),
    }
    record_guardian_consent(trainee=trainee, **given, by=trainee.user, now=clock.now())
    clock.set(moment + skew)
    record_guardian_consent(trainee=trainee, **given, by=trainee.user, now=clock.now())
    clock.set(moment - skew)
    withdraw_guardian_consent(trainee=trainee, by=trainee.user, now=clock.now())
    assert GuardianConsent.objects.filter(trainee=trainee, withdrawn_at=None).count() == 0


@pytest.mark.postgres
@BOTH_WAYS
def test_every_machine_goes_by_the_clock_of_the_database(monkeypatch, skew) -> None:
    monkeypatch.setattr(core_clock, "_database", {"is_ahead": timedelta(0)})
    monkeypatch.setattr(core_clock, "timezone", SimpleNamespace(now=lambda: timezone.now() + skew))
    core_clock.follow(None, connection)
    assert abs(core_clock.now() - timezone.now()) < timedelta(seconds=2)


def test_a_mail_that_is_sent_again_has_the_same_name(person_with_mail) -> None:
    for _ in range(2):  # the worker died between the mail server's yes and the commit
        Notice.objects.update(emailed_at=None)
        notices.email(Notice.objects.get())
    names = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert (len(names), len(set(names))) == (2, 1)
    assert names[0].endswith("@localhost>")


@pytest.fixture
def person_with_mail():
    """Somebody with one notice."""
    notices.register("test.name", subject="S", body="B")
    return notices.tell(TraineeFactory().user, "test.name").recipient


def test_two_notices_have_two_names() -> None:
    assert notices.message_id("notice", 1) != notices.message_id("notice", 2)
    assert notices.message_id("notice", 1) != notices.message_id("mail", 1)
    assert account_mail.message_id is notices.message_id
