"""The cache may vanish at any moment: pages answer, limits go on being counted, and Redis is taken back when it answers."""

import time
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.urls import reverse

from core import caches as module
from core.health import problems
from matching.views.openings import REPORTS
from tests.cast import Cast
from tests.factories.matching import OpeningFactory
from tests.harness.redis_server import PROGRAM, RedisServer

TABLE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}


@pytest.fixture
def redis(settings, db, monkeypatch) -> Iterator[RedisServer]:
    """The site on a Redis of its own."""
    if PROGRAM is None:
        pytest.skip("no redis-server on this machine")
    server = RedisServer()
    server.start()
    where = {"BACKEND": "core.caches.SturdyRedisCache", "LOCATION": server.url}
    settings.CACHES = {"default": where, "table": TABLE, "pages": where}
    monkeypatch.setattr(module.SturdyRedisCache, "_away_until", 0.0)
    monkeypatch.setattr(module, "PAUSE_SECONDS", 0.2)
    yield server
    server.stop()


def test_values_are_kept_in_redis_then_in_the_table_then_in_redis_again(redis: RedisServer):
    cache = caches["default"]
    cache.set("a", {"b": 1}, 60)
    assert (cache.get("a"), caches["table"].get("a")) == ({"b": 1}, None)

    redis.stop()
    assert (cache.get("a"), cache.add("n", 1, 60), cache.incr("n"), cache.get_many(["n"])) == (
        None,
        True,
        2,
        {"n": 2},
    )
    assert (cache.is_away, caches["table"].get("n"), problems()) == (True, 2, ["cache"])

    redis.start()
    time.sleep(0.3)
    assert (cache.get("n"), cache.set("n", 7, 60), cache.get("n"), problems()) == (
        None,
        None,
        7,
        [],
    )


def test_home_and_login_answer_and_health_says_able_without_redis(redis: RedisServer, client):
    redis.stop()
    paths = ("/", "/en/", "/accounts/login/", "/join/trainee/", "/healthz")
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert client.get("/healthz").json() == {"ok": True, "problems": ["cache"]}


def test_wrong_passwords_are_limited_without_redis(redis: RedisServer, client, cast: Cast):
    redis.stop()
    wrong = {"login": cast.trainee.email, "password": "not-the-password"}
    told = [client.post(reverse("account_login"), wrong) for _ in range(12)]
    assert any(
        each.status_code == 429 or "login" in getattr(each, "url", "") or _limited(each)
        for each in told[-3:]
    )


def _limited(answer) -> bool:
    form = (answer.context or {}).get("form")
    return (
        any(
            "too_many" in error.code
            for errors in form.errors.as_data().values()
            for error in errors
        )
        if form
        else False
    )


def test_reports_are_limited_while_redis_is_stopped_and_emptied(
    redis: RedisServer, client, cast: Cast
):
    url = reverse("matching:report", args=[OpeningFactory(company=cast.firm).pk])
    sent = {"reason": "fee", "text": "要押金"}
    caches["default"].clear()
    redis.stop()
    told = [client.post(url, sent).status_code for _ in range(REPORTS.times + 2)]
    assert told == [302] * REPORTS.times + [429, 429]
