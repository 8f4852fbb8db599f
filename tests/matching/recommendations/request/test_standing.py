"""Does what happened today count today: a new opening, a new person, an edited profile, an application?"""

from typing import Any

import numpy as np
import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from accounts.actions.earlier import forget_earlier_work, say_earlier_work
from accounts.actions.profile import change_profile
from accounts.models import Consent, EarlierWork, Major, Trainee
from core import clock
from matching.actions import openings
from matching.models import Application, Opening, Viewing
from matching.queries import everybody as everybody_rows
from matching.queries import history
from matching.recommendations.kept import sides
from matching.recommendations.kept.model import PRINCIPLED, serving_model
from matching.recommendations.market import everybody
from matching.recommendations.request import standing
from matching.recommendations.request.lists import openings_for, people_for
from matching.recommendations.request.serving import Serving
from recommender.batch.lists import openings_for_all
from recommender.learned.choose import FitPlan
from recommender.learned.model import OPENINGS, PEOPLE
from recommender.ranking.order import lots
from tests.cast import Cast
from tests.factories.accounts import HeldSkillFactory, TraineeFactory
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.skills import OccupationFactory, SkillFactory
from tests.matching.recommendations import rebuilt
from tests.matching.recommendations.kept.test_sides import ChangingCity, assert_as_rebuilt
from tests.matching.recommendations.test_freshness import fields
from tests.matching.recommendations.worlds import PLAN, SHIFTS, put, serve_learned, town

pytestmark = pytest.mark.django_db

WALKING = FitPlan(PLAN.settings[:1], (0.5, 0.3, 0.5))
LEARNED = 0.6
LIST_QUERIES, PEOPLE_QUERIES = 6, 8
Town = tuple[list[Trainee], list[Opening]]


@pytest.fixture
def learned_town() -> Town:
    """Three fields of study, three shifts, each to its own; a model of it serves and both sides are on the disk."""
    people, offered = town(is_random=False, people=36, openings=21)
    rebuilt.refresh()
    serve_learned(learned=LEARNED)
    return [Trainee.objects.get(pk=one.pk) for one in people], [
        Opening.objects.get(pk=one.pk) for one in offered
    ]


def told(person: Trainee, opening: Opening) -> float:
    """What was learned says of a pair in the person's list, 0 to 1; NaN where it is not on it."""
    found = {match.thing.pk: dict(match.contributions) for match in openings_for(fresh(person), 60)}
    return found[opening.pk]["learned"] / LEARNED if opening.pk in found else float("nan")


def fresh(thing: Any) -> Any:
    return type(thing).objects.get(pk=thing.pk)


def of_shift(number: int, **more: Any) -> Opening:
    return OpeningFactory(shift=SHIFTS[number], asks={"lockstitch": 3}, **more)


def stands(model: Any, side: int) -> list[int]:
    return list(model.stands[side].ids.tolist())


# --- the same whoever asks, and however -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seed", "plan"),
    [(1, PLAN), (2, WALKING), (3, FitPlan())],
    ids=["factors", "walks", "popularity"],
)
def test_whatever_happens_a_request_a_night_and_everything_read_anew_give_the_same_lists(
    seed, plan
):
    city = ChangingCity(seed)
    for _ in range(60):
        city.apply()
    rebuilt.refresh()
    serve_learned(plan)
    for turn in range(18):
        assert_as_rebuilt(city)
        if turn % 6 == 5:
            assert_as_in_the_night(city.person())
        city.something()
    assert_as_in_the_night(city.person())
    now = standing.for_person(
        serving_model(),
        city.person(),
        clock.today(),
        sides.live_openings_since(clock.today(), serving_model().since)[1],
    )
    assert now.learned is not None and len(stands(now.learned, OPENINGS)) > 0


def assert_as_in_the_night(person: Trainee) -> None:
    """The list of one person is the one that everybody's lists, made at once, hold."""
    today = clock.today()
    everyone = everybody_rows.people_who_use_recommendations()
    problem = everybody.problem_of(everyone, everybody_rows.free_positions(today), today)
    table = openings_for_all(problem, [person.pk], rebuilt.LIMIT)
    night = {
        pk: (score, tuple(zip(problem.parts, parts, strict=True)))
        for pk, score, parts in zip(
            table.ids[0].tolist(),
            table.scores[0].tolist(),
            table.contributions[0].tolist(),
            strict=True,
        )
        if pk >= 0
    }
    assert {pk: (score, parts) for pk, score, parts in rebuilt.served_openings(person)} == night


