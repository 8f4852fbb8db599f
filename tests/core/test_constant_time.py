"""Does the time of an answer tell nothing?"""

import time

from django.http import HttpRequest, HttpResponse

from core.constant_time import in_constant_time


def taken(work: float, method: str = "POST") -> float:
    """How long an answer takes that is so many seconds of work."""
    request = HttpRequest()
    request.method = method

    def view(request: HttpRequest) -> HttpResponse:
        time.sleep(work)
        return HttpResponse()

    began = time.monotonic()
    in_constant_time(view)(request)
    return time.monotonic() - began


def test_short_and_long_answers_leave_at_the_same_beat(settings):
    settings.EVEN_SECONDS = 0.5
    slept = [taken(work) for work in (0.0, 0.2)]

    assert all(each >= 0.5 for each in slept)


def test_longer_than_a_beat_waits_for_the_next(settings):
    settings.EVEN_SECONDS = 0.2

    assert taken(0.25) >= 0.4


def test_reading_a_page_waits_for_nothing(settings):
    settings.EVEN_SECONDS = 30

    assert taken(0.0, "GET") < 30
