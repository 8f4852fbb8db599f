"""What can everybody read, and what is too small to be shown?"""

import re

import pytest
from django.urls import reverse

from cms.queries.home import yearly_line
from core import clock as city
from outcomes import reference
from tests.factories.accounts import VerifiedTraineeFactory
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.outcomes import AnnualTargetFactory
from tests.factories.training import completed
from tests.outcomes.views.screens import DAY, get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_definition_page_shows_every_version(client):
    reference.load()

    page = get(client, "figure", code="landing_rate")

    assert [each.version for each in page.context["versions"]] == ["2024", "2021"]
    assert client.get(reverse("outcomes:figure", kwargs={"code": "nothing"})).status_code == 404


def test_public_results_hide_small_numbers(client, cast):
    AnnualTargetFactory()
    for _ in range(3):
        completed(trainee=VerifiedTraineeFactory(), on=DAY)

    found = get(client, "results").context["results"]

    assert (found.persons, found.completions) == (None, None)
    assert {persons for _month, persons in found.months} == {None}
    assert [track.persons for track in found.tracks] == [None]


def test_public_results_show_what_is_large_enough(client, settings):
    settings.PUBLIC_MINIMUM_CELL = 2
    AnnualTargetFactory()
    for _ in range(3):
        completed(trainee=VerifiedTraineeFactory(), on=DAY)

    page = get(client, "results")

    assert page.context["results"].persons == 3
    assert [track.persons for track in page.context["results"].tracks] == [3]
    assert "毕业去向落实率" in page.content.decode()


def test_results_cost_the_same_for_one_row_and_three(client, assert_query_count_constant):
    assert_query_count_constant(
        client, reverse("outcomes:results"), lambda: completed(trainee=VerifiedTraineeFactory(), on=DAY), 6
    )


NUMBER = re.compile(r">\s*([\d,]+)\s*<")


def test_no_public_page_shows_a_number_that_was_not_released(client, cast):
    """Thirteen persons: pages without login say 10, wherever the number stands, and nowhere 13 or what is under ten."""
    AnnualTargetFactory()
    for _ in range(13):
        completed(trainee=VerifiedTraineeFactory(), on=DAY)
    opening = OpeningFactory(title="示例平车工")
    ApplicationFactory(opening=opening, state="rejected", answered_at=city.now())

    shown = set(NUMBER.findall(get(client, "results").content.decode()))
    assert ("10" in shown, "13" in shown) == (True, False)
    assert yearly_line(DAY).persons == 10
    page = client.get(reverse("matching:opening", args=[opening.pk]))
    assert (page.context["figures"].percent, page.context["figures"].median_days) == (None, None)


def test_home_shows_no_number_where_results_show_none(client, cast):
    AnnualTargetFactory()
    for _ in range(4):
        completed(trainee=VerifiedTraineeFactory(), on=DAY)

    assert (get(client, "results").context["results"].persons, yearly_line(DAY)) == (None, None)