def test_who_did_nothing_since_stands_where_the_training_left_them(learned_town):
    """The events and their weights are those of the training: asked again, nobody moves."""
    people, offered = learned_town
    today, now = clock.today(), serving_model()
    everyone = standing.for_people(
        now, Trainee.objects.all(), rebuilt.ids_of(Trainee.objects.all()), today
    )
    everything = standing.for_openings(
        now, Opening.objects.all(), rebuilt.ids_of(Opening.objects.all()), today
    )
    assert [
        stands(found.learned, side)
        for found in (everyone, everything)
        for side in (PEOPLE, OPENINGS)
    ] == [[]] * 4
    Viewing.objects.create(trainee=people[0], opening=offered[1], origin="list", place=2)
    everyone = standing.for_people(
        now, Trainee.objects.all(), rebuilt.ids_of(Trainee.objects.all()), today
    )
    assert stands(everyone.learned, PEOPLE) == [people[0].pk]


def test_a_later_outcome_counts_by_the_scale_of_the_training(learned_town):
    people, offered = learned_town
    scale, material = serving_model().scale, history.outcomes(clock.today())
    assert scale is not None
    assert scale.weights(material).mean() == pytest.approx(1)
    ApplicationFactory(trainee=people[0], opening=offered[1])
    new = history.outcomes(clock.today(), Q(trainee=people[0].pk, opening=offered[1].pk))
    count = sum(one.opening_id == offered[1].pk for one in material)
    raw = [1 / np.sqrt(sum(o.opening_id == one.opening_id for o in material)) for one in material]
    assert scale.weights(new).tolist() == pytest.approx([1 / np.sqrt(count) / np.mean(raw)])


# --- what happened today ----------------------------------------------------------------------------------------------


def test_a_new_opening_is_told_apart_by_its_profile_at_once(learned_town):
    people, _offered = learned_town
    new = of_shift(0)
    suited, other = told(people[0], new), told(people[1], new)
    assert suited > 0.2 > 0.1 > other
    Opening.objects.filter(pk=new.pk).update(shift=SHIFTS[1])
    assert told(people[1], new) > 0.2 > 0.1 > told(people[0], new)


def test_a_person_who_came_today_is_served_by_their_profile_and_one_who_changed_it_by_the_new_one(
    learned_town,
):
    people, offered = learned_town
    major = Major.objects.get(code="99001")
    new = TraineeFactory(major=major)
    HeldSkillFactory(trainee=new, skill=SkillFactory(code="lockstitch"), level=2)
    assert told(new, offered[1]) > 10 * told(new, offered[0]) > 0
    before = told(people[0], offered[4])
    Trainee.objects.filter(pk=people[0].pk).update(major=major)
    assert told(people[0], offered[4]) > before


def test_what_somebody_says_of_earlier_work_moves_the_next_list_and_goes_when_it_is_taken_back():
    people, offered = town(is_random=False, people=36, openings=21)
    trades = [OccupationFactory(code=f"trade_{n}") for n in range(3)]
    Trainee.objects.update(major=None)
    EarlierWork.objects.bulk_create(
        EarlierWork(trainee=one, kind="occupation", occupation=trades[n % 3], span="longer")
        for n, one in enumerate(people)
    )
    rebuilt.refresh()
    serve_learned(learned=LEARNED)
    new = TraineeFactory()
    HeldSkillFactory(trainee=new, skill=SkillFactory(code="lockstitch"), level=2)
    before = [told(new, offered[at]) for at in (0, 1)]
    work = say_earlier_work(
        trainee=new, kind="occupation", occupation=trades[1], span="longer", by=new.user
    )
    assert told(new, offered[1]) > 10 * told(new, offered[0]) > 0
    forget_earlier_work(work=work, by=new.user)
    assert [told(new, offered[at]) for at in (0, 1)] == pytest.approx(before)


