"""Does the response time reveal whether a number has an account (timing side channel)? `python -m benchmarks.doors --json`.

Starts the site in its embedded form and alternates between a contact that has an account and one that has none: signing
up, logging in with a wrong password, asking for a code. Prints the ratio of the medians (with an account ÷ without),
and the same ratio of two halves without any account, as this machine's noise. The bar is 0.85 to 1.15.
"""

import argparse
import http.cookiejar
import json
import re
import statistics
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from tests.harness.site import Site

DOORS = {
    "sign up": "/join/trainee/",
    "log in": "/accounts/login/",
    "code": "/accounts/login/code/",
}
BAR = (0.85, 1.15)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """The answer itself is timed, not the page that it leads to."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def main() -> int:
    """Measure and print one JSON object; exit 1 if a ratio is outside the bar and the noise is inside it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=16)
    parser.add_argument(
        "--json", action="store_true", help="always printed as JSON; kept for uniformity"
    )
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        site = Site(
            Path(folder), production=False, DJANGO_LOCAL="1", ALLAUTH_TRUSTED_PROXY_COUNT="1"
        )
        try:
            site.migrate()
            site.manage("compile_messages")
            site.manage("createcachetable")
            site.start("web")
            found = measured(site, rounds)
        finally:
            site.stop()
    print(json.dumps({"bar": BAR, "rounds": rounds, **found}))
    return int(
        any(
            is_outside(ratio) and not is_outside(found["noise"][door])
            for door, ratio in found["ratio"].items()
        )
    )


def is_outside(ratio: float) -> bool:
    """Tell whether a ratio lies outside the bar."""
    return not BAR[0] <= ratio <= BAR[1]


def measured(site: Site, rounds: int) -> dict:
    """Return the ratios, and the milliseconds they come from."""
    known = [f"1380001{n:04d}" for n in range(rounds)]
    for n, number in enumerate(known):
        asked(site, "sign up", number, f"10.0.0.{n}")
    time.sleep(61)  # one message a minute to one number
    taken: dict[str, dict[str, list[float]]] = {}
    for d, door in enumerate(DOORS):
        times = taken[door] = {"known": [], "unknown": [], "again": []}
        for n, number in enumerate(known):
            strangers = f"1390{d}01{n:04d}", f"1390{d}02{n:04d}"
            turns = [("known", number), ("unknown", strangers[0]), ("again", strangers[1])]
            for who, contact in turns[n % 3 :] + turns[: n % 3]:
                times[who].append(
                    asked(site, door, contact, f"10.{d + 1}.{n}.{len(times[who]) % 250}")
                )
        time.sleep(61)
    middle = {
        door: {who: statistics.median(each) for who, each in times.items()}
        for door, times in taken.items()
    }
    return {
        "ratio": {door: round(each["known"] / each["unknown"], 3) for door, each in middle.items()},
        "noise": {door: round(each["again"] / each["unknown"], 3) for door, each in middle.items()},
        "ms": {
            door: {who: round(1000 * value, 1) for who, value in each.items()}
            for door, each in middle.items()
        },
    }


def asked(site: Site, door: str, contact: str, address: str) -> float:
    """Return the seconds of one answer to a visitor with an IP address of their own."""
    opener = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), NoRedirect()
    )
    opener.addheaders = [("X-Forwarded-For", address), ("Referer", site.url)]
    with opener.open(site.url + DOORS[door]) as page:
        token = TOKEN.search(page.read().decode())
    fields = {
        "sign up": {
            "phone": contact, "real_name": "示例甲", "password1": "long-enough-4-all", "birth_on": "1990-01-01",
            "agrees_terms": "on", "agrees_privacy": "on",
        },
        "log in": {"login": contact, "password": "not-the-password"},
        "code": {"phone": contact},
    }[door]  # fmt: skip
    time.sleep(1)  # pending writes of earlier answers are done
    body = urllib.parse.urlencode(
        {"csrfmiddlewaretoken": token.group(1) if token else "", **fields}
    ).encode()
    began = time.perf_counter()
    try:
        answer = opener.open(site.url + DOORS[door], body)
    except urllib.error.HTTPError as refused:
        answer = refused
    taken = time.perf_counter() - began
    if answer.status not in ({200, 422} if door == "log in" else {302}):
        raise RuntimeError(f"{door}: {answer.status} {answer.read()[:2000]!r}")
    return taken


if __name__ == "__main__":
    sys.exit(main())
