"""Unkeepable signs stay out, addresses that nobody can read are refused in words, subjects stay on one line."""

import json

import pytest
from django.core import mail
from django.urls import reverse

from accounts.mail import post
from core.keepable import keepable, keepable_json, one_line
from matching.forms.search import OpeningSearch


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("李\x00秀英", "李秀英"),
        ("a\x01\x0b\x0c\x1f\x7f\x85b\ufffe", "ab"),
        ("\ud800x", "x"),
        ("第一行\r\n\t第二行", "第一行\r\n\t第二行"),
        ("👩‍🏭 㐂 \u200f", "👩‍🏭 㐂 \u200f"),
        ('{"a": "\\u0000b\\ud800c"}', '{"a": "bc"}'),
        ('["\\ud83d\\ude00", "\\\\u0000", "\\n"]', '["\\ud83d\\ude00", "\\\\u0000", "\\n"]'),
    ],
)
def test_what_cannot_be_kept_is_left_out(sent: str, kept: str):
    assert keepable(sent) == kept


def test_json_stays_json():
    sent = json.dumps({"text": "a\x00b\ud800c \\u0000 😀", "n": 1})
    assert json.loads(keepable_json(sent)) == {"text": "abc \\u0000 😀", "n": 1}


@pytest.mark.parametrize(
    "path", ["/verify/a%00b/", "/no-such%07page/", "/%C2%85/", "/en/courses/%00/", "/cms/%00/"]
)
@pytest.mark.django_db
def test_an_address_with_unkeepable_signs_is_refused_in_both_languages(client, path: str):
    answer = client.get(path)

    assert answer.status_code == 400
    assert "这个请求看不懂" in answer.content.decode()
    assert "This request cannot be read" in answer.content.decode()


@pytest.mark.parametrize("number", [2**63, 10**40])
@pytest.mark.django_db
def test_a_number_that_no_row_can_have_is_not_found(client, number: int):
    assert client.get(f"/openings/{number}/").status_code == 404


@pytest.mark.django_db
def test_a_cookie_with_unkeepable_signs_is_not_read(client):
    client.cookies["sessionid"] = "aaaaaaaaaaaa\x00"
    assert client.get(reverse("accounts:door")).status_code == 200


@pytest.mark.parametrize(
    "cursor",
    [
        "0001-01-01T00:00:00+14:00|1",
        "9999-12-31T23:59:59-14:00|1",
        "2026-01-01T00:00:00|1",
        "2026-01-01T00:00:00+00:00|²",
        "2026-01-01T00:00:00+00:00|" + "9" * 19,
        "x|1",
        "|",
    ],
)
def test_a_place_in_the_list_that_cannot_be_is_the_beginning(cursor: str):
    assert OpeningSearch({"before": cursor}).filters().before is None


@pytest.mark.django_db
def test_a_pasted_link_and_markup_among_many_numbers_are_answered(client):
    assert (
        client.get("/verify/", {"number": "https://zhicai.example/verify/ZC/?utm=1"}).status_code
        == 422
    )
    answer = client.get("/verify/many/", {"numbers": "<a/b>\nhttps://zhicai.example/verify/x/?y=1"})
    assert answer.status_code == 200


@pytest.mark.django_db(transaction=False)
def test_a_subject_stays_on_one_line(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post("甲\r\nBcc: b@zhicai.example", "text", "a@zhicai.example")

    assert [each.subject for each in mail.outbox] == ["甲 Bcc: b@zhicai.example"]
    assert one_line(" a \n b ") == "a b"
