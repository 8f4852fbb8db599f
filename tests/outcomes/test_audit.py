"""Does the audit find each violation, and nothing on sound data?"""

import json
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Trainee
from core import clock as city
from matching.models import Application
from matching.recommendations.request.matches import Match
from matching.recommendations.request.serving import Serving
from outcomes.audit import check_and_remember, recommendations, remembered, run
from outcomes.queries import persons
from outcomes.tasks import check_data
from tests.factories.accounts import UserFactory, VerifiedTraineeFactory
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OpeningFactory,
    PlacementEvidenceFactory,
)
from tests.factories.training import CourseRunFactory, EnrolmentFactory, MeetingFactory, completed
from tests.outcomes.planted import (
    PLANTS,
    expired_offer,
    record_every_state,
    waiting_beside_a_free_seat,
)
from training.models import Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def world(today) -> SimpleNamespace:
    """A small sound world: a completion with its certificate, an open run, a verified placement, an open position."""
    person = VerifiedTraineeFactory()
    certificate = completed(trainee=person, on=date(2026, 11, 20))
    run = CourseRunFactory(capacity=5, seats_reserved=1)
    meeting = MeetingFactory(run=run)
    seated = EnrolmentFactory(run=run)
    offered = EnrolmentFactory(run=run, state="offered")
    position = OpeningFactory(hires=1, headcount=1, state="filled", published_at=city.now())
    placement = ConfirmedPlacementFactory(
        application=ApplicationFactory(opening=position, trainee=person, state="verified"),
        confirmed_at=city.now(),
    )
    by = UserFactory(kind="office")
    placement.verified_at, placement.verified_by = city.now(), by
    placement.save()
    paper = PlacementEvidenceFactory(
        placement=placement, state="accepted", decided_at=city.now(), decided_by=by
    )
    opening = OpeningFactory(asks={"live_pitch": 3})
    record_every_state(by)
    return SimpleNamespace(
        person=person, certificate=certificate, run=run, meeting=meeting, seated=seated, offered=offered, position=position,
        placement=placement, paper=paper, opening=opening, by=by,
    )  # fmt: skip


def audit() -> tuple[int, list[str]]:
    """Exit code of the command and the invariants that it calls broken."""
    printed, code = StringIO(), 0
    try:
        call_command("audit", "--json", stdout=printed)
    except SystemExit as stopped:
        code = stopped.code
    return code, [
        check["id"] for check in json.loads(printed.getvalue())["checks"] if not check["ok"]
    ]


def test_sound_world_breaks_nothing(world):
    assert audit() == (0, [])


def test_empty_platform_breaks_nothing():
    assert audit() == (0, [])


@pytest.mark.parametrize(
    ("invariant", "plant"), PLANTS, ids=[f"{code}-{plant.__name__}" for code, plant in PLANTS]
)
def test_planted_violation_is_named_and_exits_2(invariant, plant, world):
    plant(world)

    code, broken = audit()

    assert code == 2
    assert invariant in broken


def test_figure_that_forgets_somebody_is_found(world, monkeypatch):
    everybody = persons.counted_completions
    monkeypatch.setattr(
        persons, "counted_completions", lambda *args: everybody(*args).exclude(trainee=world.person)
    )

    assert audit() == (2, ["I6"])


def tampered(match: Match, **changes) -> Match:
    return replace(match, **changes)


@pytest.mark.parametrize("changes", [{"score": 0.999_999}, {"model_version": ""}])
def test_recommendation_that_does_not_explain_itself_is_found(world, monkeypatch, changes):
    honest = recommendations.openings_for
    assert honest(world.seated.trainee, 5, Serving(city.today())) != []
    monkeypatch.setattr(
        recommendations,
        "openings_for",
        lambda *args: [tampered(match, **changes) for match in honest(*args)],
    )

    assert audit() == (2, ["I14"])


def test_who_switched_recommendations_off_is_not_sampled(world):
    Trainee.objects.update(uses_recommendations=False)

    assert audit() == (0, [])


def test_nobody_is_offered_a_seat_at_night(world, clock):
    waiting_beside_a_free_seat(world)
    Enrolment.objects.filter(pk=world.offered.pk).update(
        offer_expires_at=city.now() + timedelta(days=1)
    )
    clock.set(city.now().replace(hour=14))  # ten in the evening in Asia/Shanghai

    assert audit() == (0, [])


@pytest.mark.parametrize(
    ("hours", "hour", "broken"),
    [
        ((13, 15), 12, ["I3"]),
        ((13, 15), 13, []),
        ((13, 15), 15, ["I3"]),
        ((13, 15), 23, ["I3"]),
        ((1, 6), 0, ["I3"]),
        ((1, 6), 5, []),
        ((22, 7), 21, ["I3"]),
        ((22, 7), 6, []),
        ((0, 0), 3, ["I3"]),
    ],
)
def test_waiting_beside_a_free_seat_is_a_fault_when_offers_go_out(
    world, clock, settings, hours, hour, broken
):
    """The audit goes by the quiet hours of the setting, whether or not they go over midnight."""
    waiting_beside_a_free_seat(world)
    Enrolment.objects.filter(pk=world.offered.pk).update(
        offer_expires_at=city.now() + timedelta(days=3)
    )
    settings.QUIET_HOURS = hours
    clock.set(city.now().astimezone(city.CITY_TIME).replace(hour=hour))

    assert [each.code for each in run(city.now()).broken] == broken


def test_people_read_which_rows_break_what(world):
    Application.objects.filter(pk=world.placement.application_id).update(state="accepted")
    printed = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("audit", stdout=printed)

    assert stopped.value.code == 2
    lines = printed.getvalue().splitlines()
    assert (
        f"       1 × application: a state without its entry: matching.application:{world.placement.application_id}"
        in lines
    )
    assert lines[-1] == "14 invariants, 1 violations"


def test_many_rows_are_counted_and_five_are_shown(world):
    for _ in range(7):
        OpeningFactory(state="paused", company=world.opening.company)

    problem = next(each for each in run(city.now()).broken if each.code == "I10").problems[0]

    assert (problem.what, problem.count, len(problem.examples)) == (
        "opening: a state without its entry",
        7,
        5,
    )


def test_summary_is_remembered_for_the_board(world):
    assert remembered() is None
    assert check_data() == 0
    expired_offer(world)

    kept = check_and_remember(city.now())

    assert remembered() == kept
    assert (kept.at, kept.checks, kept.violations, kept.broken) == (city.now(), 14, 1, ("I4",))


def test_audit_asks_the_same_number_of_questions_however_many_rows(world):
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            run(city.now())
        return len(asked)

    Trainee.objects.update(
        uses_recommendations=False
    )  # the sample of I14 grows with the people, up to its size
    run(city.now())
    before = questions()
    for _ in range(3):
        completed(trainee=VerifiedTraineeFactory(uses_recommendations=False))
    record_every_state(world.by)

    assert questions() == before
