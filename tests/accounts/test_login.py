"""Do people log in by phone, e-mail, code, and are they led to their own desk?"""

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.test import RequestFactory
from django.urls import reverse

from tests.accounts.conftest import code_in, last_mail
from tests.factories.accounts import (
    PASSWORD,
    TraineeFactory,
    UserFactory,
    company_user,
    coordinator_user,
    office_user,
    teacher_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return TraineeFactory(
        user=UserFactory(
            email="xiuying@zhicai.example", phone="+8613800000000", phone_verified=True
        )
    ).user


@pytest.mark.parametrize(
    "login", ["xiuying@zhicai.example", "13800000000", "138 0000 0000", "+8613800000000"]
)
def test_phone_or_email_with_the_password(client, person, login) -> None:
    response = client.post(reverse("account_login"), {"login": login, "password": PASSWORD})
    assert response.url == reverse("accounts:after_login")
    assert int(client.session["_auth_user_id"]) == person.pk


@pytest.mark.parametrize(
    ("login", "password"),
    [("13800000000", "wrong"), ("13900000000", PASSWORD), ("nobody@zhicai.example", PASSWORD)],
)
def test_a_wrong_login_stays_outside(client, person, login, password) -> None:
    client.post(reverse("account_login"), {"login": login, "password": password})
    assert "_auth_user_id" not in client.session


def test_the_sixth_failure_is_refused_whatever_the_password(client, person) -> None:
    for _try in range(5):
        client.post(reverse("account_login"), {"login": "13800000000", "password": "wrong"})
    response = client.post(reverse("account_login"), {"login": "13800000000", "password": PASSWORD})
    assert response.status_code in {200, 429}
    assert "_auth_user_id" not in client.session


def test_a_code_by_text_message(client, person, texts, commits) -> None:
    with commits():
        response = client.post(reverse("account_request_login_code"), {"phone": "13800000000"})
    with commits():
        client.post(response.url, {"code": code_in(texts[-1][1])})
    assert int(client.session["_auth_user_id"]) == person.pk


def test_a_code_by_email(client, person, commits) -> None:
    with commits():
        response = client.post(
            reverse("account_request_login_code"), {"email": "xiuying@zhicai.example"}
        )
    client.post(response.url, {"code": code_in(last_mail())})
    assert int(client.session["_auth_user_id"]) == person.pk


def test_without_a_sender_no_code_is_offered_by_phone(client, settings, person, commits) -> None:
    settings.SMS_SENDER = ""
    form = client.get("/accounts/login/code/").context["form"]
    assert list(form.fields) == ["email"]
    with commits():
        client.post("/accounts/login/code/", {"email": person.email})
    assert "织才" in last_mail()


def test_an_unknown_phone_is_not_given_away(client, texts, commits) -> None:
    with commits():
        response = client.post(reverse("account_request_login_code"), {"phone": "13900000000"})
    assert response.url == reverse("account_confirm_login_code")
    assert not any(ch.isdigit() for ch in texts[0][1])


def test_an_unconfirmed_email_is_asked_for_a_code_at_login(client, commits) -> None:
    user = TraineeFactory(
        user=UserFactory(email="new@zhicai.example", contact_confirmed_at=None)
    ).user
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    with commits():
        response = client.post(
            reverse("account_login"), {"login": user.email, "password": PASSWORD}
        )
    assert response.url == reverse("account_email_verification_sent")
    client.post(response.url, {"code": code_in(last_mail())})
    user.refresh_from_db()
    assert user.contact_confirmed_at is not None


def test_everybody_has_their_own_desk(client) -> None:
    desks = {}
    for user in (
        TraineeFactory().user,
        company_user(),
        coordinator_user(),
        teacher_user(),
        office_user(),
    ):
        client.force_login(user)
        desks[user.kind] = client.get("/start/").url
    assert desks == {
        "trainee": "/my/",
        "company": "/company/",
        "university": "/university/",
        "teacher": "/teaching/",
        "office": "/office/",
    }


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_way_on_never_leaves_the_site(client, person, target) -> None:
    response = client.post(
        reverse("account_login"), {"login": "13800000000", "password": PASSWORD, "next": target}
    )
    assert response.url == reverse("accounts:after_login")


def test_the_login_by_code_hides_the_middle_of_the_number(client, person, texts, commits) -> None:
    with commits():
        response = client.post(reverse("account_request_login_code"), {"phone": "13800000000"})
    page = client.get(response.url).content.decode()
    assert "138****0000" in page
    assert "13800000000" not in page


@pytest.mark.parametrize(("proxies", "visitors"), [(0, 1), (1, 2)])
def test_limits_count_the_visitor_behind_as_many_proxies_as_there_are(
    settings, proxies, visitors
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    asked = [
        RequestFactory().get("/", headers={"X-Forwarded-For": address})
        for address in ("9.9.9.1", "9.9.9.2")
    ]
    assert len({get_adapter().get_client_ip(request) for request in asked}) == visitors


def test_who_forgot_the_password_can_log_in_with_a_code_or_get_a_link(
    client, person, commits
) -> None:
    url = reverse("account_reset_password")
    assert reverse("account_request_login_code") in client.get(url).content.decode()
    assert "email" in client.post(url, {"email": "no address"}).context["form"].errors
    with commits():
        assert client.post(url, {"email": "xiuying@zhicai.example"}).url == reverse(
            "account_reset_password_done"
        )
    assert "/accounts/password/reset/key/" in last_mail()


@pytest.mark.django_db
def test_the_page_for_another_number_shows_the_present_one_masked(client) -> None:
    client.force_login(UserFactory(phone="+8613812345678"))
    answer = client.get(reverse("account_change_phone"))
    shown = answer.content.decode()

    assert (answer.status_code, "13812345678" in shown, "5678" in shown) == (200, False, True)
    assert 'name="phone"' in shown
