"""Is a page compressed as the browser understands it, and is what must not be compressed left alone?"""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from core.compression import compress
from tests.cast import Cast

TEXT = "<p>织才 Zhicai</p>" * 100


def sent(answer, accepted: str, **cookies: str):
    request = RequestFactory().get("/", headers={"accept-encoding": accepted})
    request.COOKIES.update(cookies)
    return compress(answer, request)


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip;q=1.0, BR;q=0.5", "br", brotli.decompress),
        ("gzip, br;q=0", "gzip", gzip.decompress),
        ("gzip;q=0.000", None, bytes),
        ("deflate", None, bytes),
        ("", None, bytes),
    ],
)
def test_a_page_comes_as_the_browser_understands_it(accepted: str, encoding: str | None, unpack):
    answer = sent(HttpResponse(TEXT), accepted)

    assert answer.get("Content-Encoding") == encoding
    assert unpack(answer.content).decode() == TEXT
    assert answer["Vary"] == "Accept-Encoding"
    if encoding:
        assert int(answer["Content-Length"]) == len(answer.content) < len(TEXT.encode())


def test_the_length_of_what_a_session_sees_says_nothing_about_it():
    answers = [sent(HttpResponse(TEXT), "gzip, br", sessionid="x") for _ in range(40)]

    assert {answer["Content-Encoding"] for answer in answers} == {"gzip"}
    assert {gzip.decompress(answer.content).decode() for answer in answers} == {TEXT}
    assert len({len(answer.content) for answer in answers}) > 5


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse("short"),
        HttpResponse(TEXT.encode(), content_type="application/pdf"),
        HttpResponse(TEXT.encode(), content_type="image/png"),
        HttpResponse(TEXT.encode(), headers={"Content-Encoding": "br"}),
        HttpResponse(status=304),
    ],
    ids=["short", "paper", "picture", "compressed", "not modified"],
)
def test_what_gains_nothing_stays_as_it_is(answer):
    before = (answer.content, dict(answer.headers))
    sent(answer, "gzip, br")
    assert (answer.content, dict(answer.headers)) == before


def test_a_stream_stays_a_stream():
    answer = sent(StreamingHttpResponse(iter([TEXT.encode()])), "gzip, br")
    assert not answer.has_header("Content-Encoding")
    assert b"".join(answer).decode() == TEXT


def test_a_compressed_page_is_no_longer_the_same_bytes():
    answer = sent(HttpResponse(TEXT, headers={"ETag": '"one"'}), "br")
    assert answer["ETag"] == 'W/"one"'


@pytest.mark.django_db
def test_the_site_sends_its_pages_compressed(client: Client, cast: Cast):
    plain, small = (
        client.get("/openings/", headers={"accept-encoding": accepted}) for accepted in ("", "br")
    )
    assert small["Content-Encoding"] == "br"
    assert brotli.decompress(small.content) == plain.content
    client.force_login(cast.trainee)
    own = client.get("/my/courses/", headers={"accept-encoding": "gzip, br"})
    assert own["Content-Encoding"] == "gzip"
    assert own["Cache-Control"] == "private, no-store"
