"""Is a round kept as proposals that only their people can take, seen by nobody else, and closed for good?"""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

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
from matching.recommendations.market.rounds import result_of
from outcomes.audit.history import changes_are_recorded
from outcomes.audit.matching import hires_within_positions
from recommender.score.version import principled_version
from tests.cast import Cast
from tests.factories.rounds import finished_run, graduate, kept_round

pytestmark = pytest.mark.django_db


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
