"""Which model serves, what does it change, and what happens when its files are touched?"""

from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import HeldSkill, SkillProof, Trainee
from core import clock, versions
from matching.models import Opening
from matching.queries.everybody import free_positions
from matching.recommendations.kept.model import KIND, PRINCIPLED, fault, serving_model
from matching.recommendations.kept.store import store
from matching.recommendations.market.everybody import problem_of
from matching.recommendations.request.lists import openings_for, people_for
from outcomes.audit.recommendations import add_up
from recommender.batch.lists import openings_for_all
from recommender.score.weights import KNOTS
from tests.factories.accounts import HeldSkillFactory, TraineeFactory
from tests.factories.matching import OpeningFactory
from tests.factories.skills import SkillFactory
from tests.matching.recommendations.worlds import arrays_of, leaning_to, put, serve
from tests.recommender.worlds import BENT

pytestmark = pytest.mark.django_db
MIXED = {"skill": 0.4, "text": 0.1, "learned": 0.5}


@pytest.fixture
def person() -> Trainee:
    trainee = TraineeFactory()
    HeldSkillFactory(trainee=trainee, skill=SkillFactory(code="lockstitch"), level=1)
    return trainee


@pytest.fixture
def openings() -> list[Opening]:
    return [OpeningFactory(asks={"lockstitch": level, "live_pitch": 2}) for level in (1, 3, 5)]


def shown(person: Trainee) -> list[int]:
    return [match.thing.pk for match in openings_for(person)]


def test_without_any_version_the_principled_score_serves():
    assert (serving_model(), fault()) == (PRINCIPLED, None)


def test_what_serves_changes_the_next_request_and_is_named(person, openings):
    before = shown(person)
    version = serve(leaning_to([person], openings, openings[2]), **MIXED)
    assert (before[0], shown(person)[0]) == (openings[0].pk, openings[2].pk)
    first = openings_for(person)[0]
    assert first.model_version == f"learned-{version.name}"
    assert sum(share for _name, share in first.contributions) == pytest.approx(
        first.score, abs=1e-9
    )
    assert "People with similar wishes" in " ".join(
        str(reason.sentence) for reason in first.reasons
    ) or ("意愿、学历和做过的工作" in " ".join(str(reason.sentence) for reason in first.reasons))
    assert add_up(clock.now()) == []


def test_what_was_learned_along_curves_serves_along_them_everywhere_and_adds_up(person, openings):
    """A request, the night and the sentences: the curves of the version on the disk, to the last digit."""
    Trainee.objects.filter(pk=person.pk).update(wanted_pay_min=5000)
    person.refresh_from_db()
    OpeningFactory(asks={"lockstitch": 1}, pay_min=4000, pay_max=4500, pay_base=3000)
    serve(leaning_to([person], openings, openings[2]), **MIXED, curves=BENT)
    weights = serving_model().weights
    assert dict(weights.curves) == {name: list(curve) for name, curve in BENT.items()}
    everybody = Trainee.objects.filter(pk=person.pk)
    night = openings_for_all(
        problem_of(everybody, free_positions(clock.today()), clock.today()), [person.pk], 9
    )
    found = openings_for(person)
    assert [match.thing.pk for match in found] == night.ids[0, : len(found)].tolist()
    assert [match.score for match in found] == night.scores[0, : len(found)].tolist()
    assert [[share for _, share in match.contributions] for match in found] == night.contributions[
        0, : len(found)
    ].tolist()
    pay = {match.thing.pay_max: dict(match.contributions)["pay"] for match in found}
    below = 0.5 * (1 - 500 / 1500)  # 10 % below the wish
    assert pay[4500] == pytest.approx(weights.pay * np.interp(below, KNOTS, BENT["pay"]))
    for match in found:
        assert sum(share for _name, share in match.contributions) == pytest.approx(
            match.score, abs=1e-9
        )


def test_what_was_learned_under_lower_floors_serves_by_those_of_today(person, openings):
    serve(leaning_to([person], openings, openings[2]), skill=0.1, learned=0.9)
    assert serving_model().weights.array.tolist() == pytest.approx([0.25, 0.1, 0.1, 0.1, 0.0, 0.45])
    assert dict(openings_for(person)[0].contributions)["pay"] == pytest.approx(0.05)


