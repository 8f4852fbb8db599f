"""Which persons count (rule 1)?"""

from datetime import date

import pytest

from core import clock as city
from outcomes.queries import persons
from outcomes.queries.persons import (
    PersonFilters,
    counted_completions,
    counted_persons,
    pending_persons,
)
from tests.factories.accounts import (
    DivisionFactory,
    TraineeFactory,
    UniversityFactory,
    VerifiedTraineeFactory,
)
from tests.factories.training import CourseRunFactory, completed
from training.models import Certificate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ON = date(2026, 11, 23)


def counted(
    on: date = ON, filters: PersonFilters = persons.EVERYBODY
) -> list[tuple[int, date, int]]:
    return [
        (row["person_id"], row["entered_on"], row["completions"])
        for row in counted_persons(on.year, on, filters)
    ]


def pending(on: date = ON) -> list[int]:
    return [row["person_id"] for row in pending_persons(on.year, on)]


def test_person_enters_on_the_day_of_the_first_completion():
    person = VerifiedTraineeFactory()
    completed(trainee=person, on=date(2026, 5, 4))

    assert counted() == [(person.pk, date(2026, 5, 4), 1)]


def test_two_completions_are_one_person():
    person = VerifiedTraineeFactory()
    completed(trainee=person, on=date(2026, 5, 4))
    completed(trainee=person, on=date(2026, 3, 2))

    assert counted() == [(person.pk, date(2026, 3, 2), 2)]


def test_who_completes_on_new_years_eve_and_two_days_later_counts_in_both_years():
    person = VerifiedTraineeFactory()
    completed(trainee=person, on=date(2025, 12, 31))
    completed(trainee=person, on=date(2026, 1, 2))

    assert counted() == [(person.pk, date(2026, 1, 2), 1)]
    last_year = counted_persons(2025, ON)
    assert [(row["person_id"], row["entered_on"]) for row in last_year] == [
        (person.pk, date(2025, 12, 31))
    ]


def test_completion_after_the_day_is_not_counted_yet():
    completed(trainee=VerifiedTraineeFactory(), on=date(2026, 11, 24))

    assert counted() == []
    assert len(counted(date(2026, 11, 24))) == 1


def test_merged_duplicate_counts_once_as_the_person_it_was_merged_into():
    person = VerifiedTraineeFactory()
    duplicate = TraineeFactory(merged_into=person)
    completed(trainee=duplicate, on=date(2026, 4, 1))
    completed(trainee=person, on=date(2026, 6, 1))

    assert counted() == [(person.pk, date(2026, 4, 1), 2)]
    assert pending() == []


def test_completion_of_a_duplicate_alone_counts_for_the_person():
    person = VerifiedTraineeFactory()
    completed(trainee=TraineeFactory(merged_into=person), on=date(2026, 4, 1))

    assert counted() == [(person.pk, date(2026, 4, 1), 1)]


def test_checked_duplicate_of_an_unchecked_person_does_not_count():
    person = TraineeFactory()
    completed(trainee=VerifiedTraineeFactory(merged_into=person), on=date(2026, 4, 1))

    assert (counted(), pending()) == ([], [person.pk])


def test_unchecked_name_stands_apart_as_pending():
    person = TraineeFactory()
    completed(trainee=person, on=date(2026, 4, 1))

    assert (counted(), pending()) == ([], [person.pk])


def test_unconfirmed_contact_stands_apart_as_pending():
    person = VerifiedTraineeFactory(user__contact_confirmed_at=None)
    completed(trainee=person, on=date(2026, 4, 1))

    assert (counted(), pending()) == ([], [person.pk])


def test_who_is_checked_later_was_pending_on_the_day():
    person = VerifiedTraineeFactory(verified_at=city.now())
    completed(trainee=person, on=date(2026, 4, 1))

    assert (counted(date(2026, 11, 22)), pending(date(2026, 11, 22))) == ([], [person.pk])
    assert counted() == [(person.pk, date(2026, 4, 1), 1)]


def test_uncounted_completion_does_not_count():
    completed(trainee=VerifiedTraineeFactory(), on=date(2026, 4, 1), is_counted=False)

    assert (counted(), pending()) == ([], [])


def test_revoked_certificate_stops_counting_on_its_day():
    person = VerifiedTraineeFactory()
    certificate = completed(trainee=person, on=date(2026, 4, 1))
    Certificate.objects.filter(pk=certificate.pk).update(
        revoked_at=city.now(), revoked_by=person.user, revoked_reason="录入错误"
    )

    assert counted() == []
    assert len(counted(date(2026, 11, 22))) == 1


def test_figure_is_narrowed_by_the_person_behind_a_duplicate():
    school, town = UniversityFactory(), DivisionFactory()
    person = VerifiedTraineeFactory(university=school, home_division=town, real_name="示例赵小燕")
    completed(trainee=TraineeFactory(merged_into=person), on=date(2026, 4, 1))
    completed(trainee=VerifiedTraineeFactory(), on=date(2026, 4, 2))

    for filters in (
        PersonFilters(university=school.pk),
        PersonFilters(division=town.pk),
        PersonFilters(name="小燕"),
    ):
        assert [row[0] for row in counted(filters=filters)] == [person.pk]


def test_course_narrows_the_completions():
    person, run = VerifiedTraineeFactory(), CourseRunFactory(starts_on=ON, state="running")
    completed(trainee=person, on=date(2026, 3, 1))
    completed(trainee=person, run=run, on=date(2026, 6, 1))

    assert counted(filters=PersonFilters(course=run.course_id)) == [
        (person.pk, date(2026, 6, 1), 1)
    ]


def test_totals_are_the_sums_of_the_rows():
    person = VerifiedTraineeFactory()
    completed(trainee=person, on=date(2026, 3, 1))
    completed(trainee=person, on=date(2026, 4, 1))
    completed(trainee=VerifiedTraineeFactory(), on=date(2026, 4, 1))
    completed(trainee=TraineeFactory(), on=date(2026, 4, 1))

    assert persons.totals(counted_persons(2026, ON)) == (2, 3)
    assert persons.totals(pending_persons(2026, ON)) == (1, 1)
    assert counted_completions(2026, ON).count() == 4


def test_nobody_is_nobody():
    assert persons.totals(counted_persons(2026, ON)) == (0, 0)
