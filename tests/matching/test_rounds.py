"""A placement round: stable, within the free positions, kept as proposals that only their people can take."""

from datetime import timedelta

import numpy as np
import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.actions.consents import withdraw_consent
from accounts.models import Trainee
from core import clock
from core.denials import Refused
from core.models import AuditEntry, Notice
from matching import tasks
from matching.actions import applications, feedback, rounds
from matching.actions.erasing import erase
from matching.models import (
    Application,
    Opening,
    PlacementLeftOut,
    PlacementProposal,
    PlacementRound,
    PlacementSeats,
)
from matching.permissions import visible_proposals, visible_rounds
from matching.queries.cohorts import Cohort
from matching.queries.own_data import own_data
from matching.queries.rounds import people_proposed_for, proposal_rows, proposals_to
from matching.recommendations.kept.store import store
from matching.recommendations.market.rounds import hires_of_round, result_of
from outcomes.audit.history import changes_are_recorded
from outcomes.audit.matching import hires_within_positions
from recommender.score.version import principled_version
from tests.cast import Cast
from tests.factories.accounts import TraineeFactory
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.rounds import finished_run, graduate, kept_round
from tests.factories.training import EnrolmentFactory
from training.models import CourseRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> CourseRun:
    return finished_run()


@pytest.fixture
def people(run) -> list[Trainee]:
    """Three who all wish for the well-paid opening first; the second has the skills for it best."""
    return [graduate(run, {"lockstitch": level}, wanted_pay_min=6000) for level in (2, 4, 1)]


@pytest.fixture
def openings() -> list[Opening]:
    """One position that everybody wants most, one that they want less, and none left in a third."""
    wanted = OpeningFactory(asks={"lockstitch": 4}, headcount=1, pay_min=7000, pay_max=9000)
    plain = OpeningFactory(asks={"lockstitch": 4}, headcount=1, pay_min=3000, pay_max=4000)
    full = OpeningFactory(asks={"lockstitch": 4}, headcount=1, hires=1)
    return [wanted, plain, full]


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


def test_keeping_writes_proposals_seats_reasons_and_tells_the_people(
    run, people, openings, cast: Cast
):
    kept = kept_round(run, cast.office)
    assert kept.proposals.count() == 2
    assert list(kept.seats.order_by("opening_id").values_list("free", "filled")) == [(1, 1), (1, 1)]
    assert list(kept.left_out.values_list("trainee_id", "reason")) == [(people[2].pk, "no_seat")]
    assert (kept.model_version, len(kept.input_hash), kept.created_by) == (
        principled_version(),
        64,
        cast.office,
    )
    entry = AuditEntry.objects.get(verb="placement_round.keep")
    assert (entry.actor, entry.data["proposals"], entry.data["input"]) == (
        cast.office,
        2,
        kept.input_hash,
    )
    told = Notice.objects.filter(code="matching.proposal.made").values_list("recipient", flat=True)
    assert set(told) == {people[0].user_id, people[1].user_id}
    assert (Application.objects.count(), Opening.objects.get(pk=openings[0].pk).hires) == (0, 0)


def test_only_the_office_keeps_and_closes(run, people, openings, cast: Cast):
    for somebody in (cast.company, cast.coordinator, cast.teacher, people[0].user):
        with pytest.raises(Refused):
            kept_round(run, somebody)
    kept = kept_round(run, cast.office)
    for somebody in (cast.company, cast.coordinator, cast.teacher, people[0].user):
        with pytest.raises(Refused):
            rounds.close_round(round_=kept, reason="x", by=somebody, now=clock.now())
    assert (PlacementRound.objects.count(), PlacementRound.objects.get().state) == (1, "kept")


def test_what_has_changed_since_is_looked_at_again(run, people, openings, cast: Cast):
    with pytest.raises(Refused) as refused:
        rounds.keep_round(
            cohort=Cohort(run=run), seen_hash="of yesterday", by=cast.office, now=clock.now()
        )
    assert refused.value.denial.code == "round.changed"
    assert not PlacementRound.objects.exists()


def test_a_round_without_proposals_is_not_kept(run, people, cast: Cast):
    with pytest.raises(Refused) as refused:
        kept_round(run, cast.office)
    assert refused.value.denial.code == "round.empty"


