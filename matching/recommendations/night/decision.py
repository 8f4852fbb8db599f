"""What does a night decide: is a model trained, significantly better, fair in exposure, and promoted?

What would serve is held against the principled score first: where a group of people would surely hold fewer places on
companies' lists, it is learned and judged again within limits (`limits`, `parity`) until none does. What is judged is what
serves, limits included.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from core import versions
from matching.recommendations.kept.model import (
    KIND,
    PRINCIPLED,
    LearnedModel,
    ServingModel,
    serving_model,
)
from matching.recommendations.kept.store import store
from matching.recommendations.market.exposure import lists_problem
from matching.recommendations.night import evaluation, fitting
from matching.recommendations.night.card import card_of, measures_of
from matching.recommendations.night.fitting import (
    CHALLENGER,
    CHAMPION,
    PRINCIPLE,
    SEED,
    Material,
    Measured,
    Report,
    arrays_of,
    learned_from,
    measure,
)
from matching.recommendations.night.limits import NONE, Evenness, Limits, comparer
from matching.recommendations.night.parity import CompanyLists, searched
from matching.recommendations.night.promotion import PromotionTest, decided
from recommender import Problem, Weights
from recommender.evaluation.offline import TOGETHER, Verdict, estimate

HELD, UNEVEN = "held", "uneven"  # verdicts besides those of the evaluation
LOOKED = (
    Verdict.BETTER,
    Verdict.NOT_SURELY_BETTER,
    Verdict.WORSE_ONE_WAY,
    Verdict.BELOW_POPULARITY,
    UNEVEN,
)
STEPS = ("read", "learn", "weigh", "judge", "learn_again", "compare", "write")
AGAIN = 4  # how often limits are tightened if the refitted weights overstep the bound


@dataclass(frozen=True)
class NightResult:
    """The result of a training: codes of outcome and verdict, the version that it let serve, the model card."""

    outcome: str
    verdict: str
    card: Mapping[str, Any]
    version: str = ""


@dataclass(frozen=True)
class Trial:
    """A candidate model: its training data, evaluation, outcome and verdict, and the weights with which it would serve."""

    material: Material
    found: Measured
    outcome: str
    verdict: str
    weights: Weights
    champion: ServingModel
    seed: int

    @property
    def is_learned(self) -> bool:
        """Would a learned model serve?"""
        return self.outcome in ("promoted", "refreshed")

    @cached_property
    def learned(self) -> LearnedModel:
        """The model that would serve, trained on everything."""
        return learned_from(self.material, self.material.outcomes, self.seed)

    @property
    def quality(self) -> float:
        """Graded NDCG@10 of the model that would serve, both directions together."""
        before = CHAMPION if self.is_learned else PRINCIPLE
        name = CHALLENGER if self.outcome == "promoted" else before
        return estimate(self.found.evidence, self.found.evidence.credits[name])[TOGETHER].mean


Tried = Callable[[Limits], Trial]


def train(
    now: datetime,
    today: date,
    look: PromotionTest,
    report: Report,
    *,
    is_held: bool = False,
    seed: int = SEED,
) -> NightResult:
    """Train, evaluate, and promote the better model; the one before serves until the last step is done.

    While a person's rollback holds, it only measures.
    """
    champion = serving_model()
    report("read")
    material = fitting.material_of(today)
    if len(material.applied) < fitting.LEAST_OUTCOMES:
        return NightResult("nothing", "", card_of(material, champion, now, seed))
    trial, groups = considered(material, champion, today, look, report, seed)
    is_look = look.is_due and not is_held and trial.verdict in LOOKED
    card = _card(trial, groups, champion, now, look, is_look=is_look)
    if is_held or trial.outcome == "kept":
        return NightResult("kept", HELD if is_held else trial.verdict, card)
    version = _written(trial, card, report)
    store(KIND).serve(version)
    return NightResult(trial.outcome, trial.verdict, card, version.name)


def measured(
    now: datetime, today: date, look: PromotionTest, report: Report, seed: int = SEED
) -> Mapping[str, Any]:
    """Compare the challenger with the champion and return the card; writes nothing and does not count as a test."""
    champion = serving_model()
    report("read")
    material = fitting.material_of(today)
    if len(material.applied) < fitting.LEAST_OUTCOMES:
        return card_of(material, champion, now, seed)
    trial, groups = considered(material, champion, today, look, report, seed)
    return _card(trial, groups, champion, now, look, is_look=False)


def considered(
    material: Material,
    champion: ServingModel,
    today: date,
    look: PromotionTest,
    report: Report,
    seed: int,
) -> tuple[Trial, Mapping[str, Any]]:
    """Return the candidate from today's rows and the report on groups."""
    return within_group_limits(
        trier(material, evaluation.evaluation_data, champion, look, report, seed),
        lambda: lists_problem(today),
        today,
        report,
    )


