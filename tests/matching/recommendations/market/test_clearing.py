"""Does a single request give the list that was worked out for everybody, at prices that are young enough?"""

import json
from datetime import datetime, timedelta

import numpy as np
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Trainee
from core import clock, versions
from core.models import AuditEntry
from matching import tasks
from matching.models import NotForMe, Opening
from matching.queries import everybody as rows
from matching.recommendations.kept import prices
from matching.recommendations.kept.store import store
from matching.recommendations.market.clearing import clear, is_due
from matching.recommendations.market.everybody import left_of, problem_of
from matching.recommendations.request.applying import score_of
from matching.recommendations.request.lists import openings_for
from matching.recommendations.request.matches import Match
from matching.skill_words import Coverage
from recommender import recommend_openings
from tests.factories.accounts import (
    EducationLevelFactory,
    HeldSkillFactory,
    TraineeFactory,
    UserFactory,
)
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db

SMALL = {"length": 2, "candidates": 100, "slack": 1.0, "at_least": 1, "strength": 0.03}


WEEK = timedelta(days=7)


def nothing(line: str) -> None:
    """Nobody listens."""


@pytest.fixture
def people() -> list[Trainee]:
    """Six people who can sew, each a little better than the last, and pitch."""
    them = [TraineeFactory(wanted_pay_min=4000 + 500 * n) for n in range(6)]
    for n, trainee in enumerate(them):
        HeldSkillFactory(trainee=trainee, skill=SkillFactory(code="lockstitch"), level=3)
        HeldSkillFactory(trainee=trainee, skill=SkillFactory(code="live_pitch"), level=1 + n % 3)
    return them


@pytest.fixture
def openings() -> list[Opening]:
    """One opening that everybody wants best, and four that do as well."""
    best = OpeningFactory(asks={"lockstitch": 3}, headcount=1)
    others = [
        OpeningFactory(asks={"lockstitch": 3, "live_pitch": n}, headcount=n) for n in (2, 3, 4, 5)
    ]
    return [best, *others]


def shown(trainee: Trainee, limit: int = 2) -> list[int]:
    return [match.thing.pk for match in openings_for(trainee, limit)]


def price_of(opening_ids):
    found = prices.serving_prices()
    return None if found is None else found.price_of(opening_ids)


def bonus_of(opening_ids):
    found = prices.serving_prices()
    return None if found is None else found.bonus_of(opening_ids)


def test_a_single_request_gives_the_list_of_the_batch(people, openings, settings):
    settings.MATCHER_LISTS = SMALL
    NotForMe.objects.create(trainee=people[0], opening=openings[1], reason="pay")
    ApplicationFactory(trainee=people[1], opening=openings[2])
    version = clear(clock.today(), nothing)
    arrays = versions.arrays(version)
    counted = dict.fromkeys(arrays["opening_ids"].tolist(), 0)
    for trainee in people:
        for opening in shown(trainee):
            counted[opening] += 1
    assert list(counted.values()) == arrays["after"].tolist()
    assert arrays["before"].tolist() != arrays["after"].tolist()
    assert version.card["with"]["most"] < version.card["without"]["most"]


def test_scores_with_prices_are_the_same_one_by_one_and_all_at_once(people, openings, settings):
    settings.MATCHER_LISTS = SMALL
    clear(clock.today(), nothing)
    today, free = clock.today(), rows.free_positions(clock.today())
    problem = problem_of(rows.people_who_use_recommendations(), free, today)
    priced = prices.with_prices(problem, prices.serving_prices())
    ranking = recommend_openings(priced, problem.people.ids.tolist(), 5)
    for trainee in people:
        single = [(match.thing.pk, match.score) for match in openings_for(trainee, 5)]
        ranked = ranking.of(trainee.pk)
        assert single == list(zip(ranked.ids, ranked.scores, strict=True))


def test_contributions_with_a_price_sum_to_the_score_and_say_so_in_words(
    people, openings, settings
):
    settings.MATCHER_LISTS = SMALL
    clear(clock.today(), nothing)
    found = {match.thing.pk: match for match in openings_for(people[0], 5)}
    crowded = found[openings[0].pk]
    assert sum(share for _, share in crowded.contributions) == pytest.approx(
        crowded.score, abs=1e-9
    )
    assert dict(crowded.contributions)["crowding"] < 0
    assert any(
        "shown" in str(reason.sentence) or "很多人" in str(reason.sentence)
        for reason in crowded.reasons
    )