def test_a_second_round_leaves_alone_who_waits_and_what_is_promised(
    run, people, openings, cast: Cast
):
    kept_round(run, cast.office)
    other = finished_run()
    best = graduate(other, {"lockstitch": 4})
    again, second = (
        result_of(Cohort(run=run), clock.today()),
        result_of(Cohort(run=other), clock.today()),
    )
    assert {each.trainee_id: each.reason for each in again.left_out} == {
        people[0].pk: "proposed",
        people[1].pk: "proposed",
        people[2].pk: "no_opening",
    }
    assert {each.trainee_id: each.reason for each in second.left_out} == {best.pk: "no_opening"}


def test_applying_takes_the_proposal(run, people, openings, cast: Cast):
    kept_round(run, cast.office)
    applications.apply(trainee=people[1], opening=openings[0], by=people[1].user, now=clock.now())
    proposal = PlacementProposal.objects.get(trainee=people[1])
    assert (proposal.state, proposal.answered_at is not None) == ("applied", True)
    assert AuditEntry.objects.get(verb="proposal.take").actor == people[1].user
    assert proposals_to(people[1], clock.today()) == []
    assert len(proposals_to(people[0], clock.today())) == 1


def test_not_for_me_declines_the_proposal(run, people, openings, cast: Cast):
    kept_round(run, cast.office)
    feedback.say_not_for_me(
        trainee=people[1], opening=openings[0], reason="hours", by=people[1].user, now=clock.now()
    )
    assert PlacementProposal.objects.get(trainee=people[1]).state == "declined"
    assert AuditEntry.objects.get(verb="proposal.decline").actor == people[1].user


def test_another_opening_does_not_answer_a_proposal(run, people, openings, cast: Cast):
    kept_round(run, cast.office)
    applications.apply(trainee=people[1], opening=openings[1], by=people[1].user, now=clock.now())
    assert PlacementProposal.objects.get(trainee=people[1]).state == "proposed"


def test_the_switch_hides_proposals_in_the_same_request(run, people, openings, cast: Cast):
    kept_round(run, cast.office)
    assert [row.opening for row in proposals_to(people[1], clock.today())] == [openings[0]]
    people[1].uses_recommendations = False
    assert proposals_to(people[1], clock.today()) == []


@pytest.mark.parametrize("change", [{"state": "paused"}, {"hires": 1}])
def test_what_left_the_list_or_is_full_is_not_shown_and_lapses(
    run, people, openings, cast: Cast, change
):
    kept_round(run, cast.office)
    Opening.objects.filter(pk=openings[0].pk).update(**change)
    assert proposals_to(people[1], clock.today()) == []
    assert (tasks.lapse_proposals(), tasks.lapse_proposals()) == (1, 0)
    assert PlacementProposal.objects.get(trainee=people[1]).state == "lapsed"
    assert PlacementProposal.objects.get(trainee=people[0]).state == "proposed"


def test_closing_lets_open_proposals_lapse(run, people, openings, cast: Cast):
    kept = kept_round(run, cast.office)
    applications.apply(trainee=people[1], opening=openings[0], by=people[1].user, now=clock.now())
    rounds.close_round(round_=kept, reason="结束", by=cast.office, now=clock.now())
    states = dict(kept.proposals.values_list("trainee_id", "state"))
    assert states == {people[1].pk: "applied", people[0].pk: "lapsed"}
    assert (kept.state, kept.closed_at is not None) == ("closed", True)
    with pytest.raises(Refused):
        rounds.close_round(round_=kept, reason="again", by=cast.office, now=clock.now())


def test_a_company_sees_only_who_agreed_to_be_found(run, people, openings, cast: Cast):
    kept_round(run, cast.office)
    assert people_proposed_for(openings[0], clock.today()) == []
    agreed_to_all = people[1]
    Trainee.objects.filter(pk=agreed_to_all.pk).update(is_open_to_contact=True)
    assert people_proposed_for(openings[0], clock.today()) == []
    agreed_to_all.user.consents.create(purpose="contact", version="1")
    assert people_proposed_for(openings[0], clock.today()) == [agreed_to_all]
    assert people_proposed_for(openings[1], clock.today()) == []


