"""Does a limit hold for a crowd at the same moment, end with its window, and speak in a sentence that keeps the input?"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import F
from django.urls import get_resolver, reverse

from core import tasks
from core.limits import Limit, claim, release
from core.models import Tally
from outcomes.limits import DRAWING
from tests.factories.accounts import CompanyFactory
from tests.factories.matching import OpeningFactory

THREE = Limit("three", times=3, minutes=10)


@pytest.mark.django_db(transaction=True)
def test_of_thirty_at_the_same_moment_three_go_on() -> None:
    gate = threading.Barrier(30)

    def one(_: int) -> bool:
        try:
            gate.wait()
            return claim(THREE, "somebody") is None
        finally:
            connection.close()

    with ThreadPoolExecutor(30) as crowd:
        assert sum(crowd.map(one, range(30))) == 3
    assert Tally.objects.get().count == 3


@pytest.mark.django_db
def test_everybody_is_counted_apart_and_an_emptied_cache_lifts_nothing() -> None:
    assert [claim(THREE, "a") is None for _ in range(4)] == [True, True, True, False]
    cache.clear()
    assert claim(THREE, "a") is not None
    assert claim(THREE, "b") is None


@pytest.mark.django_db
def test_the_window_ends_and_what_was_right_is_given_back() -> None:
    for _ in range(3):
        claim(THREE, "a")
    release(THREE, "a")
    assert [claim(THREE, "a") is None for _ in range(2)] == [True, False]
    Tally.objects.update(ends_at=F("ends_at") - timedelta(minutes=11))
    assert claim(THREE, "a") is None
    assert Tally.objects.get().count == 1


@pytest.mark.django_db
def test_the_sentence_says_how_long(settings) -> None:
    for _ in range(3):
        claim(THREE, "a")
    assert str(claim(THREE, "a").remedy) in {
        f"请在 {n} 分钟后再试。已填写的内容都保留着。" for n in (9, 10)
    }


@pytest.mark.django_db
def test_old_counts_are_forgotten() -> None:
    claim(THREE, "a")
    claim(THREE, "b")
    Tally.objects.filter(pk=Tally.objects.first().pk).update(
        ends_at=F("ends_at") - timedelta(days=2)
    )
    assert (tasks.forget_tallies(), Tally.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_nobody_reads_from_the_table_who_asked() -> None:
    claim(THREE, "13800000000")
    (kept,) = Tally.objects.values()
    assert "13800000000" not in str(kept)
    assert (len(kept["key"]), kept["count"]) == (64, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "times"),
    [("training:verify_many", 20), ("accounts:join_trainee", 120)],
    ids=["lookup", "sign-up"],
)
def test_beyond_the_limit_a_page_says_so_and_keeps_what_was_typed(client, name, times) -> None:
    url, sent = reverse(name), {"real_name": "示例李秀英", "numbers": "TM-1"}
    if name == "accounts:join_trainee":
        sent["password1"] = "secret-1"
    ask = client.get if name == "training:verify_many" else client.post
    Tally.objects.all().delete()
    ask(url, sent)
    Tally.objects.update(count=times)

    answer = ask(url, sent)

    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "请在" in page
    assert 'value="示例李秀英"' in page
    assert "secret-1" not in page


@pytest.mark.django_db
def test_the_credit_code_check_says_it_in_its_own_place(client) -> None:
    url = reverse("accounts:check_uscc")
    client.get(url, {"uscc": CompanyFactory().uscc})
    Tally.objects.update(count=60)
    assert "请在 1 分钟后再试" in client.get(url, {"uscc": "91"}).content.decode()


@pytest.mark.django_db
def test_a_visit_costs_one_statement_the_first_time_and_every_time(
    django_assert_num_queries,
) -> None:
    for _ in range(3):
        with django_assert_num_queries(1):
            claim(THREE, "a")
    with django_assert_num_queries(2):  # the second reads until when
        assert claim(THREE, "a") is not None
    assert Tally.objects.get().count == 3


@pytest.mark.django_db
def test_one_asker_draws_one_workbook_at_a_time_and_is_told(cast, client) -> None:
    client.force_login(cast.office)
    address = reverse("outcomes:office_completions_export")
    asker = f"user {cast.office.pk}"
    assert claim(DRAWING, asker) is None
    answer = client.post(address)
    assert (answer.status_code, "正在生成" in answer.text) == (429, True)
    release(DRAWING, asker)
    assert [client.post(address).status_code for _ in range(2)] == [200, 200]
    assert list(Tally.objects.values_list("count", flat=True).order_by("count")) == [0, 3]


OPEN = {
    "account_confirm_login_code": "three guesses a code, claimed in the form",
    "accounts:check_uscc": "claims in the view: its sentence stands beside the field",
    "accounts:door": "leads to two doors and looks nothing up",
    "cms:catalogue": "what is published",
    "cms:course": "what is published",
    "cms:home": "what is published",
    "cms:robots": "for machines, and always the same",
    "cms:search": "what is published",
    "cms:sitemap": "what is published",
    "healthz": "for machines, and says nothing of anybody",
    "matching:how_it_works": "one page for everybody",
    "matching:opening": "what is published",
    "matching:opening_list": "what is published",
    "matching:report": "claims in the view, after the form was filled as asked",
    "outcomes:fairness": "one page for everybody",
    "outcomes:figure": "public figures by their name",
    "outcomes:results": "one page for everybody",
    "published_file": "what is published",
    "training:enrol": "a run that is published",
}
LIMITED = {
    "accounts:invitation": ("invited",),
    "accounts:join_company": ("sign_ups",),
    "accounts:join_trainee": ("sign_ups",),
    "training:verify": ("questions",),
    "training:verify_many": ("bulk_lookups",),
    "training:verify_number": ("lookups", "lookups_of_one"),
}


def open_addresses(patterns, namespace: str = "") -> dict[str, tuple[str, ...]]:
    """Every address of ours that asks nobody who they are, with its limits."""
    found: dict[str, tuple[str, ...]] = {}
    for each in patterns:
        if hasattr(each, "url_patterns"):
            found |= open_addresses(
                each.url_patterns, f"{each.namespace}:" if each.namespace else namespace
            )
        elif each.callback.__module__.startswith(OURS) and not getattr(
            each.callback, "login_required", True
        ):
            found[f"{namespace}{each.name}"] = getattr(each.callback, "limits", ())
    return found


OURS = ("accounts.", "cms.views", "core.", "matching.", "outcomes.", "training.")


def test_every_address_without_login_has_a_limit_or_nothing_to_look_up() -> None:
    found = open_addresses(get_resolver().url_patterns)
    assert {name: limits for name, limits in found.items() if limits} == LIMITED
    assert set(found) - set(LIMITED) == set(OPEN)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head"])
def test_whoever_tries_numbers_is_stopped_at_every_door(client, method) -> None:
    token = reverse("accounts:invitation", args=["x" * 43])
    doors = [
        f"{reverse('training:verify')}?number=TM-1",
        reverse("training:verify_number", args=["TM-1"]),
        token,
    ]
    ask = getattr(client, method)
    assert [ask(door).status_code for door in doors] == [422, 404, 404]
    Tally.objects.update(count=120)
    assert [ask(door).status_code for door in doors] == [429, 429, 429]


@pytest.mark.django_db
def test_reports_are_counted_where_an_emptied_cache_forgets_nothing(client) -> None:
    url, sent = (
        reverse("matching:report", args=[OpeningFactory().pk]),
        {"reason": "fee", "text": "要交押金"},
    )
    assert [client.post(url, sent).status_code for _ in range(5)] == [302] * 5
    cache.clear()
    answer = client.post(url, sent)
    assert (answer.status_code, answer.context["denial"].code) == (429, "limit.reports")
