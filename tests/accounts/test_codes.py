"""Does the page that waits for a code keep one message a minute, name its times, and let the number be corrected?"""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.limits import CODES_FROM
from accounts.models import Trainee, User
from core.limits import claim
from tests.accounts.conftest import a_minute_later, code_in
from tests.accounts.test_signup import PERSON, TRAINEE_DOOR
from tests.factories.accounts import TraineeFactory, UserFactory

pytestmark = pytest.mark.django_db
ASK = "/accounts/login/code/"
NUMBER = "+8613900001111"


@pytest.fixture
def somebody(db) -> User:
    return TraineeFactory(user=UserFactory(phone=NUMBER, phone_verified=True)).user


def test_one_number_gets_one_message_a_minute_whoever_asks(
    client, somebody, texts, commits
) -> None:
    with commits():
        assert client.post(ASK, {"phone": "139 0000 1111"}).status_code == 302
    cache.clear()  # the limit does not rest on the cache
    with commits():
        again = Client().post(ASK, {"phone": NUMBER})
    assert (len(texts), again.status_code) == (1, 200)
    assert "一分钟" in again.content.decode()
    assert (
        client.get("/accounts/login/code/confirm/").status_code == 200
    )  # the code that came can still be typed
    a_minute_later()
    with commits():
        assert Client().post(ASK, {"phone": NUMBER}).status_code == 302
    assert len(texts) == 2


def test_one_place_sends_messages_to_no_end_of_numbers(client, texts, commits) -> None:
    """A class asks for its codes behind one connection; whoever goes through numbers is stopped, others are not."""
    with commits():
        for number in range(CODES_FROM.times):
            asked = claim(CODES_FROM, "127.0.0.1")
            assert asked is None, number
        stopped = client.post(ASK, {"phone": NUMBER})
        elsewhere = Client(REMOTE_ADDR="10.0.0.9").post(ASK, {"phone": "13900002222"})
    assert (stopped.status_code, elsewhere.status_code, len(texts)) == (200, 302, 1)
    assert "短时间内操作太多次" in stopped.content.decode()


def test_sending_again_waits_for_the_minute_and_the_new_code_works(
    client, somebody, texts, commits
) -> None:
    with commits():
        page = client.post(ASK, {"phone": NUMBER}).url
    with commits():
        client.post(page, {"action": "resend"})
    assert len(texts) == 1
    a_minute_later()
    with commits():
        client.post(page, {"action": "resend"})
    assert len(texts) == 2
    assert client.post(page, {"code": code_in(texts[-1][1])}).status_code == 302
    assert "_auth_user_id" in client.session


def test_sending_again_to_a_number_without_an_account_reads_the_same(
    client, texts, commits
) -> None:
    with commits():
        page = client.post(ASK, {"phone": NUMBER}).url
    a_minute_later()
    with commits():
        assert client.post(page, {"action": "resend"}).status_code == 302
    assert client.get(page).status_code == 200


def test_the_page_names_its_times_and_keeps_its_buttons(client, somebody, commits) -> None:
    with commits():
        url = client.post(ASK, {"phone": NUMBER}).url
    for page in (
        client.get(url).content.decode(),
        client.post(url, {"code": "000000"}).content.decode(),
    ):
        assert "5 分钟内有效" in page
        assert re.search(r"\d\d:\d\d:\d\d 起可以重新发送", page)
        assert re.search(r'data-wait="\d+"', page)
        assert ('autocomplete="one-time-code"' in page, 'inputmode="numeric"' in page) == (
            True,
            True,
        )
        assert page.count('type="submit"') >= 3


def test_another_number_is_one_button_away(client, somebody, commits) -> None:
    with commits():
        page = client.get(client.post(ASK, {"phone": NUMBER}).url).content.decode()
    assert f'name="next" value="{ASK}"' in page
    assert client.post("/accounts/logout/", {"next": ASK}).url == ASK
    assert client.get(ASK).status_code == 200


def test_a_wrong_number_is_corrected_without_typing_the_rest_again(client, texts, commits) -> None:
    with commits():
        page = client.post(TRAINEE_DOOR, PERSON).url
    assert "13900002222" not in str(texts)
    with commits():
        assert client.post(page, {"action": "change", "phone": "139 0000 2222"}).status_code == 302
    assert texts[-1][0] == "+8613900002222"
    with commits():
        done = client.post(page, {"code": code_in(texts[-1][1])})
    assert done.url == reverse("accounts:after_login")
    assert Trainee.objects.get().user.phone == "+8613900002222"


def test_the_code_stands_before_the_password(client) -> None:
    page = client.get("/accounts/login/").content.decode()
    assert page.index('href="/accounts/login/code/"') < page.index('name="password"')