def test_a_wish_in_own_words_moves_the_next_list_and_what_somebody_is_moves_nothing():
    people, offered = town(is_random=False, people=36, openings=21)
    said = ("女装打版", "直播带货", "仓库理货")
    Trainee.objects.update(major=None)
    for n, one in enumerate(people):
        Trainee.objects.filter(pk=one.pk).update(wanted_work=said[n % 3])
    rebuilt.refresh()
    serve_learned(learned=LEARNED)
    new = TraineeFactory()
    HeldSkillFactory(trainee=new, skill=SkillFactory(code="lockstitch"), level=2)

    def told_when(words: str) -> list[float]:
        change_profile(
            trainee=fresh(new), values={"wanted_work": words}, by=new.user, now=clock.now()
        )
        return [told(new, offered[at]) for at in (0, 1)]

    before = [told(new, offered[at]) for at in (0, 1)]
    other, own = told_when("想做直播带货")
    assert own > 10 * other > 0
    assert told_when("女，35岁，单身，河南人，想做直播带货") == pytest.approx([other, own])
    assert told_when("") == pytest.approx(before)


def test_a_wish_in_own_words_counts_where_nothing_is_learned():
    OpeningFactory(title="女装打版师", duties="负责女装打版放码。", asks={"lockstitch": 3})
    OpeningFactory(title="直播带货主播", duties="负责直播带货。", asks={"lockstitch": 3})
    new = TraineeFactory(wanted_pay_min=None)
    HeldSkillFactory(trainee=new, skill=SkillFactory(code="lockstitch"), level=2)
    for words in ("打版放码", "直播带货"):
        change_profile(
            trainee=fresh(new), values={"wanted_work": words}, by=new.user, now=clock.now()
        )
        first = openings_for(fresh(new), 2)[0]
        assert words[:2] in first.thing.title
        assert dict(first.contributions)["text"] > 0


def test_an_application_moves_the_next_list_and_its_opening_the_next_people(learned_town):
    people, offered = learned_town
    person = people[0]
    near, far = ([one for at, one in enumerate(offered) if at % 3 == kind] for kind in (0, 1))
    before = np.array([told(person, one) for one in far[3:]])
    for one in far[:3]:
        ApplicationFactory(trainee=person, opening=one)
    assert (np.array([told(person, one) for one in far[3:]]) > before).all()
    Application.objects.filter(trainee=person, opening__in=far[:3]).delete()
    assert np.array_equal([told(person, one) for one in far[3:]], before)

    def leaning(opening: Opening) -> float:
        """By how much an opening of the first shift is for people of the second field of study."""
        problem, *_more = Serving(clock.today()).opening_problems(fresh(opening))
        assert problem.learned is not None
        ids = np.array([one.pk for one in people])
        found = problem.learned.scores(ids, np.array([opening.pk]))[:, 0]
        return float(found[1::3].mean() - found[0::3].mean())

    quiet = leaning(near[0])
    for other in people[1::3]:
        ApplicationFactory(trainee=other, opening=near[0])
    assert leaning(near[0]) > quiet


def test_what_was_hired_and_what_was_looked_at_count_as_in_the_training(cast: Cast, learned_town):
    """An application that went on counts more than one that did not, from the next request on."""
    people, offered = learned_town
    person, opening = people[0], offered[1]
    application = ApplicationFactory(trainee=person, opening=opening)
    weights = []
    for state in ("submitted", "shortlisted"):
        Application.objects.filter(pk=application.pk).update(state=state)
        done = history.outcomes(clock.today(), Q(trainee=person.pk, opening=opening.pk))
        assert serving_model().scale is not None
        weights.append(serving_model().scale.weights(done)[0])
    assert weights[1] == pytest.approx(2 * weights[0])


def test_nothing_new_is_asked_where_nothing_learned_serves(learned_town, django_assert_num_queries):
    people, _offered = learned_town
    put({})
    assert serving_model().since is None
    openings_for(people[0])
    with django_assert_num_queries(LIST_QUERIES - 1):
        openings_for(people[0])
    assert serving_model().learned is PRINCIPLED.learned is None


