"""What do people get who sign up with the same credit code, phone or e-mail at the same moment? One account, no 500."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse

from accounts.actions.members import accept_invitation, invite
from accounts.forms.signup import CompanyDoorForm, DoorForm, TraineeDoorForm
from accounts.models import Company, Trainee, User
from core import clock
from core.denials import Refused
from tests.accounts.test_signup import COMPANY_DOOR, FIRM, PERSON, TRAINEE_DOOR
from tests.factories.accounts import CompanyFactory, UserFactory, office_user

CLICKS = 4


@pytest.fixture
def faster(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """`faster(write)`: somebody else writes after the form was found good and before it is saved."""

    def plant(write: Callable[[], object]) -> None:
        save = DoorForm.try_save

        def save_too_late(self: DoorForm, request: object) -> object:
            write()
            return save(self, request)

        monkeypatch.setattr(DoorForm, "try_save", save_too_late)

    return plant


@pytest.mark.django_db
def test_the_slower_company_reads_that_it_is_here_already_and_keeps_its_input(
    client: Client, faster
):
    faster(lambda: CompanyFactory(uscc=FIRM["uscc"]))

    response = client.post(COMPANY_DOOR, FIRM)

    assert (response.status_code, response.context["denial"].code) == (422, "company.known")
    assert FIRM["uscc"] in response.content.decode()
    assert not User.objects.filter(email=FIRM["email"]).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("known", "typed", "leads_to"),
    [
        ({"phone": "+8613800000000"}, {}, "account_verify_phone"),
        (
            {"email": "li@zhicai.example"},
            {"phone": "", "email": "Li@zhicai.example"},
            "account_email_verification_sent",
        ),
    ],
)
def test_the_slower_person_goes_on_like_everybody_who_has_an_account(
    client: Client, faster, known, typed, leads_to
):
    faster(lambda: UserFactory(**{"email": None, **known}))

    response = client.post(TRAINEE_DOOR, {**PERSON, **typed})

    assert (response.status_code, response.url) == (302, reverse(leads_to))
    assert (User.objects.count(), Trainee.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_what_breaks_for_another_reason_is_not_hidden(client: Client, monkeypatch):
    monkeypatch.setitem(PERSON, "real_name", "示例李秀英")

    def broken(self: TraineeDoorForm, request: object, user: User) -> None:
        Company.objects.create(uscc="X", kind="nothing")

    monkeypatch.setattr(TraineeDoorForm, "custom_signup", broken)

    with pytest.raises(IntegrityError):
        client.post(TRAINEE_DOOR, PERSON)


@pytest.mark.django_db
def test_an_invitation_to_an_address_that_has_an_account_is_refused(monkeypatch):
    invitation, _token = invite(
        kind="teacher", email="new@zhicai.example", by=office_user(), now=clock.now()
    )
    UserFactory(email="new@zhicai.example")

    with pytest.raises(Refused) as refusal:
        accept_invitation(
            invitation=invitation,
            real_name="示例孙教师",
            password="indigo-cotton-7",
            language="zh-hans",
            now=clock.now(),
        )

    assert refusal.value.denial.code == "invitation.has_account"


def at_once(address: str, forms: list[dict[str, str]]) -> Counter:
    """Post all forms at the same moment, each from its own browser; the statuses, or the names of errors."""
    barrier, seen = threading.Barrier(len(forms)), []

    def click(form: dict[str, str]) -> None:
        browser = Client()
        barrier.wait(10)
        try:
            seen.append(browser.post(address, form).status_code)
        except Exception as error:  # what must never happen is reported as what it is
            seen.append(repr(error))
        finally:
            connection.close()

    clicks = [threading.Thread(target=click, args=(form,)) for form in forms]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join(60)
    return Counter(seen)


@pytest.mark.django_db(transaction=True)
def test_four_owners_with_one_credit_code_make_one_company():
    forms = [{**FIRM, "email": f"owner{n}@zhicai.example"} for n in range(CLICKS)]

    assert at_once(COMPANY_DOOR, forms) == {302: 1, 422: CLICKS - 1}
    assert (Company.objects.count(), User.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "contact", [{"phone": "138 0000 0000"}, {"phone": "", "email": "li@zhicai.example"}]
)
def test_four_clicks_with_one_phone_or_address_make_one_person(contact):
    told = at_once(TRAINEE_DOOR, [{**PERSON, **contact}] * CLICKS)

    assert set(told) <= {
        302,
        429,
    }  # a code was sent a moment ago: "too many tries" is a page with a sentence
    assert told.total() == CLICKS
    assert (User.objects.count(), Trainee.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_one_invitation_accepted_four_times_at_once_makes_one_account():
    _invitation, token = invite(
        kind="teacher", email="new@zhicai.example", by=office_user(), now=clock.now()
    )
    form = {
        "real_name": "示例孙教师",
        "password": "indigo-cotton-7",
        "agrees_terms": "on",
        "agrees_privacy": "on",
    }

    told = at_once(reverse("accounts:invitation", args=[token]), [form] * CLICKS)

    assert (told[302], told[422]) == (1, CLICKS - 1)
    assert User.objects.filter(email="new@zhicai.example").count() == 1


def test_the_doors_save_through_the_same_guard():
    assert CompanyDoorForm.try_save is TraineeDoorForm.try_save is DoorForm.try_save
