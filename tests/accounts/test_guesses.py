"""Is a guess claimed before it is judged: of a code, a password, a second factor, and a message before it is sent?"""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.core import context
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.forms.login import EmailCodeForm, FactorForm, LoginCodeForm, PhoneCodeForm
from tests.accounts.conftest import code_in, last_mail
from tests.factories.accounts import PASSWORD, TraineeFactory, UserFactory, office_user

RIGHT = "123456"


def judged(make, guesses: int = 30) -> int:
    """How many of so many wrong guesses at the same moment were compared with the right one."""
    gate = threading.Barrier(guesses)

    def one(number: int) -> bool:
        try:
            form, request = make(f"{number:06d}")
            gate.wait()
            with context.request_context(request):
                form.is_valid()
            return {error.code for error in form.errors.as_data()["code"]} == {"incorrect_code"}
        finally:
            connection.close()

    with ThreadPoolExecutor(guesses) as crowd:
        return sum(crowd.map(one, range(guesses)))


def session_with(**state) -> SessionStore:
    """A session that waits for a code."""
    session = SessionStore()
    session.update(state)
    session.save()
    return session


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("form", "key"),
    [
        (LoginCodeForm, "account_login"),
        (EmailCodeForm, "account_email_verification_code"),
        (PhoneCodeForm, "account_phone_verification"),
    ],
)
def test_of_thirty_guesses_of_one_code_at_the_same_moment_three_are_judged(form, key) -> None:
    session = session_with(**{key: {"at": 1.0, "code": RIGHT}})

    def make(guess: str):
        request = RequestFactory().post("/")
        request.session = SessionStore(session.session_key)
        return form({"code": guess}, code=RIGHT), request

    assert judged(make) == 3


@pytest.mark.django_db(transaction=True)
def test_of_thirty_guesses_of_a_factor_no_more_are_judged_than_the_limit_allows() -> None:
    user = office_user()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")

    def make(guess: str):
        request = RequestFactory().post("/")
        request.session = SessionStore()
        return FactorForm({"code": f"x{guess}"}, user=user), request

    assert judged(make) <= 10


@pytest.mark.django_db(transaction=True)
def test_of_thirty_passwords_at_the_same_moment_no_more_are_judged_than_the_limit_allows(
    monkeypatch,
) -> None:
    person, tried = UserFactory(email="li@zhicai.example"), []
    monkeypatch.setattr(
        "allauth.account.auth_backends.AuthenticationBackend._check_password", _note(tried)
    )

    def one(number: int) -> None:
        try:
            Client().post(
                reverse("account_login"), {"login": person.email, "password": f"guess-{number}"}
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(15) as crowd:
        list(crowd.map(one, range(30)))

    assert 0 < len(tried) <= 10


def _note(tried: list[str]):
    """Remember every password that is looked at; none is right."""
    return lambda self, user, password: tried.append(password) and False


@pytest.mark.django_db
def test_an_emptied_cache_gives_no_further_passwords(client) -> None:
    person = UserFactory(email="li@zhicai.example")
    for number in range(10):
        cache.clear()
        client.post(
            reverse("account_login"), {"login": person.email, "password": f"guess-{number}"}
        )
    cache.clear()
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert "分钟后再试" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("contact", "spellings"),
    [
        (
            {"phone": "+8613800000000"},
            ["13800000000", "+8613800000000", "138-0000-0000", "1 3800000000", "１３８００００００００", "138\u200b00000000",
             "手机:13800000000", "008613800000000", "8613800000000", "138.0000.0000", "(+86)13800000000"],
        ),
        (
            {"email": "li@zhicai.example"},
            ["li@zhicai.example", "LI@zhicai.example", "Li@Zhicai.Example", " li@zhicai.example", "lI@ZHICAI.example ", "li@zhicai.EXAMPLE",
             "LI@ZHICAI.EXAMPLE", "li@ZHICAI.example", "Li@zhicai.example", "lI@zhicai.example", "li@zhicAI.example"],
        ),
    ],
)  # fmt: skip
def test_one_login_in_eleven_spellings_is_one_login(
    client, monkeypatch, contact, spellings
) -> None:
    UserFactory(**contact)
    tried: list[str] = []
    monkeypatch.setattr(
        "allauth.account.auth_backends.AuthenticationBackend._check_password", _note(tried)
    )
    for number, login in enumerate(spellings):
        cache.clear()
        answer = client.post(
            reverse("account_login"), {"login": login, "password": f"guess-{number}"}
        )
    assert (len(tried), "分钟后再试" in answer.content.decode()) == (10, True)


@pytest.mark.django_db
def test_the_right_password_is_never_counted(client) -> None:
    person = TraineeFactory().user
    for _ in range(12):
        cache.clear()
        client.logout()
        client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.django_db
def test_a_new_code_has_guesses_of_its_own(client, commits) -> None:
    person, confirm = TraineeFactory().user, reverse("account_confirm_login_code")
    for _ in range(2):
        cache.clear()
        client.cookies.clear()
        with commits():
            client.post(reverse("account_request_login_code"), {"email": person.email})
        for guess in ("000001", "000002"):
            client.post(confirm, {"code": guess})
    client.post(confirm, {"code": code_in(last_mail())})
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["known@zhicai.example", "unknown@zhicai.example"])
@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
def test_the_seventh_message_an_hour_is_refused_in_a_sentence(client, commits, name, email) -> None:
    UserFactory(email="known@zhicai.example")
    for number in range(7):
        cache.clear()
        client.cookies.clear()
        with commits():
            answer = client.post(reverse(name), {"email": email})
        assert (answer.status_code == 302) is (number < 6)
    assert "分钟后再试" in answer.content.decode()
    assert f'value="{email}"' in answer.content.decode()


@pytest.mark.django_db
def test_a_code_asked_for_without_a_phone_or_an_email_is_refused(client) -> None:
    answer = client.post(reverse("account_request_login_code"), {})
    assert answer.status_code == 200
    assert "请填写手机号或邮箱。" in answer.content.decode()