def trier(
    material: Material,
    evaluation_data: Callable[[], evaluation.EvaluationData],
    champion: ServingModel,
    look: PromotionTest,
    report: Report,
    seed: int,
) -> Tried:
    """Return a function that trains and evaluates a model within limits."""

    def tried(limits: Limits) -> Trial:
        within = replace(champion, weights=limits.weights(champion.weights))
        asked = replace(material, limits=limits)
        found = measure(asked, evaluation_data, within, report, seed)
        return Trial(asked, found, *decided(within, found, look), within, seed)

    return tried


def within_group_limits(
    tried: Tried, lists: Callable[[], Problem], today: date, report: Report
) -> tuple[Trial, Mapping[str, Any]]:
    """Return a model on whose lists no group is significantly behind (or the principled score), and the report on groups.

    The report is empty if no learned model would serve, or if no room may compare groups.
    """
    first, who = tried(NONE), comparer()
    if who is None or not first.is_learned:
        return first, {}
    report("learn_again")
    learned = first.learned
    report("compare")
    asked = CompanyLists(lists(), who, today, first.material.tables.people, first.seed)
    before = asked.gaps(learned, first.weights)
    groups: dict[str, Any] = {"bound": who.bound, "before": before.plain()}
    if not before.behind:
        return first, groups
    held = _held(first, asked, before, tried)
    if held.limits.left_out and held.price > who.price:
        other = _held(first, asked, before, tried, are_columns_tried=False)
        held = other if other.price < held.price else held
    return held.trial, groups | dict(held.groups) | {
        "behind": [list(key) for key in sorted(before.behind)]
    }


@dataclass(frozen=True)
class _Held:
    """A model within limits, the cost of the limits in list quality, and the entry for the card."""

    trial: Trial
    limits: Limits
    price: float
    groups: Mapping[str, Any]


def _held(
    first: Trial,
    asked: CompanyLists,
    before: Evenness,
    tried: Tried,
    *,
    are_columns_tried: bool = True,
) -> _Held:
    """Search the mildest limits, train and evaluate within them, and tighten them if the new weights overstep."""

    tellings = asked.tellings(before.behind)
    columns = [one.column for one in tellings if one.is_sure and are_columns_tried]
    limits, said = searched(asked, before, _models_of(first), first.weights, columns)
    trial, after = tried(limits), None
    for _more in range(AGAIN):
        after = asked.gaps(trial.learned, trial.weights) if trial.is_learned else None
        if not after or after.worst(before.behind) <= asked.who.bound:
            break
        limits = limits.further()
        trial = tried(limits)
    else:
        trial, after = _given_up(trial), None
    price = 1 - trial.quality / first.quality
    groups: dict[str, Any] = {
        "limits": limits.plain(),
        "tried": said,
        "tellings": [one.plain() for one in tellings],
        "after": after.plain() if after else None,
        "price": round(price, 4),
    }
    return _Held(trial, limits, price, groups)


def _models_of(first: Trial) -> Callable[[Limits], Any]:
    """Return a function that gives the model under limits; it retrains once per set of left-out columns."""

    @lru_cache(maxsize=2)
    def learned(left_out: tuple[str, ...]) -> Any:
        if not left_out:
            return first.learned
        material = replace(first.material, limits=Limits(left_out))
        return learned_from(material, first.material.outcomes, first.seed)

    return lambda one: one.model(learned(one.left_out), first.seed)


def _given_up(trial: Trial) -> Trial:
    outcome = "kept" if trial.champion.learned is None else "retired"
    return replace(trial, outcome=outcome, verdict=UNEVEN, weights=PRINCIPLED.weights)


def keep_principled(now: datetime) -> None:
    """Store the principled score as a version, so that a rollback to it is possible."""
    if store(KIND).serving() is None:
        card = {
            "is_learned": False,
            "weights": asdict(PRINCIPLED.weights),
            "trained_at": now.isoformat(),
        }
        store(KIND).serve(store(KIND).write("principled", {}, card))


def _written(trial: Trial, card: Mapping[str, Any], report: Report) -> versions.Version:
    """Write the version with the trained model; it does not serve yet."""
    kept = {
        **card,
        "is_learned": trial.is_learned,
        "weights": asdict(trial.weights),
        "outcome": trial.outcome,
    }
    arrays = arrays_of(trial.material, trial.seed, trial.learned) if trial.is_learned else {}
    report("write")
    keep_principled(datetime.fromisoformat(card["trained_at"]))
    return store(KIND).write("learned" if trial.is_learned else "principled", arrays, kept)


def _card(
    trial: Trial,
    groups: Mapping[str, Any],
    champion: ServingModel,
    now: datetime,
    look: PromotionTest,
    *,
    is_look: bool,
) -> dict[str, Any]:
    said = measures_of(trial.found, trial.verdict, look, is_look=is_look)
    return card_of(trial.material, champion, now, trial.seed) | said | {"even": dict(groups)}