def test_who_sees_rounds_and_proposals(run, people, openings, cast: Cast):
    kept = kept_round(run, cast.office)
    Opening.objects.filter(pk=openings[0].pk).update(company=cast.firm)
    sees = {
        "office": (cast.office, [kept], 2),
        "company": (cast.company, [], 1),
        "other_company": (cast.other_company, [], 0),
        "coordinator": (cast.coordinator, [], 0),
        "teacher": (cast.teacher, [], 0),
        "person": (people[0].user, [], 1),
        "stranger": (cast.trainee, [], 0),
    }
    for user, seen, count in sees.values():
        assert (list(visible_rounds(user)), visible_proposals(user).count()) == (seen, count)


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


def test_the_words_name_the_wish_and_nobody(run, people, openings, cast: Cast):
    kept = kept_round(run, cast.office)
    with translation.override("en"):
        row = proposal_rows(list(kept.proposals.filter(trainee=people[0])))[0]
        assert [str(sentence) for sentence in row.sentences] == [
            (
                "Place 1, 女装主播: free positions: 1. Those proposed have more of the skills asked for "
                "(by importance and level: 100 % or more, here 50 %)."
            )
        ]


def test_leaving_lets_the_proposal_lapse_and_forgets_the_reason(run, people, openings, cast: Cast):
    kept_round(run, cast.office)
    erase(user=people[0].user, now=clock.now())
    erase(user=people[2].user, now=clock.now())
    assert PlacementProposal.objects.get(trainee=people[0]).state == "lapsed"
    assert not PlacementLeftOut.objects.exists()


def test_the_own_copy_holds_proposals_and_reasons(run, people, openings, cast: Cast):
    kept_round(run, cast.office)
    assert [row["opening__title"] for row in own_data(people[0].user)["proposals"]] == ["女装主播"]
    assert [row["reason"] for row in own_data(people[2].user)["left_out"]] == ["no_seat"]


def test_the_database_keeps_the_rules(run, people, openings, cast: Cast):
    kept = kept_round(run, cast.office)
    proposal = kept.proposals.first()
    for broken in (
        lambda: PlacementSeats.objects.filter(round=kept).update(filled=2),
        lambda: PlacementRound.objects.filter(pk=kept.pk).update(blocking_pairs=1),
        lambda: PlacementRound.objects.filter(pk=kept.pk).update(run=None),
        lambda: PlacementRound.objects.filter(pk=kept.pk).update(model_version=""),
        lambda: PlacementRound.objects.filter(pk=kept.pk).update(state="closed"),
        lambda: PlacementRound.objects.filter(pk=kept.pk).update(state="gone"),
        lambda: PlacementProposal.objects.filter(pk=proposal.pk).update(state="applied"),
        lambda: PlacementProposal.objects.filter(pk=proposal.pk).update(wish=0),
        lambda: PlacementLeftOut.objects.update(reason="sex"),
        lambda: PlacementProposal.objects.create(
            round=kept_by(cast),
            trainee=proposal.trainee,
            opening=proposal.opening,
            wish=1,
            score=0.5,
            skill=0.5,
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            broken()


def kept_by(cast: Cast) -> PlacementRound:
    return PlacementRound.objects.create(
        run=finished_run(), model_version="v", input_hash="0" * 64, created_by=cast.office
    )


def test_the_audit_finds_a_proposal_that_no_position_knows(run, people, openings, cast: Cast):
    kept = kept_round(run, cast.office)
    openings[2].delete()
    assert hires_within_positions(clock.now()) == []
    PlacementSeats.objects.filter(round=kept, opening=openings[0]).update(filled=0)
    assert [problem.what for problem in hires_within_positions(clock.now())] == [
        "proposals that the round's positions do not know"
    ]


def test_the_audit_asks_for_the_entry_of_each_answer(run, people, openings, cast: Cast):
    kept_round(run, cast.office)
    applications.apply(trainee=people[1], opening=openings[0], by=people[1].user, now=clock.now())
    unrecorded = "proposal: a state without its entry"
    assert unrecorded not in {problem.what for problem in changes_are_recorded(clock.now())}
    PlacementProposal.objects.filter(trainee=people[0]).update(
        state="lapsed", answered_at=clock.now()
    )
    assert unrecorded in {problem.what for problem in changes_are_recorded(clock.now())}