def test_a_list_asks_once_more_for_what_happened_and_for_what_came(
    learned_town, django_assert_num_queries
):
    people, offered = learned_town
    person, opening = people[0], offered[0]
    Trainee.objects.update(is_open_to_contact=True)
    Consent.objects.bulk_create(
        Consent(user=one.user, purpose="contact", version="1") for one in people
    )
    rebuilt.refresh()
    openings_for(person)
    with django_assert_num_queries(LIST_QUERIES):
        openings_for(person)
    people_for(opening)
    with django_assert_num_queries(PEOPLE_QUERIES):
        people_for(opening)
    of_shift(0, company=opening.company, occupation=opening.occupation, division=opening.division)
    with django_assert_num_queries(
        LIST_QUERIES + 4
    ):  # the index and the model read what came in two each, once
        openings_for(person)
    with django_assert_num_queries(LIST_QUERIES):
        openings_for(person)
    Trainee.objects.filter(pk=person.pk).update(wanted_pay_min=7000)
    changed = fresh(person)
    with django_assert_num_queries(LIST_QUERIES + 1):  # their profile
        openings_for(changed)


def test_without_files_what_changed_is_one_question_more(
    learned_town, settings, tmp_path, django_assert_num_queries
):
    people, _offered = learned_town
    wanted = rebuilt.served_openings(people[0])
    for kind in ("openings", "people"):
        (settings.MATCHER_ROOT / kind).rename(tmp_path / kind)
    assert rebuilt.served_openings(people[0]) == wanted
    with django_assert_num_queries(LIST_QUERIES + 1):
        openings_for(people[0])


# --- the way of people through it -------------------------------------------------------------------------------------


def test_published_today_it_is_in_the_next_list_of_suited_people_in_its_place(
    cast: Cast, learned_town
):
    """A company publishes, a suited person sees it in its place, applies elsewhere, and sees the list move."""
    people, _offered = learned_town
    person, other = people[0], people[1]
    Trainee.objects.filter(pk=person.pk).update(birth_on="2000-01-01")
    skills = [
        {
            "skill_id": SkillFactory(code="lockstitch").pk,
            "level": 3,
            "importance": 3,
            "is_essential": True,
        }
    ]
    new = openings.create_opening(
        company=cast.firm,
        fields=fields(shift=SHIFTS[0]),
        skills=skills,
        by=cast.company,
        now=clock.now(),
    )
    openings.submit_opening(opening=new, by=cast.company, now=clock.now())
    assert new.pk not in page_of(person)
    openings.approve_opening(opening=new, by=cast.office, now=clock.now())

    shown = page_of(person)
    drawn = dict(zip(shown, lots(np.array(person.pk), np.array(list(shown))).tolist(), strict=True))
    assert list(shown) == sorted(shown, key=lambda pk: (-shown[pk].score, drawn[pk]))
    share, weight = dict(shown[new.pk].contributions)["learned"], serving_model().weights.learned
    assert weight * 0.3 < share != weight * 0.5
    worse = [pk for pk, match in shown.items() if match.thing.shift != SHIFTS[0]]
    assert worse and list(shown).index(new.pk) < min(list(shown).index(pk) for pk in worse)
    theirs = page_of(other)
    assert new.pk not in theirs or dict(theirs[new.pk].contributions)["learned"] < weight * 0.1

    chosen = next(
        match.thing for match in page_of(person).values() if match.thing.shift == SHIFTS[1]
    )
    client = Client()
    client.force_login(person.user)
    client.post(reverse("matching:apply", args=[chosen.pk]), {"note": ""})
    assert Application.objects.filter(trainee=person, opening=chosen).exists()
    after = page_of(person)
    assert chosen.pk not in after
    moved = [
        pk for pk in after if pk in shown and after[pk].contributions != shown[pk].contributions
    ]
    alike = [pk for pk in moved if after[pk].thing.shift == SHIFTS[1]]
    assert alike and all(after[pk].score > shown[pk].score for pk in alike)


def page_of(person: Trainee) -> dict[int, Any]:
    """What the page of somebody's recommendations shows, in its order."""
    client = Client()
    client.force_login(person.user)
    return {
        match.thing.pk: match
        for match in client.get(reverse("matching:my_matches")).context["matches"]
    }
