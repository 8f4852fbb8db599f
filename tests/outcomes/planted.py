"""Which violations can be planted in the small sound world of the audit? What the database itself forbids is planted without it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import CheckConstraint, F

from accounts.models import Company
from core import clock as city
from core.models import AuditEntry
from matching.models import Opening, Placement, PlacementEvidence
from outcomes.audit.history import TABLES
from tests.factories.accounts import CompanyFactory, TraineeFactory, company_user
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.training import CourseRunFactory, EnrolmentFactory
from training.models import Assessment, Attendance, Certificate, CourseRun, Enrolment, Meeting


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