def test_who_was_not_learned_from_is_ranked_by_the_rest(person, openings):
    serve(leaning_to([TraineeFactory()], openings, openings[2]), **MIXED)
    assert shown(person)[0] == openings[0].pk


@given(held=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=2))
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_learning_a_skill_never_lowers_a_score_with_a_learned_model(person, openings, held):
    if serving_model() == PRINCIPLED:
        serve(leaning_to([person], openings, openings[1]), **MIXED)

    def scores(levels: list[int]) -> np.ndarray:
        SkillProof.objects.filter(trainee=person).delete()
        HeldSkill.objects.filter(trainee=person).delete()
        for code, level in zip(("lockstitch", "live_pitch"), levels, strict=True):
            if level:
                HeldSkillFactory(trainee=person, skill=SkillFactory(code=code), level=level)
        found = {match.thing.pk: match.score for match in openings_for(person)}
        return np.array([found[one.pk] for one in openings])

    low, high = scores([min(pair) for pair in held]), scores([max(pair) for pair in held])
    assert (high >= low).all()


def test_a_file_that_was_touched_is_refused_and_the_one_before_serves(person, openings):
    good = serve(leaning_to([person], openings, openings[1]), **MIXED)
    bad = serve(leaning_to([person], openings, openings[2]), **MIXED)
    assert shown(person)[0] == openings[2].pk
    spoil(bad)
    assert (serving_model().version, shown(person)[0]) == (good.name, openings[1].pk)
    assert bad.name in str(fault())
    spoil(good)
    assert (serving_model(), shown(person)[0]) == (PRINCIPLED, openings[0].pk)


def spoil(version: versions.Version) -> None:
    """Turn one number of what was learned into another."""
    path = next(version.folder.glob("openings.npy"))
    whole = bytearray(path.read_bytes())
    whole[-1] ^= 1
    path.write_bytes(whole)


@pytest.mark.parametrize("lacking", ["format", "person.far", "scale.curve"])
def test_what_an_older_release_learned_is_refused_until_the_next_training(
    person, openings, lacking, caplog
):
    arrays = arrays_of(leaning_to([person], openings, openings[2]))
    del arrays[lacking]
    put(arrays, is_served=False, **MIXED)
    assert (serving_model(), shown(person)[0]) == (PRINCIPLED, openings[0].pk)
    assert "the principled score serves" in caplog.text
    assert "this release cannot read it" in str(fault())


@pytest.mark.parametrize(
    "card",
    [
        {},
        {"weights": {"skill": 2.0}, "is_learned": False},
        {"weights": {"charm": 1.0}, "is_learned": False},
        {"weights": {"curves": {"pay": [0.0, 1.0]}}, "is_learned": False},
        {
            "weights": {"curves": {"pay": [0, 0.5, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1]}},
            "is_learned": False,
        },
    ],
)
def test_a_card_that_makes_no_sense_never_breaks_a_page(person, openings, card, caplog):
    store(KIND).serve(store(KIND).write("odd", {}, card))
    assert (serving_model(), shown(person)[0]) == (PRINCIPLED, openings[0].pk)
    assert "cannot be read" in caplog.text


def test_forbidden_attributes_change_no_list_of_either_side_while_something_learned_serves(
    person, openings
):
    Trainee.objects.update(is_open_to_contact=True)
    other = TraineeFactory(is_open_to_contact=True)
    serve(leaning_to([person, other], openings, openings[2], average=1.0), **MIXED)

    def lists() -> list[list[tuple[int, float]]]:
        mine = openings_for(Trainee.objects.get(pk=person.pk))
        theirs = people_for(openings[0])
        return [[(match.thing.pk, match.score) for match in found] for found in (mine, theirs)]

    before = lists()
    Trainee.objects.update(gender="male", birth_on=date(1966, 1, 1), source="returnee")
    assert lists() == before
    Trainee.objects.update(gender="female", birth_on=date(2001, 1, 1), source="local")
    assert lists() == before
