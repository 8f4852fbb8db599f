"""In production shape: is there one door, can the second factor be gone round, and does a session prove enough?"""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import Invitation, User
from tests.factories.accounts import (
    PASSWORD,
    CompanyFactory,
    TraineeFactory,
    office_user,
    teacher_user,
)
from tests.factories.cms import site
from tests.test_matrix_access import named_urls

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
CREDENTIALS = dict.fromkeys(("login", "username", "email"), "zheng@zhicai.example") | dict.fromkeys(
    ("password", "password1", "password2", "new_password1", "new_password2"), PASSWORD
)


@pytest.fixture(autouse=True)
def _production(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def officer() -> User:
    """Somebody of the office who holds a second factor."""
    user = office_user(email="zheng@zhicai.example")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    TOTP.activate(user, SECRET)
    return user


def totp() -> str:
    """The code that the telephone shows now."""
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def log_in(client: Client, user: User, *, factor: bool = True) -> None:
    """Come in by the one door."""
    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    if factor:
        assert answer.url == reverse("mfa_authenticate")
        client.post(answer.url, {"code": totp()})
    assert client.session["_auth_user_id"] == str(user.pk)


def age(client: Client, seconds: float) -> None:
    """Let that much time pass since the session proved anything."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


def addresses() -> list[str]:
    """Every address of the site, with 1 for whatever it asks for; what is a regular expression is tried by hand."""
    found = {re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]+>", "1", route) for _, route in named_urls()}
    return ["/" + route for route in sorted(found) if not re.search(r"[\\^$?+*|(]", route)]


def test_no_address_lets_a_password_in_past_the_second_factor(officer) -> None:
    site()
    entered, tried = [], addresses()
    for url in [*tried, *(f"/en{url}" for url in tried if "login" in url or "password" in url)]:
        client = Client(raise_request_exception=False)
        client.post(url, CREDENTIALS)
        if "_auth_user_id" in client.session:
            entered.append(url)

    assert len(tried) > 300
    assert entered == []


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("closed", "leads_to"),
    [
        ("/cms/login/", "account_login"),
        ("/_util/login/", "account_login"),
        ("/cms/password_reset/", "account_reset_password"),
        ("/cms/password_reset/done/", "account_reset_password"),
        ("/cms/password_reset/confirm/MQ/abc-123/", "account_reset_password"),
        ("/cms/password_reset/complete/", "account_reset_password"),
    ],
)
def test_every_other_login_leads_to_the_one_door(
    client, officer, language, closed, leads_to
) -> None:
    for answer in (
        client.get(language + closed + "?next=/cms/"),
        client.post(language + closed, CREDENTIALS),
    ):
        with translation.override("en" if language else "zh-hans"):
            assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse(leads_to))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "closed", ["/admin/", "/admin/login/", "/en/admin/", "/cms/users/", "/cms/groups/"]
)
def test_houses_that_nobody_needs_are_gone(client, officer, closed) -> None:
    site()
    log_in(client, officer)
    assert client.get(closed).status_code == 404


def test_ten_wrong_passwords_at_the_old_door_and_the_new_one_let_nobody_in(client, officer) -> None:
    for door in ("/cms/login/", reverse("account_login")):
        for n in range(10):
            client.post(door, {**CREDENTIALS, "password": f"guess-{n}"}, follow=True)
    answer = client.post(reverse("account_login"), {"login": officer.email, "password": PASSWORD})
    assert answer.status_code in (200, 429)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "page", ["/office/people/", "/cms/", "/accounts/2fa/", "/accounts/2fa/totp/deactivate/"]
)
def test_a_session_made_without_the_factor_gets_nowhere(client, officer, page) -> None:
    client.force_login(officer)
    answer = client.get(page)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("mfa_reauthenticate"))
    assert client.post(page, {"keep": "this"}).url.split("?")[0] == reverse("mfa_reauthenticate")


def test_a_session_of_before_proves_the_factor_and_goes_on(client, officer) -> None:
    client.force_login(officer)
    asked = client.get("/office/people/").url
    assert client.post(asked, {"code": totp()}).url == "/office/people/"
    assert client.get("/office/people/").status_code == 200


def test_the_password_alone_does_not_prove_the_factor(client, officer) -> None:
    client.force_login(officer)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get("/office/people/").url.startswith(reverse("mfa_reauthenticate"))


def test_a_trainee_who_holds_a_factor_proves_it_too(client) -> None:
    user = TraineeFactory().user
    client.force_login(user)
    assert client.get(reverse("accounts:profile")).status_code == 200
    TOTP.activate(user, SECRET)
    assert client.get(reverse("accounts:profile")).url.startswith(reverse("mfa_reauthenticate"))


def test_setting_a_factor_up_proves_it(client, monkeypatch) -> None:
    user = office_user(email="new@zhicai.example")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    log_in(client, user, factor=False)
    assert client.get("/office/people/").url == reverse("mfa_index")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    monkeypatch.setattr(
        transaction, "on_commit", lambda then, **kwargs: then()
    )  # no test commits, every request does

    client.post(reverse("mfa_activate_totp"), {"code": totp()})

    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert client.get("/office/people/").status_code == 200


def test_a_recovery_code_opens_the_door_once(client, officer) -> None:
    code = RecoveryCodes.activate(officer).get_unused_codes()[0]
    for expected in (True, False):
        client.logout()
        client.post(reverse("account_login"), {"login": officer.email, "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert ("_auth_user_id" in client.session) is expected


@pytest.mark.parametrize(("hours", "goes_on"), [(9, True), (11, False)])
def test_a_session_of_the_office_lasts_a_working_day(client, officer, hours, goes_on) -> None:
    log_in(client, officer)
    age(client, hours * 3600)
    answer = client.get("/office/people/")
    assert (answer.status_code == 200) is goes_on
    assert goes_on or answer.url.startswith(reverse("mfa_reauthenticate"))


def test_a_teacher_proves_the_password_again_after_a_working_day(client) -> None:
    teacher = teacher_user(email="sun@zhicai.example")
    log_in(client, teacher, factor=False)
    assert client.get("/teaching/").status_code == 200
    age(client, 11 * 3600)
    asked = client.get("/teaching/").url
    assert client.post(asked, {"password": PASSWORD}).url == "/teaching/"
    assert client.get("/teaching/").status_code == 200


def test_a_trainee_stays_in(client) -> None:
    user = TraineeFactory().user
    log_in(client, user, factor=False)
    age(client, 11 * 3600)
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_decision_that_gives_rights_asks_again_and_then_does_what_was_sent(
    client, officer
) -> None:
    log_in(client, officer)
    age(client, 16 * 60)
    sent = {"kind": "teacher", "email": "new-teacher@zhicai.example"}
    asked = client.post(reverse("accounts:office_invite"), sent).url
    assert asked.startswith(reverse("account_reauthenticate"))
    assert Invitation.objects.count() == 0

    client.post(asked, {"password": PASSWORD})

    assert [each.email for each in Invitation.objects.all()] == ["new-teacher@zhicai.example"]


@pytest.mark.parametrize("name", ["decide_company", "decide_name", "office_invite"])
def test_the_other_decisions_ask_again_too(client, officer, name) -> None:
    log_in(client, officer)
    age(client, 16 * 60)
    of = {"decide_company": lambda: CompanyFactory().pk, "decide_name": lambda: TraineeFactory().pk}
    url = reverse(f"accounts:{name}", args=[of[name]()] if name in of else [])
    assert client.post(url, {"verb": "verify"}).url.startswith(reverse("account_reauthenticate"))


def test_an_hour_of_invitations_right_after_the_login_asks_nothing(client, officer) -> None:
    log_in(client, officer)
    answer = client.post(
        reverse("accounts:office_invite"), {"kind": "teacher", "email": "t@zhicai.example"}
    )
    assert answer.url == reverse("accounts:office_invite")
    assert time.time() - client.session["account_authentication_methods"][-1]["at"] < 60
