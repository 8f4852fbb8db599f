"""How much does an outcome count? From rows to steps, and from steps to weights, by hand."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from accounts.models import EarlierWork, Trainee
from core import clock
from matching.models import Application, Interview, Opening, Viewing
from matching.queries import history
from matching.queries.history import (
    APPLIED,
    OFFERED,
    PLACED,
    STAYED,
    VIEWED,
    WAS_SHORTLISTED,
    Outcome,
)
from matching.recommendations.kept.outcome_weights import counted, gain_of, propensity, weights_of
from matching.recommendations.kept.traits import people_table
from matching.recommendations.night import evaluation
from tests.factories.accounts import TraineeFactory
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OfferFactory,
    OpeningFactory,
    PlacementFactory,
)
from tests.factories.skills import OccupationFactory

AT = datetime(2026, 11, 1, tzinfo=UTC)


def outcome(step: int, opening: int = 1, place: int | None = None) -> Outcome:
    return Outcome(1, opening, step, AT, "list" if place else "", place)


def test_weights_by_hand():
    curve = np.array([1.0, 0.5, 0.2])
    found = weights_of(
        [outcome(APPLIED), outcome(STAYED, 2, 2), outcome(VIEWED, 3, 9), outcome(OFFERED)], curve
    )
    raw = np.array(
        [1 / np.sqrt(2), 6 / 0.5, 0.1 / 0.2, 3 / np.sqrt(2)]
    )  # opening 1 has two outcomes
    assert found == pytest.approx(raw / raw.mean())
    assert weights_of([], curve).size == 0
    assert (gain_of(VIEWED), gain_of(APPLIED), gain_of(STAYED)) == (0.0, 1.0, 6.0)


def test_the_attention_of_a_place_comes_from_the_list_by_date_and_is_clipped():
    seen = propensity({1: 200, 2: 100, 3: 120, 4: 2}, places=5)
    assert seen.tolist() == [1.0, 0.5, 0.5, 0.2, 0.2]  # never rises, never below a fifth
    usual = propensity({1: 3}, places=3)
    assert usual == pytest.approx([1.0, 1 / np.log2(3), 0.5])


@pytest.mark.django_db
class TestRows:
    def steps(self, today: date | None = None) -> list[int]:
        return [one.step for one in history.outcomes(today or clock.today())]

    @pytest.mark.parametrize(
        ("state", "step"),
        [
            ("submitted", APPLIED),
            ("rejected", APPLIED),
            ("withdrawn", APPLIED),
            ("shortlisted", WAS_SHORTLISTED),
        ],
    )
    def test_a_state_is_a_step(self, state: str, step: int) -> None:
        ApplicationFactory(state=state)
        assert self.steps() == [step]

    def test_what_once_happened_counts_although_it_came_to_nothing(self) -> None:
        application = ApplicationFactory(state="rejected")
        Interview.objects.create(application=application, at=clock.now(), place="示例路1号")
        assert self.steps() == [WAS_SHORTLISTED]
        OfferFactory(application=application)
        assert self.steps() == [OFFERED]

    def test_a_start_counts_once_the_person_confirms_and_most_once_it_lasts(self) -> None:
        claimed = PlacementFactory()
        assert self.steps() == [APPLIED]
        claimed.delete()
        Application.objects.all().delete()
        placed = ConfirmedPlacementFactory(start_on=date(2026, 8, 1))
        assert self.steps() == [PLACED]
        placed.verified_at, placed.verified_by = clock.now(), placed.trainee.user
        placed.save()
        assert self.steps(date(2026, 10, 29)) == [PLACED]  # 89 days
        assert self.steps(date(2026, 10, 30)) == [STAYED]
        placed.ended_on, placed.end_reason = date(2026, 9, 1), "换了工作"
        placed.save()
        assert self.steps(date(2027, 1, 1)) == [PLACED]

    def test_a_look_and_its_place_belong_to_the_application_that_follows(self) -> None:
        application = ApplicationFactory()
        Viewing.objects.create(
            trainee=application.trainee, opening=application.opening, origin="list", place=4
        )
        look = Viewing.objects.create(
            trainee=application.trainee, opening=OpeningFactory(), origin="matches", place=2
        )
        first, second = history.outcomes(clock.today())
        assert (first.step, first.place, first.at) == (APPLIED, 4, application.submitted_at)
        assert (second.step, second.place, second.at) == (VIEWED, 2, look.at)
        assert counted([first, second]) == {
            "viewed": 1, "applied": 1, "shortlisted": 0, "offered": 0, "placed": 0, "still_there": 0,
        }  # fmt: skip
        assert history.place_counts() == {4: 1}

    @pytest.mark.parametrize(
        "changes", [{"uses_recommendations": False}, {"user__is_active": False}]
    )
    def test_who_switched_off_or_left_is_not_learned_from(self, changes: dict[str, bool]) -> None:
        application = ApplicationFactory()
        Viewing.objects.create(
            trainee=application.trainee, opening=OpeningFactory(), origin="list", place=1
        )
        assert len(self.steps()) == 2
        if "user__is_active" in changes:
            application.trainee.user.is_active = False
            application.trainee.user.save()
        else:
            Trainee.objects.update(**changes)
        assert (
            self.steps(),
            history.person_traits(history.people_to_learn_from()),
            history.place_counts(),
        ) == (
            [],
            [],
            {},
        )

    def test_only_openings_that_were_once_published_are_learned_from(self) -> None:
        draft = OpeningFactory(state="draft", published_at=None, submitted_at=None)
        ApplicationFactory(opening=draft)
        assert (
            self.steps(),
            history.opening_traits(history.openings_to_learn_from()),
            history.spans(),
        ) == ([], [], [])

    def test_when_an_opening_was_on_the_list(self) -> None:
        OpeningFactory(
            published_at=AT,
            valid_until=date(2026, 11, 5),
            state="closed",
            closed_at=AT + timedelta(days=2),
        )
        span = history.spans()[0]
        moments = [AT - timedelta(hours=1), AT, AT + timedelta(days=1), AT + timedelta(days=3)]
        assert [history.is_live(span, moment) for moment in moments] == [False, True, True, False]
        Opening.objects.update(state="published", closed_at=None)
        span = history.spans()[0]
        assert [history.is_live(span, AT + timedelta(days=n)) for n in (4, 5)] == [True, False]

    def test_many_spans_at_once_say_the_same_as_one_by_one(self) -> None:
        for day in (1, 4, 9):
            OpeningFactory(published_at=AT + timedelta(days=day), valid_until=date(2026, 11, 7))
        OpeningFactory(published_at=AT, state="closed", closed_at=AT + timedelta(days=2))
        ApplicationFactory()
        now, spans = evaluation.evaluation_data(), history.spans()
        for hours in range(0, 300, 7):
            moment = AT + timedelta(hours=hours)
            assert now.live_at(moment).tolist() == [history.is_live(span, moment) for span in spans]
        long = now.live_between(AT + timedelta(days=3), AT + timedelta(days=5))
        assert long.tolist() == [True, True, False, False, True]

    def test_the_lists_of_what_is_learned_from_hold_nothing_forbidden(self) -> None:
        from matching.recommendations.kept.traits import OPENING_TRAITS, PERSON_TRAITS, tables

        TraineeFactory(gender="female", birth_on=date(1980, 1, 1), source="returnee")
        OpeningFactory()
        both = tables()
        assert PERSON_TRAITS == (
            "education", "major", "wanted_occupations", "wanted_work", "wanted_divisions", "wanted_pay", "earlier_work",
            "earlier_length",
        )  # fmt: skip
        for side, names in ((both.people, PERSON_TRAITS), (both.openings, OPENING_TRAITS)):
            assert {*side.categories, *side.tags, *side.numbers, *side.texts} == set(names)

    def test_earlier_work_is_learned_from_as_said_and_unsaid_is_unknown(self) -> None:
        silent, never, worked = TraineeFactory(), TraineeFactory(), TraineeFactory()
        sewing = OccupationFactory(code="sewing_worker")
        EarlierWork.objects.create(trainee=never, kind="none")
        EarlierWork.objects.create(
            trainee=worked, kind="occupation", occupation=sewing, span="under_three_years"
        )
        EarlierWork.objects.create(trainee=worked, kind="other", span="under_half_year")
        people = people_table(Trainee.objects.filter(pk__in=[silent.pk, never.pk, worked.pk]))
        assert people.tags["earlier_work"] == [[], ["none"], ["other", "sewing_worker"]]
        assert people.categories["earlier_length"] == ["", "none", "longer"]

    def test_a_wish_is_learned_from_in_its_own_words_whatever_signs_stand_between(self) -> None:
        TraineeFactory()
        TraineeFactory(wanted_work="女装打版、ＣＡＤ放码，\u200b小单_快反")
        people = people_table(Trainee.objects.all())
        assert people.texts == {"wanted_work": ["", "女装打版 CAD放码 小单 快反"]}
