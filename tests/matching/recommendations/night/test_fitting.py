"""Does the platform learn what happened, and does only what is surely better come to serve?"""

import hashlib
from dataclasses import asdict
from datetime import date

import numpy as np
import pytest
from django.urls import reverse

from accounts.models import Trainee
from core import clock, versions
from core.denials import Refused
from core.models import AuditEntry
from matching.actions.learning import roll_back, train
from matching.learning_words import VERDICTS
from matching.models import Application, ModelFit
from matching.models.learning import BROKE_OFF
from matching.queries.model_fits import held_until, is_due
from matching.recommendations.kept.model import KIND, PRINCIPLED, serving_model
from matching.recommendations.kept.store import store
from matching.recommendations.night import decision, fitting
from matching.recommendations.night.lock import fit_lock
from matching.recommendations.night.status import BROKEN_OFF, MatcherFault, faults, status
from matching.recommendations.request.lists import openings_for
from outcomes.audit.recommendations import add_up
from tests.factories.accounts import HeldSkillFactory, office_user
from tests.factories.matching import ApplicationFactory
from tests.factories.skills import SkillFactory
from tests.matching.recommendations.worlds import follow_wishes, leaning_to, serve, town

pytestmark = pytest.mark.django_db


def digests(version: versions.Version) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in version.folder.glob("*.npy")
    }


def of_own_shift(person: Trainee) -> float:
    """How many of the first five openings have the shift that the person's field of study chooses."""
    shifts = [match.thing.shift for match in openings_for(person, 5)]
    own = Application.objects.filter(trainee=person).first().opening.shift
    return np.mean([shift == own for shift in shifts])


@pytest.mark.slow
def test_what_the_skill_score_does_not_know_is_learned_serves_and_can_be_taken_back():
    people, _openings = town(is_random=False)
    before = np.mean([of_own_shift(person) for person in people[:12]])
    assert {match.model_version for match in openings_for(people[0])} == {PRINCIPLED.name}
    steps: list[str] = []

    first = train(report=steps.append, tell_time=clock.now)

    assert (first.outcome, first.verdict, steps) == ("promoted", "better", list(decision.STEPS))
    assert serving_model().name == f"learned-{first.version}"
    # the lists change in the next request, explain themselves and stay about skills
    assert np.mean([of_own_shift(person) for person in people[:12]]) > before + 0.3
    match = openings_for(people[0])[0]
    assert (match.model_version, "learned" in dict(match.contributions)) == (
        serving_model().name,
        True,
    )
    assert add_up(clock.now()) == []
    weights = serving_model().weights
    assert weights.skill >= 0.25 - 1e-9
    assert (
        min(weights.pay, weights.place, weights.occupation) >= 0.1 - 1e-9
    )  # judged with them, too
    assert (serving_model().card["challenger_weights"], weights.curves) == (
        asdict(weights),
        {},
    )  # curves were not surely better
    card = serving_model().card
    assert card["differences"]["champion"]["together"]["low"] > 0
    assert (card["outcomes"]["applied"], card["counts"]["judged"]) == (432, 87)
    assert (card["is_look"], card["power"]["gain"] > card["power"]["shows"] > 0) == (True, True)
    # learning a skill never lowers a score
    scores = {one.thing.pk: one.score for one in openings_for(people[1], 50)}
    HeldSkillFactory(trainee=people[1], skill=SkillFactory(code="live_pitch"), level=5)
    people[1].held_skills.filter(skill__code="lockstitch").update(level=5)
    assert all(one.score >= scores[one.thing.pk] for one in openings_for(people[1], 50))

    # flipping what must not count changes no list; the same data give the same bytes
    lists = [[m.thing.pk for m in openings_for(person)] for person in people[:12]]
    Trainee.objects.update(gender="male", birth_on=date(1966, 1, 1), source="returnee")
    flipped = [openings_for(Trainee.objects.get(pk=person.pk)) for person in people[:12]]
    assert [[m.thing.pk for m in found] for found in flipped] == lists
    second = train(tell_time=clock.now)
    assert (second.outcome, second.verdict) == ("refreshed", "not_surely_better")
    assert (second.card["is_look"], second.card["next_look_on"]) == (
        False,
        first.card["next_look_on"],
    )
    one, two = (
        next(v for v in store(KIND).versions() if v.name == made.version)
        for made in (first, second)
    )
    assert digests(one) == digests(two) != {}
    assert one.card["weights"] == two.card["weights"]

    # back to the one before, and back to the principled score; the next training only measures
    office = office_user()
    assert roll_back(reason="试一试", by=office, now=clock.now()) == first.version
    roll_back(reason="还是原来的好", by=office, now=clock.now())
    assert serving_model().name == PRINCIPLED.name
    assert np.mean([of_own_shift(person) for person in people[:12]]) == pytest.approx(before)
    third = train(tell_time=clock.now)
    assert (third.outcome, third.verdict, serving_model().name) == ("kept", "held", PRINCIPLED.name)


