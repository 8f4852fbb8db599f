"""Is the fit frozen with an application, as the person's list showed it, and nothing when recommendations are off?"""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Trainee
from core import clock
from matching.actions.applications import apply
from matching.actions.erasing import erase
from matching.models import Application
from matching.queries.own_data import own_data
from matching.recommendations.kept.model import serving_model
from matching.recommendations.request.applying import score_of, scores_of
from matching.recommendations.request.lists import openings_for
from tests.factories.accounts import HeldSkillFactory, VerifiedTraineeFactory
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(today) -> Trainee:
    """Somebody who holds half of the levels that the opening asks for, and wants what it pays."""
    trainee = VerifiedTraineeFactory(wanted_pay_min=5000)
    HeldSkillFactory(trainee=trainee, skill=SkillFactory(code="live_pitch"), level=2)
    return trainee


def test_by_hand(person):
    opening = OpeningFactory(asks={"live_pitch": 4})

    found = score_of(person, opening)

    # skill .50 · 2/4, pay .15 · 1, place and occupation ½ of .15, no common word
    assert found.parts == pytest.approx(
        {"skill": 0.25, "pay": 0.15, "place": 0.075, "occupation": 0.075, "text": 0.0}
    )
    assert (found.score, found.model_version) == (pytest.approx(0.55), serving_model().name)


def test_an_application_keeps_what_the_list_showed_even_when_the_profile_changes(person):
    opening = OpeningFactory(asks={"live_pitch": 4})
    OpeningFactory(asks={"lockstitch": 3})
    shown = next(one for one in openings_for(person) if one.thing == opening)

    sent = apply(trainee=person, opening=opening, by=person.user, now=clock.now())
    HeldSkillFactory(trainee=person, skill=SkillFactory(code="lockstitch"), level=5)

    sent.refresh_from_db()
    assert (sent.match_score, sent.match_parts) == (
        pytest.approx(shown.score),
        pytest.approx(dict(shown.contributions)),
    )
    assert sent.match_model == shown.model_version
    assert sum(sent.match_parts.values()) == pytest.approx(sent.match_score, abs=1e-9)


def test_nothing_is_worked_out_about_who_switched_recommendations_off(person):
    person.uses_recommendations = False
    person.save()
    opening = OpeningFactory(asks={"live_pitch": 4})

    sent = apply(trainee=person, opening=opening, by=person.user, now=clock.now())

    assert (sent.match_score, sent.match_parts, sent.match_model) == (None, None, "")
    assert scores_of([(person.pk, opening.pk)]) == [None]


def test_an_opening_that_is_on_no_list_has_no_score(person):
    assert score_of(person, OpeningFactory(state="paused")) is None


def test_many_at_once_are_the_same_as_one_by_one(person):
    other = VerifiedTraineeFactory(wanted_pay_min=9000)
    off = VerifiedTraineeFactory(uses_recommendations=False)
    openings = [OpeningFactory(asks={"live_pitch": level}) for level in (1, 3, 5)]
    pairs = [(who.pk, where.pk) for where in openings for who in (person, off, other)]

    found = scores_of(pairs)

    people = {one.pk: one for one in (person, other, off)}
    work = {one.pk: one for one in openings}
    single = [score_of(people[one], work[other]) for one, other in pairs]
    assert [one and pytest.approx(one.score) for one in single] == [
        one and one.score for one in found
    ]
    assert scores_of([]) == []


@pytest.mark.parametrize(
    "half", [{"match_score": 0.5}, {"match_parts": {}}, {"match_model": "m"}, {"match_score": 1.5, "match_parts": {}, "match_model": "m"}]
)  # fmt: skip
def test_a_score_stands_whole_or_not_at_all(half):
    application = ApplicationFactory()

    with pytest.raises(IntegrityError, match="application_match_whole"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(**half)


def test_the_person_gets_a_copy_and_leaves_no_parts_behind(person):
    apply(
        trainee=person,
        opening=OpeningFactory(asks={"live_pitch": 4}),
        by=person.user,
        now=clock.now(),
    )

    (copied,) = own_data(person.user)["applications"]
    erase(user=person.user, now=clock.now())

    assert (copied["match_score"], copied["match_model"]) == (
        pytest.approx(0.55),
        serving_model().name,
    )
    kept = Application.objects.get(trainee=person)
    assert (kept.match_score, kept.match_parts) == (pytest.approx(0.55), {})


def test_a_company_never_sees_the_score(client, cast, person):
    sent = apply(
        trainee=person,
        opening=OpeningFactory(company=cast.firm, asks={"live_pitch": 4}),
        by=person.user,
        now=clock.now(),
    )
    Application.objects.filter(pk=sent.pk).update(
        match_score=0.7654321, match_model="told-to-nobody"
    )
    client.force_login(cast.company)

    pages = [
        client.get(url).content.decode()
        for url in ("/company/", f"/company/applications/{sent.pk}/")
    ]

    assert all(person.real_name in page for page in pages)
    assert not any(
        mark in page
        for page in pages
        for mark in ("0.765", "76.5", "77 %", "77%", "told-to-nobody")
    )


def test_the_score_costs_a_person_two_questions_to_the_database(person, django_assert_num_queries):
    opening = OpeningFactory(asks={"live_pitch": 4})
    score_of(person, opening, clock.today())

    with django_assert_num_queries(2):
        score_of(person, opening, clock.today())
