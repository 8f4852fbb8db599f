"""Who can enrol, what a click does, and that it does it once."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from core.audit import history
from core.denials import Refused
from core.models import AuditEntry, Notice
from tests.factories.accounts import TraineeFactory, company_user, office_user
from tests.factories.training import (
    NOW,
    CourseFactory,
    CourseRunFactory,
    EnrolmentFactory,
    MeetingFactory,
    completed,
)
from training import permissions, queries
from training.actions import enrolments
from training.models import CourseRun, Enrolment

pytestmark = pytest.mark.django_db


def enrol(trainee, run, key: str = "k", now: datetime = NOW) -> Enrolment:
    """Enrol as the person does."""
    return enrolments.enrol(trainee=trainee, run=run, key=key, by=trainee.user, now=now)


def code(user, run, now: datetime = NOW) -> str:
    """The first reason against enrolling, "" when there is none."""
    denial = permissions.denies_enrol(user, run, now)
    return denial.code if denial else ""


def test_an_eligible_trainee_may_enrol():
    assert code(TraineeFactory().user, CourseRunFactory()) == ""


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"state": "draft"}, "enrol.draft"),
        ({"state": "running"}, "enrol.closed"),
        ({"state": "finished"}, "enrol.closed"),
        ({"state": "cancelled"}, "enrol.cancelled"),
        ({"enrol_opens_at": NOW + timedelta(seconds=1)}, "enrol.not_open"),
        ({"enrol_closes_at": NOW}, "enrol.closed"),
        ({"enrol_closes_at": NOW + timedelta(seconds=1)}, ""),
        ({"enrol_opens_at": NOW}, ""),
    ],
)
def test_the_runs_own_state_and_window_decide_first(changes: dict, expected: str):
    assert code(TraineeFactory().user, CourseRunFactory(**changes)) == expected


def test_a_visitor_is_sent_to_the_login_and_back():
    run = CourseRunFactory()
    denial = permissions.denies_enrol(AnonymousUser(), run, NOW)
    assert (denial.code, denial.url) == (
        "enrol.login",
        f"/accounts/login/?next=/runs/{run.pk}/enrol/",
    )


@pytest.mark.parametrize("make", [company_user, office_user])
def test_other_accounts_are_told_to_use_a_trainees(make):
    assert code(make(), CourseRunFactory()) == "enrol.no_trainee"


def test_a_missing_prerequisite_is_named_with_its_course():
    first = CourseFactory(code="PRE-1")
    run = CourseRunFactory()
    run.course.prerequisites.add(first)
    trainee = TraineeFactory()
    denial = permissions.denies_enrol(trainee.user, run, NOW)
    assert (denial.code, denial.url) == ("enrol.prerequisites", "/courses/pre-1/")
    assert "PRE-1" in str(denial.sentence)


def test_a_completed_prerequisite_opens_the_way_and_a_revoked_one_does_not():
    trainee, run = TraineeFactory(), CourseRunFactory()
    certificate = completed(trainee=trainee)
    run.course.prerequisites.add(certificate.course)
    assert code(trainee.user, run) == ""
    office = office_user()
    type(certificate).objects.update(revoked_at=NOW, revoked_by=office, revoked_reason="x")
    assert code(trainee.user, run) == "enrol.prerequisites"


@pytest.mark.parametrize(
    ("birth_on", "expected"),
    [(date(2012, 11, 23), ""), (date(2012, 11, 24), "enrol.age"), (None, "")],
)
def test_under_fourteen_is_refused_to_the_day(birth_on: date | None, expected: str):
    assert code(TraineeFactory(birth_on=birth_on).user, CourseRunFactory()) == expected


@pytest.mark.parametrize(
    ("offset", "state", "expected"),
    [
        (timedelta(minutes=89), "seated", "enrol.overlap"),
        (timedelta(minutes=90), "seated", ""),
        (timedelta(minutes=-90), "attending", ""),
        (timedelta(minutes=-89), "offered", "enrol.overlap"),
        (timedelta(0), "waitlisted", ""),
        (timedelta(0), "withdrawn", ""),
    ],
)
def test_nobody_sits_in_two_overlapping_classes(offset: timedelta, state: str, expected: str):
    trainee, run = TraineeFactory(), CourseRunFactory()
    starts_at = NOW + timedelta(days=9)
    MeetingFactory(run=run, starts_at=starts_at)
    other = EnrolmentFactory(trainee=trainee, state=state)
    MeetingFactory(run=other.run, starts_at=starts_at + offset)
    assert code(trainee.user, run) == expected


def test_a_class_that_is_over_disturbs_nobody():
    trainee, run = TraineeFactory(), CourseRunFactory()
    MeetingFactory(run=run, starts_at=NOW - timedelta(days=1))
    for n in range(4):  # enough is left of it
        MeetingFactory(run=run, starts_at=NOW + timedelta(days=n + 1))
    other = EnrolmentFactory(trainee=trainee)
    MeetingFactory(run=other.run, starts_at=NOW - timedelta(days=1))
    assert code(trainee.user, run) == ""


def test_every_reason_is_listed_not_only_the_first():
    trainee = TraineeFactory(birth_on=date(2020, 1, 1))
    run = CourseRunFactory(state="cancelled")
    run.course.prerequisites.add(CourseFactory())
    found = [
        denial.code for denial in permissions.reasons_against_enrolling(trainee.user, run, NOW)
    ]
    assert found == ["enrol.cancelled", "enrol.prerequisites", "enrol.age"]


def test_a_free_seat_is_taken_and_everything_is_written():
    trainee, run = TraineeFactory(), CourseRunFactory()
    enrolment = enrol(trainee, run)
    run.refresh_from_db()
    assert (enrolment.state, enrolment.seated_at, run.seats_taken) == ("seated", NOW, 1)
    assert [(e.verb, e.actor, e.before, e.after) for e in history(enrolment)] == [
        ("enrolment.apply", trainee.user, "", "applied"),
        ("enrolment.seat", trainee.user, "applied", "seated"),
    ]
    assert list(Notice.objects.values_list("code", "url")) == [
        ("training.seated", f"/my/courses/{enrolment.pk}/")
    ]


def test_a_full_run_puts_people_on_the_list_in_order():
    run = CourseRunFactory(capacity=1)
    people = [TraineeFactory() for _ in range(3)]
    made = [enrol(person, run, now=NOW + timedelta(seconds=n)) for n, person in enumerate(people)]
    assert [row.state for row in made] == ["seated", "waitlisted", "waitlisted"]
    assert [queries.waiting_position(row) for row in made] == [0, 1, 2]
    assert CourseRun.objects.get().seats_taken == 1
    assert (
        Notice.objects.filter(code="training.waitlisted").values_list(
            "params__position", flat=True
        )[1]
        == 2
    )


def test_reserved_seats_are_not_given_away():
    assert (
        enrol(TraineeFactory(), CourseRunFactory(capacity=2, seats_reserved=2)).state
        == "waitlisted"
    )


@pytest.mark.parametrize("key", ["k", "another"])
def test_a_second_click_gives_the_same_enrolment(key: str):
    trainee, run = TraineeFactory(), CourseRunFactory()
    first = enrol(trainee, run)
    again = enrol(trainee, run, key)
    run.refresh_from_db()
    assert (again.pk, run.seats_taken, Enrolment.objects.count()) == (first.pk, 1, 1)
    assert AuditEntry.objects.filter(verb="enrolment.seat").count() == 1
    assert Notice.objects.count() == 1


def test_the_back_button_after_withdrawing_does_not_enrol_again():
    trainee, run = TraineeFactory(), CourseRunFactory()
    first = enrol(trainee, run)
    enrolments.withdraw(enrolment=first, by=trainee.user, now=NOW)
    assert enrol(trainee, run).state == "withdrawn"
    assert enrol(trainee, run, "new").state == "seated"
    assert CourseRun.objects.get().seats_taken == 1


def test_the_same_key_of_another_person_is_another_key():
    run = CourseRunFactory()
    assert enrol(TraineeFactory(), run).pk != enrol(TraineeFactory(), run).pk


def test_a_refused_enrolment_writes_nothing():
    with pytest.raises(Refused) as refusal:
        enrol(TraineeFactory(), CourseRunFactory(state="draft"))
    assert refusal.value.denial.code == "enrol.draft"
    assert (Enrolment.objects.count(), AuditEntry.objects.count(), Notice.objects.count()) == (
        0,
        0,
        0,
    )


def test_without_a_trainee_the_reason_is_raised():
    user = company_user()
    with pytest.raises(Refused) as refusal:
        enrolments.enrol(trainee=None, run=CourseRunFactory(), key="k", by=user, now=NOW)
    assert refusal.value.denial.code == "enrol.no_trainee"


def test_a_free_seat_is_refused_while_somebody_eligible_waits():
    run = CourseRunFactory(capacity=2)
    waiting = EnrolmentFactory(run=run, state="waitlisted")
    assert enrol(TraineeFactory(), run).state == "waitlisted"
    assert CourseRun.objects.get().seats_taken == 0
    assert waiting.state == "waitlisted"


def test_somebody_who_waits_but_is_not_eligible_any_more_blocks_nobody():
    run = CourseRunFactory(capacity=2)
    EnrolmentFactory(run=run, state="waitlisted", trainee=TraineeFactory(birth_on=date(2020, 1, 1)))
    assert enrol(TraineeFactory(), run).state == "seated"


def test_withdrawing_frees_the_seat_exactly_once():
    trainee, run = TraineeFactory(), CourseRunFactory()
    enrolment = enrol(trainee, run)
    enrolments.withdraw(enrolment=enrolment, by=trainee.user, now=NOW, reason="换班")
    run.refresh_from_db()
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.end_reason, run.seats_taken) == ("withdrawn", "换班", 0)
    with pytest.raises(Refused) as refusal:
        enrolments.withdraw(enrolment=enrolment, by=trainee.user, now=NOW)
    assert (refusal.value.denial.code, CourseRun.objects.get().seats_taken) == ("enrol.ended", 0)


def test_leaving_the_waiting_list_frees_no_seat():
    run = CourseRunFactory(capacity=1)
    EnrolmentFactory(run=run)
    waiting = EnrolmentFactory(run=run, state="waitlisted")
    enrolments.withdraw(enrolment=waiting, by=waiting.trainee.user, now=NOW)
    assert CourseRun.objects.get().seats_taken == 1


def test_nobody_withdraws_for_somebody_else():
    enrolment = EnrolmentFactory()
    with pytest.raises(Refused) as refusal:
        enrolments.withdraw(enrolment=enrolment, by=TraineeFactory().user, now=NOW)
    assert refusal.value.denial.code == "enrol.not_yours"


def test_a_run_with_approval_waits_for_the_office():
    trainee, run, office = (
        TraineeFactory(),
        CourseRunFactory(needs_approval=True, capacity=1),
        office_user(),
    )
    enrolment = enrol(trainee, run)
    assert (enrolment.state, CourseRun.objects.get().seats_taken) == ("applied", 0)
    enrolments.approve(enrolment=enrolment, by=office, now=NOW)
    second = enrol(TraineeFactory(), run)
    enrolments.approve(enrolment=second, by=office, now=NOW)
    states = Enrolment.objects.order_by("pk").values_list("state", flat=True)
    assert (list(states), CourseRun.objects.get().seats_taken) == (["seated", "waitlisted"], 1)
    assert Notice.objects.filter(code="training.applied").count() == 2


def test_only_the_office_approves_and_turns_down():
    enrolment = EnrolmentFactory(state="applied")
    for act in (enrolments.approve, lambda **fields: enrolments.cancel(reason="x", **fields)):
        with pytest.raises(Refused) as refusal:
            act(enrolment=enrolment, by=enrolment.trainee.user, now=NOW)
        assert refusal.value.denial.code == "office.only"


def test_an_enrolment_is_cancelled_with_a_reason_that_the_person_reads():
    enrolment = EnrolmentFactory()
    enrolments.cancel(enrolment=enrolment, by=office_user(), now=NOW, reason="材料不符")
    notice = Notice.objects.get()
    assert (notice.code, notice.params["reason"]) == ("training.cancelled", "材料不符")
    assert (Enrolment.objects.get().state, CourseRun.objects.get().seats_taken) == (
        "cancelled_by_organiser",
        0,
    )