def test_an_opening_that_came_since_has_no_price(people, openings):
    clear(clock.today(), nothing)
    new = OpeningFactory(asks={"lockstitch": 3})
    assert price_of(np.array([new.pk])).tolist() == [0.0]
    assert new.pk in shown(people[0], 6)


@pytest.fixture
def newcomer(people, openings, settings) -> Opening:
    """One that came today and fits everybody a little less than what has been there; nobody would see it."""
    settings.MATCHER_LISTS = {**SMALL, "slack": 9.0, "at_least": 9}
    settings.MATCHER_NEW = {"days": 7, "share": 0.1, "cost": 1.0}
    Opening.objects.update(published_at=clock.now() - 2 * WEEK)
    asks = {"lockstitch": 3, "live_pitch": 3, "overlock": 1}
    return OpeningFactory(asks=asks, headcount=5, published_at=clock.now())


def test_what_is_new_and_seen_by_nobody_gets_the_same_bonus_on_every_list_and_says_so(
    people, openings, newcomer
):
    version = clear(clock.today(), nothing)
    told = version.card["new"]
    assert (told["before"] < 0.1, told["after"] >= 0.1) == (True, True)
    for trainee in people:
        found = {match.thing.pk: match for match in openings_for(trainee, 6)}
        assert {pk: dict(match.contributions)["new"] for pk, match in found.items()} == {
            **dict.fromkeys([one.pk for one in openings], 0.0),
            newcomer.pk: told["bonus"],
        }
        lifted = found[newcomer.pk]
        assert sum(share for _, share in lifted.contributions) == pytest.approx(
            lifted.score, abs=1e-9
        )
        assert {str(reason.sentence) for reason in lifted.reasons} & {
            "刚上架不久，所以在每个人的列表里都会靠前一些。",
            "It is new, so it stands higher on every list.",
        }
    assert "new" not in score_of(people[0], newcomer).parts  # the fit alone is kept
    counted = versions.arrays(version)
    assert sum(newcomer.pk in shown(trainee) for trainee in people) == counted["after"][-1]


def test_new_is_what_came_to_the_list_not_what_comes_again(newcomer):
    now, kind = clock.now(), ContentType.objects.get_for_model(Opening)
    said = OpeningFactory(published_at=now - 2 * WEEK)
    same = {"occupation": said.occupation, "division": said.division, "published_at": now}
    OpeningFactory(company=said.company, **same)  # the same words once more
    elsewhere, revised = OpeningFactory(**same), OpeningFactory(published_at=now)
    assert rows.new_openings(clock.today(), now - WEEK) == {newcomer.pk, elsewhere.pk, revised.pk}
    AuditEntry.objects.create(
        content_type=kind,
        object_id=revised.pk,
        verb="opening.approve",
        after="published",
        at=now - 2 * WEEK,
    )
    assert rows.new_openings(clock.today(), now - WEEK) == {newcomer.pk, elsewhere.pk}


def test_prices_of_an_earlier_release_know_of_no_bonus(people, openings):
    arrays = {"opening_ids": np.array([openings[0].pk]), "price": np.array([0.5])}
    store("prices").serve(
        store("prices").write("old", arrays, {"made_at": clock.now().isoformat()})
    )
    assert bonus_of(np.array([openings[0].pk])) is None
    assert "new" not in dict(openings_for(people[0])[0].contributions)


def test_what_was_filled_or_closed_falls_out_at_once(people, openings):
    clear(clock.today(), nothing)
    assert openings[0].pk in shown(people[0], 6)
    Opening.objects.filter(pk=openings[0].pk).update(state="paused")
    assert openings[0].pk not in shown(people[0], 6)