@pytest.mark.slow
def test_where_people_choose_at_random_nothing_is_promoted():
    town(is_random=True)
    found = train(tell_time=clock.now)
    assert (found.outcome, found.verdict) == ("kept", "not_surely_better")
    assert (serving_model(), store(KIND).versions()) == (PRINCIPLED, [])


@pytest.mark.slow
@pytest.mark.parametrize("is_worse", [True, False])
def test_what_serves_and_gets_worse_is_noticed_taken_back_and_told(client, is_worse):
    """It leans on who went to which shift; the newest applications follow wishes, of any shift, or nobody follows anything."""
    people, openings = town(is_random=not is_worse)
    champion = serve(leaning_to(people, openings, openings[0]), learned=0.75)
    if is_worse:
        follow_wishes(people, openings, 54)
    found = train(tell_time=clock.now)
    retired = AuditEntry.objects.filter(verb="matching.retire")
    if not is_worse:
        assert (found.outcome, serving_model().learned is None, retired.count()) == (
            "refreshed",
            False,
            0,
        )
        return
    assert (found.outcome, found.verdict, serving_model().name) == (
        "retired",
        "drifted",
        PRINCIPLED.name,
    )
    assert found.card["drift"]["together"]["high"] < 0
    entry = retired.get()
    assert (entry.object_id, entry.actor, entry.reason) == (found.pk, None, "drifted")
    assert (entry.before, entry.after) == (f"learned-{champion.name}", found.version)
    # no person decided it: trainings go on; the office and the operator read why
    assert held_until(clock.now(), 7) is None
    back = status(found, entry, clock.now())["last_rollback"]
    assert (back["from"], back["to"], back["why"], back["by"]) == (
        entry.before,
        entry.after,
        "drifted",
        "",
    )
    client.force_login(office_user())
    page = client.get(reverse("matching:office_matching")).content.decode()
    assert str(VERDICTS["drifted"]) in page.split('id="back"')[1]


def test_with_little_history_the_principled_score_serves_and_it_is_said():
    ApplicationFactory()
    found = train(tell_time=clock.now)
    assert (found.outcome, found.verdict, serving_model()) == ("nothing", "", PRINCIPLED)
    assert found.card["outcomes"]["applied"] == 1


def test_a_training_that_fails_says_so_and_what_served_serves_on(monkeypatch):
    people, openings = town(is_random=True, people=2, openings=6)
    yesterday = serve(leaning_to(people, openings, openings[0]), learned=0.5)

    def broken(*args: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(fitting, "material_of", broken)
    with pytest.raises(OSError, match="No space"):
        train(tell_time=clock.now)
    last = ModelFit.objects.get()
    assert (last.outcome, last.problem) == ("failed", "OSError: No space left on device")
    assert faults(last, clock.now()) == [
        MatcherFault("failed", "the last training failed: OSError: No space left on device")
    ]
    assert serving_model().version == yesterday.name


def test_one_training_at_a_time():
    with fit_lock():
        with pytest.raises(Refused) as refusal:
            train(tell_time=clock.now)
    assert refusal.value.denial.code == "matching.training_runs"
    assert not ModelFit.objects.exists()


def test_one_that_broke_off_is_closed_by_the_next():
    ModelFit.objects.create(started_at=clock.now())
    assert faults(ModelFit.objects.get(), clock.now()) == [BROKEN_OFF]
    train(tell_time=clock.now)
    said = ModelFit.objects.order_by("pk").values_list("outcome", "problem")
    assert list(said) == [("failed", BROKE_OFF), ("nothing", "")]


def test_a_night_is_done_once_and_tried_three_times():
    here = clock.now().astimezone(clock.CITY_TIME).replace(hour=3)
    assert (is_due(here.replace(hour=1)), is_due(here)) == (False, True)
    for _ in range(2):
        ModelFit.objects.create(started_at=here, ended_at=here, outcome="failed")
    assert is_due(here)
    third = ModelFit.objects.create(started_at=here, ended_at=here, outcome="failed")
    assert not is_due(here)
    third.delete()
    ModelFit.objects.create(started_at=here, ended_at=here, outcome="kept")
    assert not is_due(here)


def test_nobody_but_the_office_goes_back_and_only_where_there_is_something():
    people, openings = town(is_random=True, people=1, openings=6)
    ModelFit.objects.create(started_at=clock.now(), ended_at=clock.now(), outcome="kept")
    office = office_user()
    for by in (office, people[0].user):
        with pytest.raises(Refused):
            roll_back(reason="没有", by=by, now=clock.now())
    first = serve()
    second = serve(leaning_to(people, openings, openings[0]), learned=0.5)
    with pytest.raises(Refused):
        roll_back(reason="我不喜欢", by=people[0].user, now=clock.now())
    assert serving_model().version == second.name
    assert roll_back(reason="名单不合理", by=office, now=clock.now()) == first.name
