"""A freed seat reaches the first eligible person who waits: I3 and I4."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType

from core.clock import CITY_TIME
from core.denials import Refused
from core.models import Notice
from tests.factories.accounts import TraineeFactory
from tests.factories.training import NOW, CourseRunFactory, EnrolmentFactory
from training import tasks
from training.actions import enrolments, offers
from training.models import CourseRun, Enrolment
from training.permissions import is_quiet

pytestmark = pytest.mark.django_db


def waiting(run: CourseRun, minutes: int = 0, **fields: object) -> Enrolment:
    """Somebody who waits since some minutes after the others."""
    return EnrolmentFactory(
        run=run,
        state="waitlisted",
        waitlisted_at=NOW - timedelta(hours=5) + timedelta(minutes=minutes),
        **fields,
    )


def states() -> list[str]:
    """The states in order of making."""
    return list(Enrolment.objects.order_by("pk").values_list("state", flat=True))


def test_free_seats_are_offered_in_order_and_counted():
    run = CourseRunFactory(capacity=2)
    third, first, second = waiting(run, 3), waiting(run, 1), waiting(run, 2)
    assert offers.offer_free_seats(run_id=run.pk, now=NOW) == [first.pk, second.pk]
    third.refresh_from_db()
    first.refresh_from_db()
    assert (third.state, first.state, first.offer_expires_at) == (
        "waitlisted",
        "offered",
        NOW + timedelta(hours=24),
    )
    assert CourseRun.objects.get().seats_taken == 2
    assert Notice.objects.filter(code="training.offered").count() == 2


def test_the_job_twice_offers_nothing_twice():
    run = CourseRunFactory(capacity=1)
    waiting(run)
    assert (
        tasks.offer_all_free_seats(),
        tasks.offer_all_free_seats(),
        tasks.offer_free_seats(run.pk),
    ) == (1, 0, 0)


def test_after_the_job_no_free_seat_stays_unoffered():
    run = CourseRunFactory(capacity=3)
    for _ in range(5):
        waiting(run)
    tasks.offer_all_free_seats()
    run.refresh_from_db()
    assert (run.seats_free, states().count("offered"), states().count("waitlisted")) == (0, 3, 2)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (datetime(2026, 11, 23, 13, 0, tzinfo=UTC), True),  # 21:00
        (datetime(2026, 11, 23, 12, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), True),  # 07:59
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), False),  # 08:00
    ],
)
def test_nobody_is_woken_at_night(moment: datetime, quiet: bool):
    run = CourseRunFactory()
    waiting(run)
    assert is_quiet(moment) is quiet
    assert len(offers.offer_free_seats(run_id=run.pk, now=moment)) == (0 if quiet else 1)


@pytest.mark.parametrize(
    ("hours", "quiet"),
    [((13, 15), [13, 14]), ((22, 2), [0, 1, 22, 23]), ((0, 24), list(range(24))), ((8, 8), [])],
)
def test_the_quiet_hours_are_those_of_the_setting(settings, hours: tuple, quiet: list[int]):
    settings.QUIET_HOURS = hours
    midnight = datetime(2026, 11, 23, 0, 30, tzinfo=CITY_TIME)

    assert [hour for hour in range(24) if is_quiet(midnight + timedelta(hours=hour))] == quiet


def test_no_offer_after_the_deadline_and_none_that_outlives_it():
    run = CourseRunFactory(enrol_closes_at=NOW + timedelta(hours=3))
    person = waiting(run)
    offers.offer_free_seats(run_id=run.pk, now=NOW)
    person.refresh_from_db()
    assert person.offer_expires_at == run.enrol_closes_at
    waiting(run)
    assert offers.offer_free_seats(run_id=run.pk, now=NOW + timedelta(hours=3)) == []


def test_the_rules_are_asked_again():
    run = CourseRunFactory(capacity=1)
    too_young = waiting(run, 1, trainee=TraineeFactory(birth_on=date(2020, 1, 1)))
    fine = waiting(run, 2)
    assert offers.offer_free_seats(run_id=run.pk, now=NOW) == [fine.pk]
    too_young.refresh_from_db()
    assert too_young.state == "waitlisted"


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_offers_the_seat_to_the_next_person():
    run = CourseRunFactory(capacity=1)
    seated = EnrolmentFactory(run=run)
    waiting(run)
    enrolments.withdraw(enrolment=seated, by=seated.trainee.user, now=NOW)
    assert (states(), CourseRun.objects.get().seats_taken) == (["withdrawn", "offered"], 1)


def test_an_accepted_offer_is_a_seat_and_stays_one():
    run = CourseRunFactory(capacity=1)
    person = waiting(run)
    offers.offer_free_seats(run_id=run.pk, now=NOW)
    accepted = offers.accept(enrolment=person, by=person.trainee.user, now=NOW)
    assert (accepted.state, CourseRun.objects.get().seats_taken) == ("seated", 1)
    again = offers.accept(enrolment=person, by=person.trainee.user, now=NOW + timedelta(days=9))
    assert (again.state, CourseRun.objects.get().seats_taken) == ("seated", 1)
    assert offers.expire(enrolments=[person.pk], now=NOW + timedelta(days=9)) == 0


def test_a_declined_offer_frees_the_seat():
    person = EnrolmentFactory(state="offered")
    offers.decline(enrolment=person, by=person.trainee.user, now=NOW)
    assert (states(), CourseRun.objects.get().seats_taken) == (["declined"], 0)


def test_an_offer_runs_out_once_and_not_before_its_time():
    person = EnrolmentFactory(state="offered")
    end = person.offer_expires_at
    assert offers.expire(enrolments=[person.pk], now=end - timedelta(seconds=1)) == 0
    assert offers.expire(enrolments=[person.pk], now=end) == 1
    assert offers.expire(enrolments=[person.pk], now=end) == 0
    assert (states(), CourseRun.objects.get().seats_taken) == (["expired"], 0)


def test_after_the_job_no_expired_offer_is_live(clock):
    person = EnrolmentFactory(state="offered")
    clock.set(person.offer_expires_at)
    assert (tasks.expire_offers(), tasks.expire_offers(), states()) == (1, 0, ["expired"])


def test_an_offer_that_ran_out_is_not_accepted_any_more():
    person = EnrolmentFactory(state="offered")
    with pytest.raises(Refused) as refusal:
        offers.accept(enrolment=person, by=person.trainee.user, now=person.offer_expires_at)
    assert refusal.value.denial.code == "enrol.offer_expired"


def test_an_offer_is_answered_by_its_person_only():
    person, other = EnrolmentFactory(state="offered"), TraineeFactory()
    for act in (offers.accept, offers.decline):
        with pytest.raises(Refused) as refusal:
            act(enrolment=person, by=other.user, now=NOW)
        assert refusal.value.denial.code == "enrol.not_yours"
    assert states() == ["offered"]


@pytest.mark.parametrize("people", [1, 3])
def test_offers_run_out_in_the_same_number_of_queries(people: int, django_assert_num_queries):
    """However many people in however many runs: each seat is given back to its own run, and each person is told."""
    runs = [CourseRunFactory(capacity=9) for _ in range(people)]
    offered = [EnrolmentFactory(run=run, state="offered") for run in runs] + [
        EnrolmentFactory(run=runs[0], state="offered")
    ]
    end = max(each.offer_expires_at for each in offered)
    ContentType.objects.get_for_model(Enrolment)  # asked once a process
    with django_assert_num_queries(9):
        assert offers.expire(enrolments=[each.pk for each in offered], now=end) == people + 1
    assert (set(states()), Notice.objects.filter(code="training.offer_expired").count()) == (
        {"expired"},
        people + 1,
    )
    assert set(CourseRun.objects.values_list("seats_taken", flat=True)) == {0}


@pytest.mark.parametrize("people", [1, 3])
def test_waiting_ends_in_the_same_number_of_queries(people: int, django_assert_num_queries):
    run = CourseRunFactory(capacity=1)
    asking = [waiting(run, minutes) for minutes in range(people)] + [EnrolmentFactory(run=run)]
    ContentType.objects.get_for_model(Enrolment)  # asked once a process
    with django_assert_num_queries(8):
        assert enrolments.lapse(enrolments=[each.pk for each in asking], now=NOW) == people
    assert (sorted(set(states())), Notice.objects.count()) == (["lapsed", "seated"], people)