def test_prices_older_than_two_days_are_not_used(people, openings, settings):
    version = store("prices").write(
        "old",
        {"opening_ids": np.array([openings[0].pk]), "price": np.array([0.5])},
        {"made_at": (clock.now() - timedelta(days=2, minutes=1)).isoformat()},
    )
    store("prices").serve(version)
    assert price_of(np.array([openings[0].pk])) is None
    settings.MATCHER_PRICE_DAYS = 3
    assert price_of(np.array([openings[0].pk, openings[1].pk])).tolist() == [0.5, 0.0]


def test_without_prices_nothing_is_taken_off(people, openings):
    assert price_of(np.array([openings[0].pk])) is None
    assert "crowding" not in dict(openings_for(people[0])[0].contributions)


def test_nobody_and_nothing_has_prices_all_the_same():
    assert clear(clock.today(), nothing).card["openings"] == 0
    assert price_of(np.array([5], dtype=np.int64)).tolist() == [0.0]


@pytest.mark.parametrize(("hour", "due"), [(2, False), (3, True), (23, True)])
def test_prices_are_due_after_three_in_the_night(hour, due):
    assert is_due(datetime(2026, 11, 23, hour, 30, tzinfo=clock.CITY_TIME)) is due


def test_prices_that_stand_are_not_made_again(people):
    now = clock.now().astimezone(clock.CITY_TIME)
    clear(clock.today(), nothing)
    assert not is_due(now)
    assert is_due((now + timedelta(days=1)).replace(hour=3))
    assert tasks.clear_nightly() == "not due"


def test_the_task_starts_the_command_as_a_process_of_its_own(monkeypatch, today):
    started = []
    monkeypatch.setattr("subprocess.Popen", lambda command, **more: started.append(command[-3:]))
    assert tasks.clear_nightly() == "started"
    assert started == [["matcher", "clear", "--json"]]


def test_the_command_says_what_it_did(people, openings, capsys):
    call_command("matcher", "clear", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["people"], said["openings"], said["serving"]) == (
        6,
        5,
        store("prices").serving().name,
    )


def test_what_keeps_lists_from_crowding_is_part_of_the_one_number():
    found = Match(
        None,
        0.55,
        (("skill", 0.8), ("crowding", -0.25)),
        Coverage(),
        (),
        (),
        "v",
        ("half of it: 0", ""),
    )
    assert [told for _word, *told in found.points] == [
        ["80.0", "half of it: 0"],
        ["-25.0", ""],
        ["55.0", ""],
    ]


def test_hard_rules_hide_pairs_for_everybody_at_once(people, openings, settings):
    today, low, high = (
        clock.today(),
        EducationLevelFactory(code="99", rank=1),
        EducationLevelFactory(code="01", rank=9),
    )
    Trainee.objects.filter(pk=people[0].pk).update(birth_on=today - timedelta(days=15 * 365))
    Trainee.objects.filter(pk=people[1].pk).update(education=low)
    Opening.objects.filter(pk=openings[3].pk).update(education=high)
    Opening.objects.filter(pk=openings[4].pk).update(hires=5)
    NotForMe.objects.create(trainee=people[2], opening=openings[0], reason="pay")
    ApplicationFactory(trainee=people[3], opening=openings[1])
    free = rows.free_positions(today)
    problem = problem_of(rows.people_who_use_recommendations(), free, today)
    ranking = recommend_openings(problem, [each.pk for each in people], 9)
    ids = [opening.pk for opening in openings]
    seen = [{ids.index(one) for one in ranking.of(each.pk).ids} for each in people]
    assert seen == [set(), {0, 1, 2}, {1, 2, 3}, {0, 2, 3}, {0, 1, 2, 3}, {0, 1, 2, 3}]
    assert left_of(problem, free).tolist() == [1, 2, 3, 4, 0]


def test_only_who_uses_recommendations_is_counted(people):
    TraineeFactory(uses_recommendations=False)
    TraineeFactory(user=UserFactory(is_active=False))
    TraineeFactory(merged_into=people[0])
    assert set(rows.people_who_use_recommendations()) == set(people)


def test_the_page_shows_the_price_in_the_sum(client: Client, people, openings, settings):
    settings.MATCHER_LISTS = SMALL
    clear(clock.today(), nothing)
    client.force_login(people[0].user)
    assert "已经推荐给很多人" in client.get(reverse("matching:my_matches")).content.decode()
