"""How fast do 200 people enrol for 50 seats, and is a seat ever oversold? `python -m benchmarks.seats --json`.

Each round is the attack of tests/concurrency: four processes of eight threads, 200 people at one moment. Uses the database of
DATABASE_URL (a new one on that server) or SQLite. Prints seats sold too many, errors, and enrolments a second.
"""

import argparse
import json
import tempfile
from pathlib import Path

from tests.concurrency.test_seats import PEOPLE, SEATS, attack
from tests.harness.site import Site


def main() -> int:
    """Run the rounds and print one JSON object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--json", action="store_true", help="always printed as JSON; kept for uniformity"
    )
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), production=False)
        try:
            site.migrate()
            results = [one_round(site) for _ in range(rounds)]
        finally:
            site.stop()
    oversold, errors = (
        sum(each["oversold"] for each in results),
        sum(each["errors"] for each in results),
    )
    print(json.dumps({"benchmark": "seats", "rounds": rounds, "people": PEOPLE, "seats": SEATS, "oversold": oversold,
                      "errors": errors, "each": results}))  # fmt: skip
    return 1 if oversold or errors else 0


def one_round(site: Site) -> dict:
    """One attack: what it sold and how long it took."""
    counted, told, seconds = attack(site, "enrol")
    return {
        "oversold": max(0, counted["seated"] - SEATS),
        "errors": sum(n for outcome, n in told.items() if outcome not in ("seated", "waitlisted")),
        "seconds": round(seconds, 2),
        "enrolments_a_second": round(PEOPLE / seconds, 1),
    }


if __name__ == "__main__":
    raise SystemExit(main())
