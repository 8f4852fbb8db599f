"""In which words is a learned model shown: its result and why, its features, its quality?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.i18n import shown_day
from core.release import released_count
from matching.models import ModelFit
from matching.models.learning import BROKE_OFF
from matching.recommendations.kept.model import PRINCIPLED
from matching.recommendations.night import status
from matching.recommendations.night.fitting import LEAST_OUTCOMES
from matching.recommendations.night.limits import comparer

VERDICTS: dict[str, str | Promise] = {
    "": _("Fewer than 200 applications are known: nothing can be learned from so few."),
    "better": _(
        "Its lists were surely better on what happened later, and surely worse in no direction."
    ),
    "too_few": _("Too few people applied in the last part of the time to tell which is better."),
    "not_surely_better": _("Its lists were not surely better on what happened later."),
    "worse_one_way": _("Its lists were better together, but surely worse in one direction."),
    "below_popularity": _(
        "Its lists were not surely better than simply showing what is chosen most."
    ),
    "held": _("Somebody went back to an older model; for some days trainings only measure."),
    "waits": _(
        "Its lists were surely better, but only one night a week lets a new model serve: looking often finds luck."
    ),
    "uneven": _(
        "No limits were enough to show every group its share of places on companies' lists: the principled score serves."
    ),
    "drifted": _(
        "In the newest four weeks what served was surely worse than the principled score: it gives way to that one."
    ),
}
TRAITS: dict[str, str | Promise] = {
    "education": _("Education"),
    "major": _("Field of study"),
    "wanted_occupations": _("Wanted occupations"),
    "wanted_work": _(
        "Wanted work in people's own words, without what tells sex, age, family or origin"
    ),
    "wanted_divisions": _("Wanted places"),
    "wanted_pay": _("Wanted pay"),
    "earlier_work": _("Earlier work"),
    "earlier_length": _("Whether they worked before, for less than a year or longer"),
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
PROBLEMS: dict[str, str | Promise] = {BROKE_OFF: _("It broke off in the middle.")}
FAULTS: dict[str, str | Promise] = {
    status.BROKEN_OFF.code: _("The last training broke off in the middle."),
    status.OVERDUE.code: _("There was no training for two days. Does the worker run?"),
    status.WORSE_BUT_HELD.code: _(
        "What serves was surely worse than the principled score of late. It stays because somebody went back to it."
    ),
}
UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """One direction's figures, each as a number with its interval."""

    way: str | Promise
    ours: str
    champion: str
    popularity: str
    queries: int | None


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A model's card in words; empty where nothing was learned, None where a number is not for everybody."""

    trained_at: datetime | None
    applied: int | None
    people: int | None
    openings: int
    rows: tuple[ModelComparison, ...]
    person_traits: tuple[str | Promise, ...]
    opening_traits: tuple[str | Promise, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What serves, why, what a promotion would take, and the comparison of groups, in sentences."""

    serves: str
    why: tuple[str, ...]
    takes: tuple[str, ...]
    groups: tuple[str, ...] = ()


def said_of(card: Mapping[str, Any], name: str, *, is_learned: bool) -> Said:
    """Return what the card of a comparison says about what serves, in the language of the moment."""
    words = (
        gettext("What was learned serves: %(name)s.")
        if is_learned
        else gettext("The principled score serves: %(name)s.")
    )
    serves, power, count = words % {"name": name}, card.get("power"), told(card).applied or 0
    if power:
        why = (*_seen(card, power), *_drift(card, is_learned=is_learned))
        return Said(serves, why, _takes(card, power), of_groups(card))
    return Said(serves, *_lacking(count) if count < LEAST_OUTCOMES else ((), ()))


def of_groups(card: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the card's comparison of groups in sentences, by the registered comparer."""
    who = comparer()
    return who.said(card.get("even", {})) if who else ()


def _lacking(count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = gettext("%(count)d applications are known, %(needed)d are needed.")
    return (str(VERDICTS[""]),), (words % {"count": count, "needed": LEAST_OUTCOMES},)


def _seen(card: Mapping[str, Any], power: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what was found of the challenger."""
    words = gettext(
        "Gain over what served then: %(gain)s, surely (%(sure)s) no less than %(bound)s, by %(outcomes)d outcomes of "
        "%(persons)d people."
    )
    numbers = {name: _signed(power[name]) for name in ("gain", "bound")} | {
        "sure": f"{100 * power['level']:.4g} %"
    }
    return str(VERDICTS[card["verdict"]]), words % {**power, **numbers}


def _drift(card: Mapping[str, Any], *, is_learned: bool) -> tuple[str, ...]:
    """Say how the champion did lately against the principled score; nothing if that one served then."""
    found = card["drift"].get("together", {})
    if not is_learned or card["champion"] == PRINCIPLED.name or found.get("mean") is None:
        return ()
    words = gettext(
        "Gain of what serves over the principled score in the newest four weeks: %(mean)s (%(low)s to %(high)s)."
    )
    return (words % {name: _signed(found[name]) for name in ("mean", "low", "high")},)


def _takes(card: Mapping[str, Any], power: Mapping[str, Any]) -> tuple[str, ...]:
    """Say which gain the evidence can detect, and how much more evidence a promotion would take."""
    when = {"day": shown_day(date.fromisoformat(card["next_look_on"]))}
    day = gettext("The next night that lets a new model serve is %(day)s.") % when
    if power["shows"] is None:
        if card["champion"] == PRINCIPLED.name:
            return (gettext("What was learned changes no list."), day)
        return (gettext("Learned anew, its lists are the ones that serve."), day)
    gain = {"gain": _signed(power["shows"])}
    shows = (
        gettext("So much evidence shows a gain of %(gain)s or more in four of five cases.") % gain
    )
    if power["takes"] is None:
        return shows, gettext("More of the same would show nothing: there was no gain."), day
    if power["takes"] <= power["outcomes"]:
        return shows, day
    words = gettext(
        "A gain as large as the one seen takes about %(takes)d judged outcomes to be shown in four of five cases."
    )
    return shows, words % {"takes": power["takes"]}, day


def _signed(number: float | None) -> str:
    """Return "+0.0165", "−0.0020"."""
    return UNKNOWN if number is None else f"{number:+.4f}".replace("-", "−")


def problem_of(attempt: ModelFit) -> str | Promise:
    """Return what went wrong in a training; what a program or a disk said stays as it is, for whoever looks after them."""
    return PROBLEMS.get(attempt.problem, attempt.problem)


def fault_in_words(fault: status.MatcherFault) -> str | Promise:
    """Return what is wrong with the matcher; what a program or a disk said stays as it is."""
    return FAULTS.get(fault.code, fault.said)


def told(card: Mapping[str, Any], ours: str = "challenger", rival: str = "champion") -> ModelCard:
    """Return what a card says; `ours` and `rival` name whose figures stand first and second."""
    metrics, known = card.get("metrics", {}), card.get("traits", {})
    steps = card.get("outcomes", {})
    return ModelCard(
        datetime.fromisoformat(card["trained_at"]) if card.get("trained_at") else None,
        sum(count for step, count in steps.items() if step != "viewed"),
        card.get("people", 0),
        card.get("openings", 0),
        tuple(_row(way, metrics, ours, rival) for way in WAYS if way in metrics.get(ours, {})),
        tuple(TRAITS[name] for name in known.get("people", ())),
        tuple(TRAITS[name] for name in known.get("openings", ())),
    )


def of_live(card: Mapping[str, Any], minimum: int) -> ModelCard:
    """Return the public part of the serving model's card, compared with the principled score; numbers as published."""
    said = told(
        card, "challenger" if card.get("outcome") == "promoted" else "champion", "principled"
    )
    applied, people = (released_count(count or 0, minimum) for count in (said.applied, said.people))
    rows = tuple(
        replace(row, queries=released_count(row.queries or 0, minimum)) for row in said.rows
    )
    return replace(said, applied=applied, people=people, rows=rows)


def _row(way: str, metrics: Mapping[str, Any], ours: str, rival: str) -> ModelComparison:
    first, second, third = (_shown(metrics[name][way]) for name in (ours, rival, "popularity"))
    return ModelComparison(WAYS[way], first, second, third, metrics[ours][way]["queries"])


def _shown(figure: Mapping[str, Any]) -> str:
    """Return "0.312 (0.290–0.334)"."""
    if figure["mean"] is None:
        return UNKNOWN
    return f"{figure['mean']:.3f} ({figure['low']:.3f}–{figure['high']:.3f})"
