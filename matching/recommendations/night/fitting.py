"""How is a model trained on the platform's own outcomes, and evaluated on the later ones?

Outcomes are split by time. The first 60 % train the learned part; the next 20 % fit the weights. These also decide between
straight lines and curves: curves must be significantly better on their later half. The rest is the test set. It is evaluated
week by week, in four parts of equal evidence, each with a model trained on everything before it; all parts together decide.
The model that serves afterwards (see `decision`) is retrained on everything by the same recipe.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from matching.queries import history
from matching.queries.history import Outcome
from matching.recommendations.kept import traits
from matching.recommendations.kept.model import PRINCIPLED, LearnedModel, ServingModel
from matching.recommendations.kept.outcome_weights import (
    OutcomeScale,
    propensity,
    weights_of,
)
from matching.recommendations.night import evaluation
from matching.recommendations.night.limits import NONE, Limits
from recommender import Weights
from recommender.evaluation.offline import (
    TOGETHER,
    Estimate,
    OutcomeCredits,
    estimate,
    is_surely_worse,
)
from recommender.learned.model import fit
from recommender.learned.tables import History
from recommender.learned.weighing import Choices, bent, weigh

RECIPE = 9  # changes whenever the same data would give another model
SEED = 20_261_125
LEARN, WEIGH = 0.6, 0.8  # shares of the outcomes, by time
WEEK = timedelta(days=7)  # of evaluation by one model
CUTS = 4  # evaluated week by week; the model is retrained before each quarter of the test set,
LARGE = 50_000  # and only once if so many outcomes are known: the evidence suffices, and training is expensive
LEAST_OUTCOMES = 200
CHALLENGER, CHAMPION, PRINCIPLE, POPULARITY = "challenger", "champion", "principled", "popularity"
STRAIGHT, BENT = "straight", "bent"  # the two forms of a challenger

Report = Callable[[str], None]


@dataclass(frozen=True)
class Material:
    """The training data: both sides' features, the outcomes with their weights, a digest of it all, and the limits."""

    tables: traits.FeatureTables
    outcomes: Sequence[Outcome]
    curve: np.ndarray
    digest: str
    limits: Limits = NONE

    @property
    def applied(self) -> list[Outcome]:
        """The outcomes beyond a view, in the order of time."""
        found = [one for one in self.outcomes if one.step != history.VIEWED]
        return sorted(found, key=lambda one: (one.at, one.trainee_id, one.opening_id))


@dataclass(frozen=True)
class Measured:
    """The challenger, whether its weights could be fitted, and the evaluation of all models on later outcomes.

    `form`: how much better curves were than straight lines on the outcomes that the weights were fitted on.
    """

    weights: Weights
    is_informed: bool
    evidence: OutcomeCredits
    split: Mapping[str, Any]
    counts: Mapping[str, int] = field(default_factory=dict)
    form: Mapping[str, Estimate] = field(default_factory=dict)


def material_of(today: date) -> Material:
    """Read the training data."""
    both, outcomes = traits.tables(), history.outcomes(today)
    counts = history.place_counts()
    text = f"{RECIPE} {traits.digest(both)} {sorted(counts.items())} {outcomes!r}"
    return Material(both, outcomes, propensity(counts), hashlib.sha256(text.encode()).hexdigest())


def measure(
    material: Material,
    evaluation_data: Callable[[], evaluation.EvaluationData],
    champion: ServingModel,
    report: Report,
    seed: int,
) -> Measured:
    """Fit the challenger on the earlier outcomes and evaluate all models, period by period, on the later ones."""
    applied = material.applied
    first, second = applied[int(LEARN * len(applied))].at, applied[int(WEIGH * len(applied))].at
    report("learn")
    early = _before(material.outcomes, first)
    learned = learned_from(material, early, seed)
    report("weigh")
    now = evaluation_data()
    between = [one for one in applied if first <= one.at < second]
    weights, form = weighed(now, learned, material, between, second, seed)
    report("judge")
    challenger = material.limits.weights(weights) if weights else PRINCIPLED.weights
    models = {CHALLENGER: challenger, CHAMPION: champion.weights, PRINCIPLE: PRINCIPLED.weights}
    periods = periods_of(material, second)
    evidence = evaluation.evidence(
        now, periods, models, lambda before: learned_from(material, before, seed), seed
    )
    split = {
        "learned_before": first.isoformat(),
        "weighed_before": second.isoformat(),
        "judged_to": applied[-1].at.isoformat(),
        "learned_again_before": [one.start.isoformat() for one in periods if one.is_renewed],
        "periods": len(periods),
    }
    counts = {"learned": len(early), "weighed": len(between), "judged": evidence.persons.size}
    return Measured(models[CHALLENGER], weights is not None, evidence, split, counts, form)


