"""Can nobody tell from a certificate whose it was, once the person left, and does it still hold?"""

import hashlib
from importlib import import_module

import pytest
from django.apps import apps

from core.models import AuditEntry
from tests.factories.accounts import VerifiedTraineeFactory
from tests.factories.training import ready_to_complete
from tests.training.conftest import NOW
from training.actions import records
from training.documents.payload import fingerprint
from training.models import Certificate
from training.models.certificates import holder_digest
from training.permissions import denies_paper
from training.queries import verification_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate() -> Certificate:
    """One that was issued just now."""
    enrolment = ready_to_complete(trainee=VerifiedTraineeFactory(user__real_name="示例李秀英"))
    return records.complete(enrolment=enrolment, by=enrolment.run.teachers.get(), now=NOW)


MOVE = import_module("training.migrations.0004_holders_under_a_key").put_under_the_key


def guess(number: str, name: str) -> str:
    """What anybody can compute who knows the number and tries a name."""
    return hashlib.sha256(f"{number}\n{name}".encode()).hexdigest()


def as_before(certificate: Certificate) -> None:
    """The certificate as it was written before there was a key."""
    payload = {
        **certificate.payload,
        "holder_digest": guess(certificate.number, certificate.trainee.real_name),
    }
    found = Certificate.objects.filter(pk=certificate.pk)
    found.update(payload=payload, payload_hash=fingerprint(payload))
    AuditEntry.objects.filter(verb="certificate.issue", object_id=certificate.pk).update(
        data={"hash": fingerprint(payload)}
    )
    certificate.refresh_from_db()


def test_the_digest_cannot_be_guessed(certificate, settings) -> None:
    mine = holder_digest(certificate.number, certificate.trainee.real_name)
    assert certificate.payload["holder_digest"] == mine
    assert mine != guess(certificate.number, certificate.trainee.real_name)
    settings.HOLDER_KEY = "another"
    assert holder_digest(certificate.number, certificate.trainee.real_name) != mine


def test_certificates_of_before_come_under_the_key_and_hold(certificate) -> None:
    expected = dict(certificate.payload)
    as_before(certificate)
    old_hash = certificate.payload_hash

    MOVE(apps, None)

    certificate.refresh_from_db()
    assert certificate.payload == expected
    assert verification_of(certificate.number).status == "valid"
    assert denies_paper(certificate) is None
    entry = AuditEntry.objects.get(verb="certificate.issue", object_id=certificate.pk)
    assert entry.data == {"hash": certificate.payload_hash}
    assert certificate.payload_hash != old_hash


def test_one_that_was_altered_stays_altered(certificate) -> None:
    as_before(certificate)
    Certificate.objects.filter(pk=certificate.pk).update(
        payload={**certificate.payload, "hours": 999}
    )

    MOVE(apps, None)

    assert verification_of(certificate.number).status == "tampered"
    certificate.refresh_from_db()
    assert certificate.payload["holder_digest"] != guess(
        certificate.number, certificate.trainee.real_name
    )
