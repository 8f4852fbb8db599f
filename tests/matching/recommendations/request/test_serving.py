"""Is what serves opened once a request, and is it the same to its end?"""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.urls import reverse

import core.versions
from core import clock
from matching.recommendations.request.lists import openings_for, why_not
from matching.recommendations.request.serving import Serving
from tests.factories.accounts import HeldSkillFactory
from tests.factories.matching import OpeningFactory
from tests.factories.skills import SkillFactory
from tests.matching.recommendations import rebuilt

pytestmark = pytest.mark.django_db


@pytest.fixture
def openings(cast):
    """Three openings that a person of whom a skill is known could have, kept on the disk."""
    HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="live_pitch"))
    found = [OpeningFactory(asks={"live_pitch": 3}) for _ in range(3)]
    rebuilt.refresh()
    return found


@contextmanager
def counted() -> Iterator[Counter]:
    """Count the kinds of versions that are looked for while the block runs."""
    opened: Counter = Counter()

    def seen(frame, event, _arg) -> None:
        if event == "call" and frame.f_code is core.versions.Store.serving.__code__:
            opened[frame.f_locals["self"].kind] += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        yield opened
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize("page", ["my_matches", "why_not"])
def test_a_page_opens_model_openings_and_prices_once_each(client, cast, openings, page):
    client.force_login(cast.trainee)
    address = reverse(f"matching:{page}", args=[openings[0].pk] if page == "why_not" else [])
    client.get(address)

    with counted() as opened:
        assert client.get(address).status_code == 200

    assert opened == {"model": 1, "openings": 1, "prices": 1}


def test_a_question_about_a_person_is_built_once(cast, openings):
    serving = Serving(clock.today())

    first = serving.person_problems(cast.person)

    assert serving.person_problems(cast.person) is first
    assert [match.thing for match in openings_for(cast.person, serving=serving)] == [
        match.thing for match in openings_for(cast.person)
    ]
    assert why_not(cast.person, openings[0], serving) == why_not(cast.person, openings[0])
