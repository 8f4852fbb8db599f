"""What does a person read on the page of an application: why not, what to learn, what is offered?"""

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from tests.cast import Cast
from tests.factories.matching import ApplicationFactory, OfferFactory, OpeningFactory
from tests.factories.skills import SkillFactory
from tests.harness.tight import tight

pytestmark = pytest.mark.django_db


def test_who_was_turned_down_reads_why_and_what_to_learn(client: Client, cast: Cast) -> None:
    skill = SkillFactory(code="lockstitch", name_zh="平缝")
    opening = OpeningFactory(company=cast.firm)
    sent = ApplicationFactory(
        trainee=cast.person,
        opening=opening,
        state="rejected",
        rejection_reason="lacking_skills",
        rejection_text="先练一练平缝",
        told_at=clock.now(),
    )
    sent.lacking_skills.add(skill)
    client.force_login(cast.trainee)
    shown = tight(client.get(sent.get_absolute_url()).content.decode())

    assert ("先练一练平缝" in shown, "<li>平缝</li>" in shown) == (True, True)
    assert f'href="{reverse("cms:catalogue")}">' in shown


def test_who_has_an_offer_reads_its_terms_and_can_answer(client: Client, cast: Cast) -> None:
    sent = ApplicationFactory(trainee=cast.person, state="offered")
    OfferFactory(application=sent, pay=5200, note="包住", pay_reason="试用期后加薪")
    client.force_login(cast.trainee)
    shown = tight(client.get(sent.get_absolute_url()).content.decode())

    assert ("5,200" in shown, "包住" in shown, "试用期后加薪" in shown) == (True, True, True)
    assert reverse("matching:my_accept", args=[sent.pk]) in shown
