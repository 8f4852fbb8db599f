"""Is the national certification rate that of its definition, on each day as it was known then?"""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from accounts.actions.national import take_back_national
from accounts.models import NationalCertificate, Trainee
from core import clock
from core.clock import CITY_TIME
from outcomes import reference
from outcomes.actions import freeze_day
from outcomes.figures.certified import Certified, certified
from outcomes.figures.frozen import known_figures
from outcomes.figures.headline import headline
from outcomes.models import FigureSnapshot
from outcomes.queries.persons import nationally_certified
from tests.factories.accounts import NationalCertificateFactory, VerifiedTraineeFactory, office_user
from tests.factories.training import CourseRunFactory, completed

pytestmark = pytest.mark.django_db
DAY, BEGAN, ENDED = date(2026, 11, 20), date(2026, 9, 1), date(2026, 9, 30)


@pytest.fixture
def run():
    return CourseRunFactory(starts_on=BEGAN, ends_on=ENDED, capacity=30)


def graduate(run) -> Trainee:
    return completed(trainee=VerifiedTraineeFactory(), run=run, on=ENDED).trainee


def holder(run, **said) -> Trainee:
    trainee = said.pop("trainee", None) or graduate(run)
    moment = datetime(2026, 10, 20, 10, tzinfo=CITY_TIME)
    NationalCertificateFactory(
        trainee=trainee,
        **{
            "issued_on": date(2026, 10, 10),
            "checked_by": office_user(),
            "checked_at": moment,
            **said,
        },
    )
    return trainee


def ids(on: date = DAY, known: date | None = None) -> set[int]:
    return {row["person_id"] for row in nationally_certified(on.year, on, known_on=known)}


def test_who_counts_and_who_does_not(run) -> None:
    one = holder(run)
    NationalCertificateFactory(trainee=one, issued_on=date(2026, 11, 1), checked_by=office_user())
    holder(run, checked_by=None, checked_at=None)  # waits
    holder(run, checked_by=None, checked_at=None, why_not="看不清")  # not confirmed
    holder(run, issued_on=BEGAN - timedelta(days=1))  # held before the course began
    first_day = holder(run, issued_on=BEGAN)
    holder(run, issued_on=DAY + timedelta(days=1))  # to come
    holder(run, trainee=VerifiedTraineeFactory())  # completed nothing
    unchecked = holder(run)
    Trainee.objects.filter(pk=unchecked.pk).update(verified_at=None, verified_against="")  # pending
    graduate(run)

    assert ids() == {one.pk, first_day.pk}
    assert certified(headline(DAY)) == Certified(persons=7, own=7, national=2)


def test_a_duplicate_brings_its_certificate_along(run) -> None:
    kept = graduate(run)
    duplicate = holder(run, trainee=VerifiedTraineeFactory())
    Trainee.objects.filter(pk=duplicate.pk).update(
        merged_into=kept, merged_at=datetime(2026, 11, 5, 10, tzinfo=CITY_TIME)
    )
    assert (ids(date(2026, 11, 4)), ids()) == (set(), {kept.pk})


def test_a_day_before_the_check_and_one_before_it_was_taken_back_keep_their_number(run) -> None:
    one = holder(run)
    take_back_national(
        certificate=NationalCertificate.objects.get(trainee=one),
        reason="已注销",
        by=office_user(),
        now=clock.now(),
    )
    before = clock.today() - timedelta(days=1)
    assert (ids(date(2026, 10, 19)), ids(date(2026, 10, 20))) == (set(), {one.pk})
    assert (ids(before), ids(before, clock.today())) == ({one.pk}, set())


def test_both_columns_are_frozen_with_their_definition(run) -> None:
    reference.load()
    holder(run)
    graduate(run)
    freeze_day(on=DAY)
    kept = FigureSnapshot.objects.filter(indicator__startswith="cert_rate").order_by("indicator")
    assert list(
        kept.values_list("indicator", "numerator", "denominator", "value", "definition_version")
    ) == [
        ("cert_rate_national", 1, 2, 50, "2"),
        ("cert_rate_own", 2, 2, 100, "2"),
    ]
    assert {f.code: f.numerator for f in known_figures(DAY)}["cert_rate_national"] == 1


def test_office_and_school_read_it_apart_and_open_its_persons(run, cast, client) -> None:
    reference.load()
    Trainee.objects.filter(pk=holder(run).pk).update(university=cast.school)
    Trainee.objects.filter(pk=graduate(run).pk).update(university=cast.school)
    graduate(run)
    client.force_login(cast.office)
    board = client.get(reverse("outcomes:office_board"))
    assert board.context["certified"] == Certified(persons=3, own=3, national=1)
    assert "33.33 %" in board.content.decode()
    listed = client.get(reverse("outcomes:office_persons") + "?status=national").context["persons"]
    client.force_login(cast.coordinator)
    desk = client.get(reverse("outcomes:university_desk")).context
    rows = (
        client.get(reverse("outcomes:university_persons") + "?trained=on&national=on")
        .context["page"]
        .paginator.count
    )
    assert (listed, desk["certified"], desk["cert_rate"], rows) == (1, 1, "50.00 %", 1)
