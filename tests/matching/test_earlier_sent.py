"""Who reads what somebody worked in before: the company with an application alone, and no longer than the name?"""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.actions.earlier import forget_earlier_work, say_earlier_work
from accounts.actions.privacy import close_account
from core import clock
from matching.actions.applications import apply
from matching.models import Application
from matching.queries.profiles import ERASED_PROFILE, faded_profile, profile_to_send, readable
from tests.cast import Cast
from tests.factories.matching import OpeningFactory
from tests.factories.skills import OccupationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def sent(cast: Cast) -> Application:
    sewing = OccupationFactory(code="sewing_worker", name_zh="缝纫工", name_en="Sewing worker")
    say_earlier_work(
        trainee=cast.person,
        kind="occupation",
        occupation=sewing,
        span="under_three_years",
        by=cast.trainee,
    )
    say_earlier_work(
        trainee=cast.person, kind="other", occupation=None, span="longer", by=cast.trainee
    )
    return apply(
        trainee=cast.person,
        opening=OpeningFactory(company=cast.firm),
        by=cast.trainee,
        now=clock.now(),
    )


def read(cast: Cast, sent: Application) -> str:
    client = Client()
    client.force_login(cast.company)
    return client.get(reverse("matching:company_application", args=[sent.pk])).content.decode()


def test_it_is_sent_in_both_languages_and_frozen(cast: Cast, sent: Application) -> None:
    assert "缝纫工 · 1 到 3 年" in read(cast, sent)
    for work in cast.person.earlier_work.order_by("pk"):
        forget_earlier_work(work=work, by=cast.trainee)
    assert "缝纫工 · 1 到 3 年" in read(cast, sent)
    with override("en"):
        words = [(row["work"], row["span"]) for row in readable(sent.profile)["earlier"]]
    assert words == [("Sewing worker", "1 to 3 years"), ("Another line of work", "Over 3 years")]


def test_that_there_was_none_is_sent_to_nobody(cast: Cast) -> None:
    say_earlier_work(trainee=cast.person, kind="none", occupation=None, span="", by=cast.trainee)
    assert profile_to_send(cast.person)["earlier"] == []


def test_it_fades_with_the_name_and_goes_with_the_person(cast: Cast, sent: Application) -> None:
    assert faded_profile(sent.profile)["earlier"] == []
    close_account(user=cast.trainee, by=cast.trainee, now=clock.now())
    sent.refresh_from_db()
    assert sent.profile == ERASED_PROFILE
    assert ERASED_PROFILE.keys() == profile_to_send(cast.person).keys()
