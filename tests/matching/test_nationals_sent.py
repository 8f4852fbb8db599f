"""What does a company read of the national certificates of who applied?"""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.actions.national import (
    check_national,
    refuse_national,
    take_back_national,
    withdraw_national,
)
from core import clock
from matching.actions.applications import apply
from matching.models import Application
from matching.tasks import fade_applications
from tests.cast import Cast
from tests.factories.accounts import NationalCertificateFactory
from tests.factories.matching import OpeningFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
CHECKED, CLAIMED = "已与证书核实", "本人填写，未核实"


@pytest.fixture
def sent(cast: Cast) -> Application:
    """Somebody with one certificate in each state applies."""
    NationalCertificateFactory(
        trainee=cast.person, occupation="缝纫工", number="CHECKED0001", checked_by=cast.office
    )
    NationalCertificateFactory(trainee=cast.person, occupation="裁剪工", number="CLAIMED0002")
    NationalCertificateFactory(
        trainee=cast.person, occupation="电工", number="REFUSED0003", why_not="看不清"
    )
    return apply(
        trainee=cast.person,
        opening=OpeningFactory(company=cast.firm),
        by=cast.trainee,
        now=clock.now(),
    )


def read(cast: Cast, application: Application) -> dict[str, str]:
    """By occupation, the line that the company reads."""
    client = Client()
    client.force_login(cast.company)
    answer = client.get(reverse("matching:company_application", args=[application.pk]))
    page = BeautifulSoup(answer.content, "html.parser")
    heading = page.find("h3", string="技能证书")
    rows = heading.find_next("ul").select("li") if heading else []
    return {row.text.split(" · ")[0].strip(): " ".join(row.text.split()) for row in rows}


def test_each_says_whether_it_was_checked_and_a_refused_one_is_not_sent(
    sent: Application, cast: Cast
):
    lines = read(cast, sent)
    assert set(lines) == {"缝纫工", "裁剪工"}
    assert (
        CHECKED in lines["缝纫工"],
        CLAIMED in lines["缝纫工"],
        "CHECKED0001" in lines["缝纫工"],
    ) == (
        True,
        False,
        True,
    )
    assert (CHECKED in lines["裁剪工"], CLAIMED in lines["裁剪工"]) == (False, True)


def test_a_check_after_sending_is_read_at_once(sent: Application, cast: Cast):
    check_national(
        certificate=cast.person.national_certificates.get(number="CLAIMED0002"),
        by=cast.office,
        now=clock.now(),
    )
    assert [CHECKED in line for line in read(cast, sent).values()] == [True, True]


@pytest.mark.parametrize("gone", ["refused", "taken back", "removed"])
def test_what_stands_no_more_is_not_read_as_a_claim(gone: str, sent: Application, cast: Cast):
    claimed, checked = (
        cast.person.national_certificates.get(number=each)
        for each in ("CLAIMED0002", "CHECKED0001")
    )
    if gone == "refused":
        refuse_national(certificate=claimed, reason="照片看不清", by=cast.office)
    elif gone == "taken back":
        take_back_national(
            certificate=checked, reason="证书已被注销", by=cast.office, now=clock.now()
        )
    else:
        withdraw_national(certificate=claimed, by=cast.trainee, now=clock.now())
    assert set(read(cast, sent)) == ({"裁剪工"} if gone == "taken back" else {"缝纫工"})


def test_numbers_leave_after_ninety_days_and_others_read_nothing(sent: Application, cast: Cast):
    other = Client()
    other.force_login(cast.other_company)
    assert other.get(reverse("matching:company_application", args=[sent.pk])).status_code == 404
    Application.objects.filter(pk=sent.pk).update(
        state="withdrawn", moved_at=clock.now() - timedelta(days=91), lapses_at=clock.now()
    )
    for _time in ("before the night", "after it"):
        lines = read(cast, sent)
        assert (set(lines), [line for line in lines.values() if "000" in line]) == (
            {"缝纫工", "裁剪工"},
            [],
        )
        fade_applications()
