"""What does a page of recommendations cost, when what serves was opened by another person's request?"""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Trainee
from core import clock
from matching.actions.feedback import say_not_for_me
from matching.models import Application, Opening
from matching.states import OpeningState
from tests.harness.calls import files_passed
from tests.harness.queries import queries_of
from tests.matching.recommendations import rebuilt
from tests.matching.recommendations.request.test_serving import counted
from tests.matching.recommendations.worlds import serve_learned, town

pytestmark = pytest.mark.django_db

QUERIES = 8  # session, user, own rows, what changed, outcomes, openings, skills, courses
# The frame: middleware and template tags. Statements and stamps of every page add two, compression and styles three.
FILES, WITHOUT_THE_FRAME = 52, 46


def warm_page_of(shown: int, client: Client) -> tuple[Trainee, str]:
    """Log in a person to whom so many openings can be shown by a learned model that another person's request opened."""
    people, offered = town(is_random=False, people=36, openings=21)
    person, other = people[0], people[3]
    applied = Application.objects.filter(trainee=person).values_list("opening", flat=True)
    free = [one.pk for one in offered if one.pk not in set(applied)]
    Opening.objects.exclude(pk__in=free[:shown]).update(state=OpeningState.PAUSED)
    rebuilt.refresh()
    serve_learned(learned=0.6)
    address = reverse("matching:my_matches")
    client.force_login(other.user)
    assert client.get(address).status_code == 200
    client.force_login(person.user)
    return person, address


@pytest.mark.parametrize("shown", [1, 3])
def test_a_warm_page_asks_as_often_for_one_opening_as_for_three(client, shown):
    _person, address = warm_page_of(shown, client)
    asked = queries_of(client, address)
    assert len(asked) == QUERIES, "\n".join(asked)
    assert len(client.get(address).context["matches"]) == shown


def test_what_was_refused_is_read_only_where_something_was(client):
    person, address = warm_page_of(3, client)
    first = client.get(address).context["matches"][0].thing
    say_not_for_me(trainee=person, opening=first, reason="pay", by=person.user, now=clock.now())
    asked = queries_of(client, address)
    assert len(asked) == QUERIES + 1, "\n".join(asked)


def test_a_warm_page_passes_few_files_and_opens_the_model_once(client):
    _person, address = warm_page_of(3, client)
    with files_passed() as passed:
        assert client.get(address).status_code == 200
    inside = {name for name in passed if "middleware" not in name and "templatetags" not in name}
    assert len(passed) <= FILES, "\n".join(sorted(passed))
    assert len(inside) <= WITHOUT_THE_FRAME, "\n".join(sorted(inside))
    with counted() as opened:
        client.get(address)
    assert opened == {"model": 1, "openings": 1, "prices": 1}
