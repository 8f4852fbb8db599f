"""Does the audit find each violation, and nothing on sound data? What the database itself forbids is planted without it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.models import CheckConstraint, F
from django.test.utils import CaptureQueriesContext

from accounts.models import Company, Trainee
from core import clock as city
from core.models import AuditEntry
from matching.models import Application, Opening, Placement, PlacementEvidence
from matching.recommendations.request.matches import Match
from matching.recommendations.request.serving import Serving
from outcomes.audit import check_and_remember, recommendations, remembered, run
from outcomes.audit.history import TABLES
from outcomes.queries import persons
from outcomes.tasks import check_data
from tests.factories.accounts import (
    CompanyFactory,
    TraineeFactory,
    UserFactory,
    VerifiedTraineeFactory,
    company_user,
)
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OpeningFactory,
    PlacementEvidenceFactory,
)
from tests.factories.training import CourseRunFactory, EnrolmentFactory, MeetingFactory, completed
from training.models import Assessment, Attendance, Certificate, CourseRun, Enrolment, Meeting

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


def record_every_state(by) -> None:
    """Write the entries that the actions would have written."""
    for model, workflow in TABLES:
        kind = ContentType.objects.get_for_model(model)
        for pk, state in model._default_manager.values_list("pk", "state"):
            AuditEntry.objects.create(
                actor=by,
                verb=f"{workflow.name}.made",
                content_type=kind,
                object_id=pk,
                after=state,
                reason="test",
            )


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


@contextmanager
def unguarded(model, name: str) -> Iterator[None]:
    """Let the database take what a constraint of its own forbids."""
    constraint = next(each for each in model._meta.constraints if each.name == name)
    is_check = isinstance(constraint, CheckConstraint)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(
                f"ALTER TABLE {table} DROP CONSTRAINT {name}" if is_check else f"DROP INDEX {name}"
            )
            yield
            return
        cursor.execute("PRAGMA ignore_check_constraints = ON" if is_check else f"DROP INDEX {name}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_sound_world_breaks_nothing(world):
    assert audit() == (0, [])


def test_empty_platform_breaks_nothing():
    assert audit() == (0, [])


def seats_beyond_capacity(world):
    with unguarded(CourseRun, "run_seats_within_capacity"):
        CourseRun.objects.filter(pk=world.run.pk).update(capacity=1, seats_reserved=0)


def counter_that_lies(world):
    CourseRun.objects.filter(pk=world.run.pk).update(seats_taken=F("seats_taken") + 1)


def second_enrolment(world):
    with unguarded(Enrolment, "enrolment_active_once"):
        EnrolmentFactory(run=world.run, trainee=world.seated.trainee, state="applied")


def waiting_beside_a_free_seat(world):
    EnrolmentFactory(run=world.run, state="waitlisted")
    record_every_state(world.by)


def expired_offer(world):
    past = city.now() - timedelta(minutes=1)
    Enrolment.objects.filter(pk=world.offered.pk).update(offer_expires_at=past)


def tampered_certificate(world):
    payload = {**world.certificate.payload, "hours": 999}
    Certificate.objects.filter(pk=world.certificate.pk).update(payload=payload)


def unwritable_payload(world):
    Certificate.objects.filter(pk=world.certificate.pk).update(
        payload={**world.certificate.payload, "hours": 1.5}
    )


def renumbered_certificate(world):
    Certificate.objects.filter(pk=world.certificate.pk).update(number="OTHER-1")


def failed_assessment(world):
    Assessment.objects.filter(enrolment=world.certificate.enrolment).update(is_passed=False)


def poor_attendance(world):
    Enrolment.objects.filter(pk=world.certificate.enrolment_id).update(attendance_percent=79)


def too_few_hours(world):
    Enrolment.objects.filter(pk=world.certificate.enrolment_id).update(hours_completed=7)


def hours_that_nobody_marked(world):
    Attendance.objects.filter(enrolment=world.certificate.enrolment_id).first().delete()


def chain_of_duplicates(world):
    middle = TraineeFactory(merged_into=world.person)
    TraineeFactory(merged_into=middle)


def overlapping_meetings(world):
    other = CourseRunFactory()
    Meeting.objects.create(
        run=other,
        starts_at=world.meeting.starts_at + timedelta(minutes=30),
        ends_at=world.meeting.ends_at + timedelta(minutes=30),
        hours=2,
    )
    EnrolmentFactory(run=other, trainee=world.seated.trainee)
    record_every_state(world.by)


def seats_reserved_beyond_capacity(world):
    with unguarded(CourseRun, "run_seats_within_capacity"):
        CourseRun.objects.filter(pk=world.run.pk).update(seats_reserved=9)


def hires_beyond_positions(world):
    with unguarded(Opening, "opening_hires_within_headcount"):
        Opening.objects.filter(pk=world.opening.pk).update(hires=9)


def hires_without_people(world):
    Opening.objects.filter(pk=world.opening.pk).update(hires=1)


def unrecorded_state(world):
    Opening.objects.filter(pk=world.opening.pk).update(state="paused")


def entry_without_reason(world):
    entry(world, "opening.return", actor=world.by)


def entry_without_actor(world):
    entry(world, "opening.approve", reason="x")


def entry(world, verb: str, **fields) -> None:
    kind = ContentType.objects.get_for_model(Opening)
    AuditEntry.objects.create(verb=verb, content_type=kind, object_id=world.opening.pk, **fields)


def confirmed_by_the_company(world):
    Placement.objects.filter(pk=world.placement.pk).update(confirmed_by=world.by)


def placed_without_a_yes(world):
    application = ApplicationFactory(opening=OpeningFactory(hires=1), state="placed")
    record_every_state(world.by)
    assert application.pk


def verified_without_a_yes(world):
    with unguarded(Placement, "placement_verified_after_confirmed"):
        Placement.objects.filter(pk=world.placement.pk).update(confirmed_at=None, confirmed_by=None)


def verified_with_the_wrong_paper(world):
    PlacementEvidence.objects.filter(pk=world.paper.pk).update(kind="shop_proof")


def verified_with_an_internship_paper(world):
    with unguarded(PlacementEvidence, "evidence_never_internship"):
        PlacementEvidence.objects.filter(pk=world.paper.pk).update(kind="internship_agreement")


def verified_in_name_only(world):
    Placement.objects.filter(pk=world.placement.pk).update(verified_at=None, verified_by=None)


def placement_of_another_company(world):
    Placement.objects.filter(pk=world.placement.pk).update(company=CompanyFactory())
    record_every_state(world.by)


def certificate_of_another_person(world):
    Certificate.objects.filter(pk=world.certificate.pk).update(trainee=TraineeFactory())


def member_of_another_kind(world):
    user = company_user(world.opening.company)
    type(user).objects.filter(pk=user.pk).update(kind="teacher")


def opening_of_a_suspended_company(world):
    Company.objects.filter(pk=world.opening.company_id).update(state="suspended")
    record_every_state(world.by)


def opening_of_a_company_past_its_date(world):
    Company.objects.filter(pk=world.opening.company_id).update(
        verified_until=city.today() - timedelta(days=1)
    )


def opening_without_duties(world):
    with unguarded(Opening, "opening_complete"):
        Opening.objects.filter(pk=world.opening.pk).update(duties="")


PLANTS = [
    ("I1", seats_beyond_capacity),
    ("I1", counter_that_lies),
    ("I2", second_enrolment),
    ("I3", waiting_beside_a_free_seat),
    ("I4", expired_offer),
    ("I5", tampered_certificate),
    ("I5", unwritable_payload),
    ("I5", renumbered_certificate),
    ("I5", failed_assessment),
    ("I6", failed_assessment),
    ("I6", poor_attendance),
    ("I6", too_few_hours),
    ("I6", hours_that_nobody_marked),
    ("I6", chain_of_duplicates),
    ("I7", overlapping_meetings),
    ("I8", seats_reserved_beyond_capacity),
    ("I9", hires_beyond_positions),
    ("I9", hires_without_people),
    ("I10", unrecorded_state),
    ("I10", entry_without_reason),
    ("I10", entry_without_actor),
    ("I11", confirmed_by_the_company),
    ("I11", placed_without_a_yes),
    ("I11", verified_without_a_yes),
    ("I11", verified_with_the_wrong_paper),
    ("I11", verified_with_an_internship_paper),
    ("I11", verified_in_name_only),
    ("I12", placement_of_another_company),
    ("I12", certificate_of_another_person),
    ("I12", member_of_another_kind),
    ("I13", opening_of_a_suspended_company),
    ("I13", opening_of_a_company_past_its_date),
    ("I13", opening_without_duties),
]


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