def weighed(
    now: evaluation.EvaluationData,
    learned: LearnedModel,
    material: Material,
    between: Sequence[Outcome],
    end: datetime,
    seed: int,
) -> tuple[Weights | None, Mapping[str, Estimate]]:
    """Return the weights fitted on these outcomes, with curves if they proved better, and by how much they did.

    The earlier half fits both forms. Curves are taken if on the later half their lists are significantly better over both
    directions together, and significantly worse in neither. The test set is not used.
    """
    known = _before(material.outcomes, end)

    def choices(some: Sequence[Outcome]) -> Choices:
        return evaluation.choices(now, learned, some, known, material.curve, seed)

    early, late = between[: len(between) // 2], between[len(between) // 2 :]
    forms = {STRAIGHT: weigh(taught := choices(early)), BENT: bent(taught)}
    tried = {name: weights for name, weights in forms.items() if weights is not None}
    if len(tried) < len(forms):
        return weigh(choices(between)), {}
    later = evaluation.Period(
        late[0].at, _before(material.outcomes, late[0].at), late, is_renewed=True
    )
    seen = evaluation.evidence(now, [later], tried, lambda _before: learned, seed)
    gain = estimate(seen, seen.less(BENT, STRAIGHT))
    is_bent = gain[TOGETHER].low > 0 and not is_surely_worse(gain)
    return (bent if is_bent else weigh)(choices(between)), gain


def periods_of(material: Material, first: datetime) -> list[evaluation.Period]:
    """Return the test periods with outcomes, in the order of time; each is at most a week, but the first may be two."""
    applied = [one for one in material.applied if one.at >= first]
    last, parts = applied[-1].at, 1 if len(material.applied) > LARGE else CUTS
    cuts = {applied[part * len(applied) // parts].at for part in range(parts)}
    starts = sorted(cuts | {last - WEEK * ahead for ahead in range(1, (last - first) // WEEK)})
    found = []
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        later = [one for one in applied if start <= one.at and (end is None or one.at < end)]
        if later:
            found.append(
                evaluation.Period(start, _before(material.outcomes, start), later, start in cuts)
            )
    return found


def _before(outcomes: Sequence[Outcome], moment: datetime) -> list[Outcome]:
    return [one for one in outcomes if one.at < moment]


def arrays_of(
    material: Material, seed: int = SEED, found: LearnedModel | None = None
) -> dict[str, Any]:
    """Train on everything, unless it was done; return the arrays with the scale for later outcomes."""
    found = found or learned_from(material, material.outcomes, seed)
    return found.to_arrays() | OutcomeScale.of(material.outcomes, material.curve).to_arrays()


def learned_from(material: Material, outcomes: Sequence[Outcome], seed: int) -> LearnedModel:
    """Train on these outcomes within limits; outcomes of people or openings that are gone are ignored."""
    people = {name: at for at, name in enumerate(material.tables.people.ids)}
    openings = {name: at for at, name in enumerate(material.tables.openings.ids)}
    rows = [
        (people.get(traits.name_of(one.trainee_id)), openings.get(traits.name_of(one.opening_id)))
        for one in outcomes
    ]
    known = [at for at, (row, column) in enumerate(rows) if row is not None and column is not None]
    places = np.array([rows[at] for at in known], dtype=np.int64).reshape(-1, 2)
    weight = weights_of(outcomes, material.curve)[known]
    pairs = History(places[:, 0], places[:, 1], weight)
    limits = material.limits
    return limits.model(
        fit(limits.table(material.tables.people), material.tables.openings, pairs, seed), seed
    )
