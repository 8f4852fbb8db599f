"""What does a verifier read on the page of a national certificate?"""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories.accounts import (
    NationalCertificateFactory,
    VerifiedTraineeFactory,
    office_user,
)

pytestmark = pytest.mark.django_db


def test_a_verifier_sees_whose_paper_it_is_and_where_its_number_stands_already(client) -> None:
    office = office_user()
    first = NationalCertificateFactory(number="S000042000000000009", checked_by=office)
    other = NationalCertificateFactory(why_not="照片太暗")
    client.force_login(office)
    waiting = NationalCertificateFactory(trainee=VerifiedTraineeFactory(birth_on=date(1990, 5, 4)))
    page = client.get(reverse("accounts:national_review", args=[waiting.pk]))
    sent_back = client.get(reverse("accounts:national_review", args=[other.pk])).content.decode()
    taken = client.post(
        reverse("accounts:decide_national", args=[first.pk]),
        {"verb": "take_back", "reason": "号码有误", "asked": "yes"},
    )
    undone = client.get(reverse("accounts:national_review", args=[first.pk])).content.decode()

    assert ("1990年5月4日" in page.content.decode(), bool(page.context["form"].moves)) == (
        True,
        True,
    )
    assert ("照片太暗" in sent_back, taken.status_code) == (True, 302)
    assert reverse("accounts:retract_national", args=[first.pk]) in undone
