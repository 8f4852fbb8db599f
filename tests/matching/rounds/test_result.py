"""A placement round's result: stable, within the free positions, the same twice, and why somebody is not in it."""

from datetime import timedelta

import numpy as np
import pytest

from accounts.actions.consents import withdraw_consent
from core import clock
from matching.actions import feedback
from matching.models import Opening
from matching.queries.cohorts import Cohort
from matching.recommendations.kept.store import store
from matching.recommendations.market.rounds import hires_of_round, result_of
from tests.factories.accounts import TraineeFactory
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.rounds import graduate
from tests.factories.training import EnrolmentFactory

pytestmark = pytest.mark.django_db


def placed(result) -> dict[int, tuple[int, int]]:
    return {each.trainee_id: (each.opening_id, each.wish) for each in result.proposals}


def test_worked_example_by_hand(run, people, openings):
    """All three wish for the first: it goes to who has the skills. The others compete for the second; one gets nothing."""
    result = result_of(Cohort(run=run), clock.today())
    first, second, third = (each.pk for each in people)
    assert placed(result) == {second: (openings[0].pk, 1), first: (openings[1].pk, 2)}
    assert [(each.opening_id, each.free, each.filled) for each in result.seats] == [
        (openings[0].pk, 1, 1),
        (openings[1].pk, 1, 1),
    ]
    assert [(each.trainee_id, each.reason) for each in result.left_out] == [(third, "no_seat")]
    assert result.left_out[0].passed_over == [
        {"opening": openings[0].pk, "rank": 1, "seats": 1, "skill": 0.25, "least": 1.0},
        {"opening": openings[1].pk, "rank": 2, "seats": 1, "skill": 0.25, "least": 0.5},
    ]
    assert result.blocking_pairs == 0
    proposal = result.proposals[0]
    assert (proposal.skill, proposal.passed_over[0]["least"]) == (0.5, 1.0)


def test_the_same_answer_twice(run, people, openings):
    once, again = (result_of(Cohort(run=run), clock.today()) for _ in range(2))
    assert (once.input_hash, placed(once)) == (again.input_hash, placed(again))
    people[2].wanted_pay_min = 3000
    people[2].save(update_fields=["wanted_pay_min"])
    assert result_of(Cohort(run=run), clock.today()).input_hash != once.input_hash


def test_skills_come_before_the_rest_in_the_openings_eyes(run):
    """The one with more of the skills gets the position, though the other fits better in all."""
    skilled = graduate(run, {"lockstitch": 4}, wanted_pay_min=20000)
    pleased = graduate(run, {"lockstitch": 3}, wanted_pay_min=3000)
    OpeningFactory(asks={"lockstitch": 4}, headcount=1)
    result = result_of(Cohort(run=run), clock.today())
    assert list(placed(result)) == [skilled.pk]
    assert [each.trainee_id for each in result.left_out] == [pleased.pk]


def test_who_is_not_in_it_and_why(run, openings):
    off = graduate(run, uses_recommendations=False)
    silent = TraineeFactory(agrees=("terms", "privacy"))
    EnrolmentFactory(trainee=silent, run=run, state="completed")
    child = graduate(run, birth_on=clock.today() - timedelta(days=15 * 365))
    busy = graduate(run)
    ApplicationFactory(trainee=busy, state="accepted")
    result = result_of(Cohort(run=run), clock.today())
    assert {each.trainee_id: each.reason for each in result.left_out} == {
        off.pk: "switched_off",
        silent.pk: "no_consent",
        child.pk: "under_age",
        busy.pk: "at_work",
    }
    assert result.proposals == ()


def test_a_consent_that_was_taken_back_counts_at_once(run, people, openings):
    withdraw_consent(
        user=people[1].user, purpose="recommendation", by=people[1].user, now=clock.now()
    )
    found = result_of(Cohort(run=run), clock.today())
    assert {each.trainee_id: each.reason for each in found.left_out}[people[1].pk] == "switched_off"


def test_hard_rules_are_never_proposed(run, people, openings):
    feedback.say_not_for_me(
        trainee=people[1], opening=openings[0], reason="pay", by=people[1].user, now=clock.now()
    )
    ApplicationFactory(trainee=people[0], opening=openings[0])
    found = placed(result_of(Cohort(run=run), clock.today()))
    assert found == {people[1].pk: (openings[1].pk, 1), people[2].pk: (openings[0].pk, 1)}


def test_without_any_opening_the_reason_is_another(run, people):
    result = result_of(Cohort(run=run), clock.today())
    assert {each.reason for each in result.left_out} == {"no_opening"}
    assert (result.proposals, result.seats, result.blocking_pairs) == ((), (), 0)


def test_an_opening_far_beyond_the_skills_is_not_proposed(run, settings):
    beginner, learner = graduate(run, {"lockstitch": 1}), graduate(run, {"lockstitch": 2})
    OpeningFactory(asks={"lockstitch": 4}, headcount=2)
    settings.ROUND_SKILLS_AT_LEAST = 0.5
    result = result_of(Cohort(run=run), clock.today())
    assert list(placed(result)) == [learner.pk]
    assert [(each.trainee_id, each.reason) for each in result.left_out] == [
        (beginner.pk, "few_skills")
    ]
    settings.ROUND_SKILLS_AT_LEAST = 0.25
    assert list(placed(result_of(Cohort(run=run), clock.today()))) == [beginner.pk, learner.pk]


def test_seats_are_never_exceeded_and_nobody_would_swap(run):
    """Many people, few positions: checked against the rows, not against the engine."""
    for n in range(14):
        graduate(
            run,
            {"lockstitch": 1 + n % 4, "live_pitch": 1 + n % 3},
            wanted_pay_min=4000 + 500 * (n % 5),
        )
    for n in range(5):
        OpeningFactory(
            asks={"lockstitch": 1 + n % 4, "live_pitch": 3},
            headcount=1 + n % 3,
            pay_min=4500,
            pay_max=5000 + 900 * n,
        )
    result = result_of(Cohort(run=run), clock.today())
    left = {opening.pk: opening.positions_left for opening in Opening.objects.all()}
    for seats in result.seats:
        assert seats.filled == sum(each.opening_id == seats.opening_id for each in result.proposals)
        assert seats.filled <= seats.free == left[seats.opening_id]
    skills = {each.trainee_id: each.skill for each in result.proposals}
    for each in result.proposals:
        for wish in each.passed_over:
            holders = [other for other in result.proposals if other.opening_id == wish["opening"]]
            assert len(holders) == left[wish["opening"]]
            assert min(skills[other.trainee_id] for other in holders) >= wish["skill"]
    assert (len(result.proposals) + len(result.left_out), result.blocking_pairs) == (14, 0)
    assert len(result.proposals) == sum(left.values())


def test_hires_of_a_round_by_hand():
    """Two people at one seat: 0.5 + 0.5 − 0.25; alone each would count 0.5."""
    assert hires_of_round(np.array([0, 0]), np.array([0.4, 0.4]), np.array([1])) is None
    card = {"up_to": "2026-11-20", "hire": {"kind": "steps"}}
    steps = {"hire_knots": np.array([0.0, 1.0]), "hire_values": np.array([0.5, 0.5])}
    store("chances").serve(store("chances").write("made", steps, card))
    assert hires_of_round(
        np.array([0, 0, -1]), np.array([0.4, 0.4, 0.9]), np.array([1])
    ) == pytest.approx(0.75)
    assert hires_of_round(
        np.array([0, 1]), np.array([0.4, 0.4]), np.array([1, 1])
    ) == pytest.approx(1.0)
