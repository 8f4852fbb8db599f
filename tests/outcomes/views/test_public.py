"""What can everybody read, and what is too small to be shown?"""

import re
from datetime import timedelta

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


def test_a_figure_says_its_value_as_released_and_to_the_office_exactly(client, cast):
    reference.load()
    for _ in range(13):
        completed(trainee=VerifiedTraineeFactory(), on=DAY)
    values = {}
    for role in ("anonymous", "office"):
        if role == "office":
            client.force_login(cast.office)
        for code in (
            "annual_trained",
            "pending_persons",
            "goal_rate",
            "calendar_pace",
            "landing_rate",
        ):
            shown = get(client, "figure", code=code).context["shown"]
            values[role, code] = shown and [value for _name, value in shown.parts]

    assert values == {
        ("anonymous", "annual_trained"): [10], ("office", "annual_trained"): [13],
        ("anonymous", "pending_persons"): [None], ("office", "pending_persons"): [0],
        ("anonymous", "goal_rate"): [0], ("office", "goal_rate"): [0],
        ("anonymous", "calendar_pace"): [2688], ("office", "calendar_pace"): [2688],
        ("anonymous", "landing_rate"): None, ("office", "landing_rate"): None,
    }  # fmt: skip


def test_formulas_are_words_in_both_languages(client):
    """No names of columns, no functions: what stands there can be read."""
    reference.load()
    rows = list(reference.rows("indicators.csv"))

    assert [row["code"] for row in rows if set(row) != set(rows[0]) or None in row.values()] == []
    assert [
        row["code"]
        for row in rows
        if re.search(r"[a-z]_[a-z]|>=|\w\(", row["formula_zh"] + row["formula_en"])
    ] == []
    assert [row["code"] for row in rows if not re.search("[一-鿿]", row["formula_zh"])] == []
    assert [
        row["code"] for row in rows if re.search("[一-鿿]", row["formula_en"] + row["rules_en"])
    ] == []
    assert (
        "本年度内计入目标的结业记录条数"
        in get(client, "figure", code="trained_times").content.decode()
    )
    assert (
        "The number of counted completions in the year"
        in client.get("/en/figures/trained_times/").content.decode()
    )


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
        client,
        reverse("outcomes:results"),
        lambda: completed(trainee=VerifiedTraineeFactory(), on=DAY),
        5,
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


def test_the_usual_wait_for_an_answer_is_public_in_whole_days_rounded_up(client, cast):
    opening, sent = OpeningFactory(), city.now() - timedelta(days=20)
    for days in (1.2, *[2.1] * 8, 9.7):
        ApplicationFactory(
            opening=opening,
            state="rejected",
            submitted_at=sent,
            answered_at=sent + timedelta(days=days),
        )

    page = client.get(reverse("matching:opening", args=[opening.pk]))

    assert (page.context["figures"].percent, page.context["figures"].median_days) == (100, 3)
    assert "一般 3 天内回复" in page.content.decode()


def test_home_shows_no_number_where_results_show_none(client, cast):
    AnnualTargetFactory()
    for _ in range(4):
        completed(trainee=VerifiedTraineeFactory(), on=DAY)

    assert (get(client, "results").context["results"].persons, yearly_line(DAY)) == (None, None)
