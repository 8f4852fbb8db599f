"""Train, refresh, clear, measure, inspect or roll back the recommender; exit code 1 means a fault.

manage.py matcher train                   learn from outcomes, let the better model serve     0 done, 1 failed, 3 already running
manage.py matcher refresh                 put openings and people on the disk for all         0 done, 1 failed
manage.py matcher clear                   set the prices that keep lists from crowding        0 done, 1 failed
manage.py matcher measure                 the same comparison: what serves, why, what it takes  0 done, 1 failed
manage.py matcher rollback --reason WHY   let the version before serve again                  0 done, 1 there is none
manage.py matcher chances                 learn how likely applications and hires are       0 done, 1 too little to learn from
manage.py matcher status                  what serves, since when, what is wrong              0 well, 1 something is wrong
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation
from tqdm import tqdm

from core import clock
from core.denials import Refused
from matching.actions import learning
from matching.actions.chances import learn_chances
from matching.learning_words import said_of
from matching.permissions.learning import RUNNING
from matching.queries.model_fits import last_fit, rollbacks
from matching.recommendations.kept import prices, sides
from matching.recommendations.kept.model import serving_model
from matching.recommendations.market import clearing
from matching.recommendations.night import decision, refreshing
from matching.recommendations.night.promotion import promotion_test
from matching.recommendations.night.status import status

WRONG, RUNS = 1, 3


class Command(BaseCommand):
    """`manage.py matcher train|refresh|clear|measure|rollback|status [--json]`."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do and the form of the answer."""
        parser.add_argument("what", choices=sorted(SUBCOMMANDS))
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument("--reason", default="", help="why an older version shall serve")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it, print the result, exit with its code."""
        code, said = SUBCOMMANDS[options["what"]](options)
        self.stdout.write(
            json.dumps(said, ensure_ascii=False, indent=2)
            if options["json"]
            else "\n".join(_lines(said))
        )
        if code:
            sys.exit(code)


def _train(options: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    try:
        with _progress(decision.STEPS) as report:
            attempt = learning.train(report=report, tell_time=clock.now)
    except Refused as refusal:
        return RUNS if refusal.denial == RUNNING else WRONG, {"refused": str(refusal.denial)}
    return 0, {
        "outcome": attempt.outcome,
        "verdict": attempt.verdict,
        "version": attempt.version,
        **attempt.card,
    }


def _refresh(options: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    with _progress(refreshing.STEPS) as report:
        written = refreshing.refresh(report)
    return 0, {
        version.kind: {"version": version.name, "rows": version.card["rows"]} for version in written
    }


def _measure(options: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    now = clock.now()
    with _progress(decision.STEPS) as report:
        card = decision.measured(now, clock.local_date(now), promotion_test(now), report)
    serving = serving_model()
    with translation.override("en"):
        return 0, asdict(
            said_of(card, serving.name, is_learned=serving.learned is not None)
        ) | dict(card)


def _rollback(options: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    if not options["reason"].strip():
        return WRONG, {"refused": "say why: --reason"}
    try:
        return 0, {
            "serving": learning.roll_back(reason=options["reason"], by=None, now=clock.now())
        }
    except Refused as refusal:
        return WRONG, {"refused": str(refusal.denial)}


def _clear(options: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    version = clearing.clear(clock.today(), lambda line: print(line, file=sys.stderr))
    return 0, {"serving": version.name, **version.card}


def _status(options: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    found = status(last_fit(), rollbacks().first(), clock.now())
    found |= {"index": sides.status(), "prices": prices.status()}
    wrong = [
        found["wrong"],
        found["prices"]["wrong"],
        *(side["wrong"] for side in found["index"].values()),
    ]
    return WRONG if any(wrong) else 0, found


def _chances(options: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    lesson = learn_chances(on=clock.today() - timedelta(days=1))
    if lesson.version is None:
        return WRONG, {"told": lesson.message}
    return 0, {"told": lesson.message, "version": lesson.version.name, **lesson.version.card}


SUBCOMMANDS: dict[str, Callable[[dict[str, Any]], tuple[int, dict[str, Any]]]] = {
    "clear": _clear,
    "train": _train,
    "refresh": _refresh,
    "measure": _measure,
    "rollback": _rollback,
    "status": _status,
    "chances": _chances,
}


class _progress:  # noqa: N801  # used as a word after "with"
    """A bar over the steps of a training or a refreshing, on the error stream."""

    def __init__(self, steps: Sequence[str]) -> None:
        self.steps = steps

    def __enter__(self) -> Callable[[str], None]:
        self.bar = tqdm(total=len(self.steps), disable=None)
        return self.step

    def step(self, name: str) -> None:
        """Say what is done now."""
        self.bar.set_description(name)
        self.bar.update()

    def __exit__(self, *error: object) -> None:
        self.bar.close()


def _lines(said: dict[str, Any], indent: str = "") -> list[str]:
    """Return the answer for people: one line a figure, nested ones further in."""
    lines: list[str] = []
    for name, value in said.items():
        if isinstance(value, dict):
            lines += [f"{indent}{name}:", *_lines(value, f"{indent}  ")]
        elif isinstance(value, tuple):
            lines += [f"{indent}{name}: {one}" for one in value]
        else:
            shown = f"{value:.4f}" if isinstance(value, float) else value
            lines.append(f"{indent}{name}: {shown}")
    return lines
