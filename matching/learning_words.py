"""In which words is a model that was learned shown: what it came to and why, what it learns from, how good it is?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.release import released_count

VERDICTS: dict[str, str | Promise] = {
    "": _("Fewer than 200 applications are known: nothing can be learned from so few."),
    "better": _("Its lists were surely better on what happened later, and surely worse in no direction."),
    "too_few": _("Too few people applied in the last part of the time to tell which is better."),
    "not_surely_better": _("Its lists were not surely better on what happened later."),
    "worse_one_way": _("Its lists were better together, but surely worse in one direction."),
    "below_popularity": _("Its lists were surely worse than simply showing what is chosen most."),
    "held": _("Somebody went back to an older model; for some days trainings only measure."),
}
TRAITS: dict[str, str | Promise] = {
    "education": _("Education"),
    "major": _("Field of study"),
    "wanted_occupations": _("Wanted occupations"),
    "wanted_divisions": _("Wanted places"),
    "wanted_pay": _("Wanted pay"),
    "occupation": _("Occupation"),
    "division": _("Place"),
    "contract_type": _("Kind of contract"),
    "pay_unit": _("Pay counted by"),
    "asked_skills": _("Skills asked for"),
    "perks": _("Room and meals"),
    "pay_min": _("Pay from"),
    "pay_max": _("Pay to"),
    "shift": _("Working hours and shift"),
}
WAYS: dict[str, str | Promise] = {
    "openings_for_people": _("Openings for a person"),
    "people_for_openings": _("People for an opening"),
    "together": _("Both together"),
}
PROBLEMS: dict[str, str | Promise] = {
    "broke off": _("It broke off in the middle."),
    "the last training broke off": _("The last training broke off in the middle."),
    "no training for two days: does the worker run?": _("There was no training for two days. Does the worker run?"),
}
UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """One direction's figures, each as a number with its interval."""

    way: str | Promise
    ours: str
    champion: str
    popularity: str
    queries: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """A model's card in words; empty where nothing was learned, None where a number is not for everybody."""

    trained_at: datetime | None
    applied: int | None
    people: int | None
    openings: int
    rows: tuple[Row, ...]
    person_traits: tuple[str | Promise, ...]
    opening_traits: tuple[str | Promise, ...]


def in_words(problem: str) -> str | Promise:
    """Return a problem in words; what a program or a disk said stays as it is, for whoever looks after them."""
    return PROBLEMS.get(problem, problem)


def told(card: Mapping[str, Any], ours: str = "challenger", rival: str = "champion") -> Told:
    """Return what a card says; `ours` and `rival` name whose figures stand first and second."""
    metrics, known = card.get("metrics", {}), card.get("traits", {})
    steps = card.get("outcomes", {})
    return Told(
        datetime.fromisoformat(card["trained_at"]) if card.get("trained_at") else None,
        sum(count for step, count in steps.items() if step != "viewed"),
        card.get("people", 0),
        card.get("openings", 0),
        tuple(_row(way, metrics, ours, rival) for way in WAYS if way in metrics.get(ours, {})),
        tuple(TRAITS[name] for name in known.get("people", ())),
        tuple(TRAITS[name] for name in known.get("openings", ())),
    )


def of_live(card: Mapping[str, Any], minimum: int) -> Told:
    """Return what the card of the model that serves says to everybody, beside the principled score: numbers as released."""
    said = told(card, "challenger" if card.get("outcome") == "promoted" else "champion", "principled")
    applied, people = (released_count(count or 0, minimum) for count in (said.applied, said.people))
    rows = tuple(replace(row, queries=released_count(row.queries or 0, minimum)) for row in said.rows)
    return replace(said, applied=applied, people=people, rows=rows)


def _row(way: str, metrics: Mapping[str, Any], ours: str, rival: str) -> Row:
    first, second, third = (_shown(metrics[name][way]) for name in (ours, rival, "popularity"))
    return Row(WAYS[way], first, second, third, metrics[ours][way]["queries"])


def _shown(figure: Mapping[str, Any]) -> str:
    """Return "0.312 (0.290–0.334)"."""
    if figure["mean"] is None:
        return UNKNOWN
    return f"{figure['mean']:.3f} ({figure['low']:.3f}–{figure['high']:.3f})"
