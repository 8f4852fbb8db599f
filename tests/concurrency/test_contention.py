"""What does a person get whose rows somebody else holds? The action is tried again, then a sentence; never a bare 500."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test import Client
from django.urls import path
from django.utils import translation

from accounts.models import Trainee
from config import urls as real_urls
from core import clock, contention
from core.clock import local_date
from core.denials import Refused
from core.models import AuditEntry
from matching.actions import applications, desk, hires
from matching.models import Application, Offer, Opening, Placement
from tests.factories.accounts import TraineeFactory, company_user
from tests.factories.matching import ApplicationFactory, OfferFactory, OpeningFactory
from tests.factories.training import NOW, CourseRunFactory, EnrolmentFactory
from training.actions import enrolments, offers
from training.models import CourseRun, Enrolment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This connection waits a tenth of a second for a lock, not for as long as production does."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100" if is_sqlite else "SET lock_timeout = '100ms'")
    yield
    connection.close()


@contextmanager
def held(row: CourseRun | Opening | Trainee) -> Iterator[threading.Event]:
    """A real second connection holds the row (SQLite: the database) until the block or the event says enough."""
    holds, enough = threading.Event(), threading.Event()

    def hold() -> None:
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE" if other.vendor == "sqlite" else "BEGIN")
            if other.vendor != "sqlite":
                cursor.execute(
                    f"SELECT 1 FROM {row._meta.db_table} WHERE id = %s FOR UPDATE", [row.pk]
                )
            holds.set()
            enough.wait(20)
            cursor.execute("ROLLBACK")
        other.close()

    holder = threading.Thread(target=hold)
    holder.start()
    assert holds.wait(10)
    try:
        yield enough
    finally:
        enough.set()
        holder.join(10)


def enrol(trainee: Trainee, run: CourseRun) -> Enrolment:
    """The click."""
    return enrolments.enrol(trainee=trainee, run=run, key="k", by=trainee.user, now=NOW)


def code_of(act) -> str:
    """The code of the refusal that an action ends with."""
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.denial.code


def test_enrolling_at_a_held_run_is_refused_in_words_and_writes_nothing(clock):
    clock.set(NOW)
    trainee, run = TraineeFactory(), CourseRunFactory()

    with held(run):
        assert code_of(lambda: enrol(trainee, run)) == "contention.busy"

    assert (
        Enrolment.objects.count(),
        AuditEntry.objects.filter(verb="enrolment.apply").count(),
    ) == (0, 0)
    assert enrol(trainee, run).state == "seated"


def test_enrolling_succeeds_when_the_row_is_free_again_in_time(clock, monkeypatch):
    clock.set(NOW)
    trainee, run = TraineeFactory(), CourseRunFactory()

    with held(run) as enough:
        monkeypatch.setattr(
            contention, "_step_aside", lambda attempt: enough.set() or threading.Event().wait(0.2)
        )
        made = enrol(trainee, run)

    assert (made.state, CourseRun.objects.get().seats_taken) == ("seated", 1)


def test_leaving_and_answering_a_seat_are_refused_alike(clock):
    clock.set(NOW)
    seated, offered = EnrolmentFactory(state="seated"), EnrolmentFactory(state="offered")
    for enrolment in (seated, offered):
        CourseRun.objects.filter(pk=enrolment.run_id).update(seats_taken=1)

    with held(seated.run):
        assert code_of(
            lambda: enrolments.withdraw(enrolment=seated, by=seated.trainee.user, now=NOW)
        ) == ("contention.busy")
    with held(offered.run):
        assert code_of(
            lambda: offers.decline(enrolment=offered, by=offered.trainee.user, now=NOW)
        ) == ("contention.busy")

    assert set(Enrolment.objects.values_list("state", flat=True).order_by("pk")) == {
        "seated",
        "offered",
    }


def test_accepting_an_offer_is_refused_and_the_second_try_hires():
    opening = OpeningFactory(headcount=1)
    offer = OfferFactory(application=ApplicationFactory(opening=opening, state="offered"))
    application = Application.objects.select_related("opening__company", "trainee__user").get(
        pk=offer.application_id
    )
    by = application.trainee.user

    with held(opening):
        assert (
            code_of(
                lambda: applications.accept_offer(application=application, by=by, now=clock.now())
            )
            == "contention.busy"
        )
    assert (application.state, Opening.objects.get().hires) == ("offered", 0)

    applications.accept_offer(application=application, by=by, now=clock.now())
    assert (application.state, Opening.objects.get().hires) == ("accepted", 1)


def test_what_a_failed_attempt_changed_in_memory_is_read_again(monkeypatch):
    """The row that is fought for comes last: the application has already moved in memory when the lock runs out."""
    opening = OpeningFactory(headcount=1)
    other = ApplicationFactory(opening=opening)
    offer = OfferFactory(application=ApplicationFactory(opening=opening, state="offered"))
    application = Application.objects.select_related("opening__company", "trainee__user").get(
        pk=offer.application_id
    )

    with held(other) as enough:
        monkeypatch.setattr(
            contention, "_step_aside", lambda attempt: enough.set() or threading.Event().wait(0.2)
        )
        applications.accept_offer(
            application=application, by=application.trainee.user, now=clock.now()
        )

    other.refresh_from_db()
    assert (application.state, Opening.objects.get().state, other.state) == (
        "accepted",
        "filled",
        "rejected",
    )


def a_row(state: str) -> Application:
    """An application in that state, loaded as the pages load it."""
    made = ApplicationFactory(state=state)
    return Application.objects.select_related("opening__company", "trainee__user").get(pk=made.pk)


def test_offering_claiming_and_withdrawing_are_refused_alike(clock):
    today = local_date(clock.set(NOW))
    listed, accepted = a_row("shortlisted"), a_row("accepted")
    company = company_user(listed.opening.company)
    other_company = company_user(accepted.opening.company)
    terms = {
        "pay": 6000,
        "start_on": today + timedelta(days=9),
        "expires_on": today + timedelta(days=5),
        "note": "",
    }
    start = {"start_on": today, "contract_type": "full_time", "pay": 6000, "destination_code": "11"}

    with held(listed):
        assert (
            code_of(
                lambda: desk.make_offer(application=listed, by=company, **terms, now=clock.now())
            )
            == "contention.busy"
        )
        assert (
            code_of(
                lambda: applications.withdraw(
                    application=listed, by=listed.trainee.user, now=clock.now()
                )
            )
            == "contention.busy"
        )
    with held(accepted):
        assert (
            code_of(
                lambda: hires.claim_hire(
                    application=accepted, by=other_company, **start, now=clock.now()
                )
            )
            == "contention.busy"
        )

    assert (Offer.objects.count(), Placement.objects.count()) == (0, 0)
    assert {application.state for application in Application.objects.order_by("pk")} == {
        "shortlisted",
        "accepted",
    }


def test_inside_another_transaction_the_whole_is_not_ours_to_repeat(clock):
    clock.set(NOW)
    trainee, run = TraineeFactory(), CourseRunFactory()

    with held(run), pytest.raises(DatabaseError) as error, transaction.atomic():
        enrol(trainee, run)

    assert contention.is_contention(error.value)


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("code", "expected"), [("55P03", True), ("40P01", True), ("40001", True), ("57014", False)]
)
def test_the_servers_codes_are_told_apart(code: str, expected: bool):
    with pytest.raises(OperationalError) as error, connection.cursor() as cursor:
        cursor.execute(
            f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}', MESSAGE = 'x'; END $$"
        )

    assert contention.is_contention(error.value) is expected


def test_something_broken_is_not_contention_and_is_not_tried_again():
    tried = []

    @contention.patiently
    def broken() -> None:
        tried.append(1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")

    with pytest.raises(DatabaseError):
        broken()

    assert (len(tried), contention.is_contention(ValueError())) == (1, False)


def test_the_enrolment_page_answers_with_the_sentence(client: Client, clock):
    clock.set(NOW)
    trainee, run = TraineeFactory(), CourseRunFactory()
    client.force_login(trainee.user)

    with held(run):
        response = client.post(f"/runs/{run.pk}/enrol/", {"key": "k"})

    assert response.status_code == 422
    with translation.override("zh-hans"):
        assert str(contention.BUSY.sentence) in response.content.decode()


def save_somewhere(request):
    """A page whose write nobody made patient."""
    CourseRun.objects.update(capacity=99)


urlpatterns = [
    *real_urls.urlpatterns,
    path("planted", save_somewhere),
    path("broken", lambda request: 1 / 0),
]
handler500 = real_urls.handler500


@pytest.mark.urls(__name__)
def test_what_no_action_caught_is_a_page_that_says_try_again(client: Client):
    run, client.raise_request_exception = CourseRunFactory(), False
    client.force_login(TraineeFactory().user)

    with held(run):
        response = client.get("/planted")

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert all(
        words in response.content.decode() for words in ("请稍后再试", "nothing was changed")
    )


@pytest.mark.urls(__name__)
def test_what_is_broken_stays_a_500(client: Client):
    client.raise_request_exception = False
    client.force_login(TraineeFactory().user)

    assert client.get("/broken").status_code == 500


@pytest.mark.postgres
def test_no_statement_of_a_page_is_compiled_first():
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


@pytest.mark.django_db(transaction=True)
def test_an_action_that_follows_on_commit_does_not_wait_for_its_own_turn():
    done = []
    second = contention.patiently(lambda: done.append("second"))

    @contention.patiently
    def first() -> None:
        transaction.on_commit(second)
        done.append("first")

    first()
    assert done == ["first", "second"]
