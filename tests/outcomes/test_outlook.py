"""What do known sessions still bring into the year: of whom, until when, how sure, and by what was known on the day?"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from core import audit, clock
from outcomes import outlook as ahead
from outcomes.figures import headline
from outcomes.figures.outlook import backtest, outlook
from outcomes.models import AnnualTarget
from outcomes.outlook import KnownOnDay, RunOnDay, Seat, life_table
from outcomes.queries.outlook import known_on
from tests.factories.accounts import TraineeFactory, VerifiedTraineeFactory, office_user
from tests.factories.outcomes import AnnualTargetFactory
from tests.factories.training import CourseFactory, CourseRunFactory, EnrolmentFactory
from tests.harness.tight import tight
from training.models import CourseRun, Enrolment

ON = date(2026, 11, 1).toordinal()
UNTIL = date(2026, 12, 31).toordinal()


def past(key, ends, size=10, *, brought=10, delay=4):
    """A session that is over: some brought their person `delay` days after the last class, the others failed that day."""
    session = RunOnDay(key, ends - 20, ends, size)
    seats = [
        Seat(
            key,
            100 * key + n,
            ends - 25,
            ends + delay,
            ends + delay if n < brought else None,
            ends - 30,
        )
        for n in range(size)
    ]
    return session, seats


def known(*sessions, counted=(), pending=(), on=ON):
    found = [past(n, on - 40 - 10 * n) for n in range(1, 7)] + list(sessions)
    return KnownOnDay(
        on, {one.key: one for one, _seats in found}, [s for _one, seats in found for s in seats], set(counted),
        set(pending),
    )  # fmt: skip


def under_way(key=50, size=10, places=10, ends=ON + 10):
    return RunOnDay(key, ends - 20, ends, places), [
        Seat(key, 1000 * key + n, ON - 15, checked=1) for n in range(size)
    ]


def test_a_seat_brings_its_person_days_after_the_last_class():
    session, seats = past(1, 0, 10, brought=8, delay=4)
    table = life_table({1: session.ends}, seats, 30)

    assert (round(table.chance(-5, 4), 6), table.chance(-5, 3), round(table.chance(-5, 60), 6)) == (
        0.8,
        0.0,
        0.8,
    )


def test_seats_that_are_still_watched_teach_what_they_can():
    _session, seats = past(1, 0, 10, delay=2)
    open_ones = [Seat(2, 900 + n, -25) for n in range(10)]
    table = life_table(
        {1: 0, 2: 0}, [*seats, *open_ones], 1
    )  # the second was watched to the day before

    assert table.chance(-5, 2) == 1.0
    assert life_table({1: 0, 2: 0}, [*seats, *open_ones], 2).chance(-5, 2) == 0.5


def test_only_people_who_do_not_count_yet_are_expected():
    """105 sit, 64 of them count already: 41 are new."""
    one = under_way(size=105, places=105)
    counting = [seat.person for seat in one[1][:64]]

    found = ahead.coming(known(one, counted=counting), UNTIL)

    assert (found.sitting, found.counting, round(found.mean, 6)) == (105, 64, 41.0)


def test_somebody_in_two_sessions_is_one_person():
    first, second = under_way(50), under_way(51)
    second = (
        second[0],
        [
            replace(seat, person=other.person)
            for seat, other in zip(second[1], first[1], strict=True)
        ],
    )

    assert round(ahead.coming(known(first, second), UNTIL).mean, 6) == 10.0


def test_what_is_known_after_the_year_is_not_in_it():
    last_day = under_way(ends=UNTIL - 3)
    in_time = under_way(ends=UNTIL - 4)

    assert round(ahead.coming(known(last_day), UNTIL).mean, 6) == 0.0
    assert round(ahead.coming(known(in_time), UNTIL).mean, 6) == 10.0


def test_the_last_useful_start_leaves_time_for_marks_and_certificates():
    found = ahead.coming(known(), UNTIL)

    assert (found.usual_days, UNTIL - ahead.last_useful_start(found, UNTIL)) == (20, 24)
    assert (
        ahead.share_in_time(found, UNTIL - 24, UNTIL),
        ahead.share_in_time(found, UNTIL - 23, UNTIL),
    ) == (1.0, 0.0)


def test_sessions_that_were_opened_are_expected_to_fill_as_earlier_ones_did():
    opened = [(RunOnDay(60 + n, ON + 10, ON + 30, 10), []) for n in range(8)]

    found = ahead.coming(known(*opened), UNTIL)

    assert (found.free, found.sessions, round(found.mean, 6)) == (80, 8, 80.0)
    assert (round(found.each.mean, 6), ahead.coming(known(), UNTIL).mean) == (10.0, 0.0)


def test_unchecked_names_come_in_at_the_pace_of_checking():
    nobody = ahead.coming(known(pending=range(9000, 9010)), UNTIL)
    assert (nobody.pending, nobody.from_pending) == (10, 0.0)

    session, seats = past(80, ON - 10)
    late = session, [replace(seat, checked=ON) for seat in seats]
    found = ahead.coming(known(late, pending=range(9000, 9010)), UNTIL)
    assert 8.0 < found.from_pending < 10.0


def test_the_interval_is_wider_where_sessions_differ():
    even = [past(20 + n, ON - 35, brought=8) for n in range(6)]
    uneven = [past(20 + n, ON - 35, brought=10 if n % 2 else 6) for n in range(6)]
    width = [
        found.high - found.low
        for found in (ahead.coming(known(*others, under_way()), UNTIL) for others in (even, uneven))
    ]

    assert 0 < width[0] < width[1]


def test_further_sessions_are_uncertain_as_well_when_they_bring_unlike_numbers():
    even = ahead.coming(known(), UNTIL)
    uneven = ahead.coming(
        known(*[past(20 + n, ON - 35, brought=10 if n % 2 else 6) for n in range(6)]), UNTIL
    )

    assert ahead.sessions_needed(even, 100, 1.0) == (10, 10, 10)
    assert ahead.sessions_needed(even, 100, 0.5) == (20, 20, 20)
    assert ahead.sessions_needed(uneven, 90, 1.0) == (9, 10, 12)


def test_nothing_is_said_while_too_little_has_come_to_an_end():
    one = under_way()
    assert ahead.coming(KnownOnDay(ON, {50: one[0]}, one[1], set(), set()), UNTIL) is None


def at(day, hour=17):
    return datetime.combine(day, time(hour), clock.CITY_TIME)


def ended_run(ends, size=10):
    """A session that is over, with completions three days later."""
    run = CourseRunFactory(
        course=CourseFactory(code="TT-1"), starts_on=ends - timedelta(days=10), ends_on=ends, capacity=size + 2,
        state="finished", enrol_opens_at=at(ends - timedelta(days=40)), enrol_closes_at=at(ends - timedelta(days=11)),
    )  # fmt: skip
    for _ in range(size):
        enrolment = EnrolmentFactory(
            run=run, state="completed", trainee=VerifiedTraineeFactory(), applied_at=at(ends - timedelta(days=15)),
            completed_on=ends + timedelta(days=3),
        )  # fmt: skip
        Enrolment.objects.filter(pk=enrolment.pk).update(
            ended_at=at(ends + timedelta(days=3)), is_counted=True
        )
    return run


def planned_run(**facts):
    return CourseRunFactory(
        course=CourseFactory(code="TT-1"), **{"starts_on": date(2026, 11, 29), "ends_on": date(2026, 12, 9),
        "capacity": 10, **facts},
    )  # fmt: skip


@pytest.fixture
def past_year(db, today):
    AnnualTargetFactory(persons=100)
    return [ended_run(date(2026, month, 10)) for month in (7, 8, 9)]


def test_the_board_says_what_is_missing_what_comes_and_what_it_takes(past_year):
    run = planned_run(starts_on=date(2026, 11, 15), state="running")
    for _ in range(4):
        EnrolmentFactory(run=run, trainee=VerifiedTraineeFactory(), state="attending")
    found = outlook(headline(clock.today()))

    assert (found.missing, found.new, found.found.sitting, found.coming) == (100, 4, 4, 4)
    assert (found.needed, found.last_useful_start) == (10, date(2026, 12, 18))


def test_a_session_that_was_opened_lessens_what_is_needed(past_year):
    before = outlook(headline(clock.today())).needed
    for _ in range(8):
        planned_run()

    assert (before, outlook(headline(clock.today())).needed) == (
        10,
        4,
    )  # ten of twelve places, eight times, are 67


def test_a_past_day_is_worked_out_by_what_was_known_then(past_year):
    on, until = date(2026, 10, 1), date(2026, 12, 31)
    before = known_on(on, until)
    EnrolmentFactory(
        run=past_year[2],
        trainee=TraineeFactory(),
        applied_at=at(date(2026, 10, 2)),
        state="attending",
    )
    late = planned_run(enrol_opens_at=at(date(2026, 9, 1)))
    entry = audit.record(late, "course_run.plan", by=None, after="draft")
    type(entry).objects.filter(pk=entry.pk).update(at=at(date(2026, 10, 2)))

    assert known_on(on, until) == before
    assert late.pk in known_on(date(2026, 10, 2), until).sessions


def test_a_session_counts_until_it_is_cancelled(past_year):
    run = planned_run(enrol_opens_at=at(date(2026, 9, 1)), state="cancelled")
    entry = audit.record(run, "course_run.cancel", by=None, reason="人数不足", after="cancelled")
    type(entry).objects.filter(pk=entry.pk).update(at=at(date(2026, 10, 20)))
    days = {
        day: run.pk in known_on(day, date(2026, 12, 31)).sessions
        for day in (date(2026, 10, 19), date(2026, 10, 20))
    }

    assert list(days.values()) == [True, False]
    assert CourseRun.objects.count() == 4


def test_looking_back_compares_with_what_came_of_the_sessions_known_then(past_year):
    run = planned_run(
        starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 11), enrol_opens_at=at(date(2026, 9, 1))
    )
    for _ in range(5):
        enrolment = EnrolmentFactory(
            run=run, trainee=VerifiedTraineeFactory(), applied_at=at(date(2026, 9, 26))
        )
        assert enrolment.seated_at == at(date(2026, 9, 26))
    (judged,) = backtest([date(2026, 10, 2)], timedelta(days=30), clock.today())

    assert (judged.coming, judged.came, judged.off, judged.is_inside) == (5, 0, 5, False)


def test_there_is_no_outlook_without_a_goal_or_for_a_day_read_as_known_later(past_year):
    day = date(2026, 11, 1)
    assert outlook(headline(day)) is not None
    assert outlook(headline(day, known_on=clock.today())) is None


def told(*words: str) -> list[str]:
    """What `manage.py outlook` prints, line by line."""
    said = StringIO()
    call_command("outlook", *words, stdout=said)
    return said.getvalue().splitlines()


def test_the_command_tells_the_estimate_and_how_good_earlier_ones_were(past_year):
    said = told("--on", "2026-11-01", "--days", "20")
    assert said[0].startswith("missing 100; expected by 2026-12-31 0 (")
    judged = [line for line in said[1:-1] if ": expected " in line]
    assert judged == said[1:-1] and len(judged) >= 1
    assert said[-1].startswith(f"{len(judged)} of {len(judged)} inside; off by ")


def test_the_command_says_where_there_is_nothing_to_go_by(db, today):
    assert told()[0] == "no estimate: no goal, or under thirty seats came to an end"


@pytest.mark.parametrize(
    ("persons", "said"),
    [
        (100, "除已有的班外，还要再开 10 个班"),
        (4, "在学和已计划的班预计已经够了。"),
    ],
)
def test_the_board_puts_the_outlook_into_words(client, past_year, persons, said):
    AnnualTarget.objects.update(persons=persons)
    run = planned_run(starts_on=date(2026, 11, 15), state="running")
    for _ in range(4):
        EnrolmentFactory(run=run, trainee=VerifiedTraineeFactory(), state="attending")
    client.force_login(office_user())
    shown = tight(client.get(reverse("outcomes:office_board")).content.decode())

    assert said in shown
