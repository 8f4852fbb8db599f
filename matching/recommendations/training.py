"""What does the platform learn from its own outcomes, and may it serve?

Time is cut in three: from the first 60 % of the outcomes it learns who goes where, on the next 20 % the weights are fitted,
on the last 20 % the lists are judged. What serves afterwards is learned again, by the same recipe, from everything.
"""

import hashlib
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
import scipy
import sklearn

from matching.queries import history
from matching.queries.history import Outcome
from matching.recommendations import judging, traits, versions
from matching.recommendations.grades import WORTH, Scale, counted, propensity, worth_of
from matching.recommendations.live import KIND, PRINCIPLED, Live, live
from matching.recommender import FEATURES, Weights
from matching.recommender.contest import Figure, Verdict, figure, is_surely_worse, judged
from matching.recommender.learned import History, Model, fit
from matching.recommender.weighing import FLOORS, weigh

RECIPE = 5  # changes whenever the same data would give another model
SEED = 20_261_125
LEARN, WEIGH = 0.6, 0.8  # shares of the outcomes, by time
LEAST_OUTCOMES = 200
CHALLENGER, CHAMPION, PRINCIPLE, POPULARITY = "challenger", "champion", "principled", "popularity"
HELD = "held"
STEPS = ("read", "learn", "weigh", "judge", "learn_again", "write")

Report = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    """What a training came to: an outcome and a verdict by their codes, the version that serves by it, the model card."""

    outcome: str
    verdict: str
    card: Mapping[str, Any]
    version: str = ""


@dataclass(frozen=True)
class Material:
    """What is learned from: both sides' traits, the outcomes with their worth, and a digest of it all."""

    tables: traits.Tables
    outcomes: Sequence[Outcome]
    curve: np.ndarray
    digest: str

    @property
    def applied(self) -> list[Outcome]:
        """The outcomes beyond a look, in time."""
        found = [one for one in self.outcomes if one.step != history.VIEWED]
        return sorted(found, key=lambda one: (one.at, one.trainee_id, one.opening_id))


@dataclass(frozen=True)
class Measured:
    """The challenger, what it was learned with, and how all models' lists did on what happened later."""

    weights: Weights
    is_informed: bool
    lists: judging.Lists
    split: Mapping[str, str]
    counts: Mapping[str, int] = field(default_factory=dict)


def train(now: datetime, today: date, report: Report, *, is_held: bool = False, seed: int = SEED) -> Result:
    """Learn, compare, and let the better one serve; what served before serves on until the last step is done.

    While somebody's rollback holds, it is only measured.
    """
    champion = live()
    report("read")
    material = material_of(today)
    if len(material.applied) < LEAST_OUTCOMES:
        return Result("nothing", "", _card(material, champion, now, seed))
    found = measure(material, champion, report, seed)
    verdict = verdict_of(found, seed)
    card = _card(material, champion, now, seed) | _measures(found, verdict, seed)
    outcome, weights = decided(champion, verdict, found, seed)
    if is_held or outcome == "kept":
        return Result("kept", HELD if is_held else verdict, card)
    version = _written(outcome, weights, material, card, report, seed)
    versions.serve(version)
    return Result(outcome, verdict, card, version.name)


def measured(now: datetime, today: date, report: Report, seed: int = SEED) -> Mapping[str, Any]:
    """Compare the challenger with what serves and return the card; nothing is written."""
    champion = live()
    report("read")
    material = material_of(today)
    card = _card(material, champion, now, seed)
    if len(material.applied) < LEAST_OUTCOMES:
        return card
    found = measure(material, champion, report, seed)
    return card | _measures(found, verdict_of(found, seed), seed)


def material_of(today: date) -> Material:
    """Read everything that is learned from."""
    both, outcomes = traits.tables(), history.outcomes(today)
    counts = history.place_counts()
    text = f"{RECIPE} {traits.digest(both)} {sorted(counts.items())} {outcomes!r}"
    return Material(both, outcomes, propensity(counts), hashlib.sha256(text.encode()).hexdigest())


def measure(material: Material, champion: Live, report: Report, seed: int) -> Measured:
    """Fit the challenger on the earlier outcomes and judge it beside the others on the later ones."""
    applied = material.applied
    first, second = applied[int(LEARN * len(applied))].at, applied[int(WEIGH * len(applied))].at
    report("learn")
    early = [one for one in material.outcomes if one.at < first]
    learned = _learned(material, early, seed)
    report("weigh")
    world = judging.world()
    between = [one for one in applied if first <= one.at < second]
    before = [one for one in material.outcomes if one.at < second]
    weights = weigh(judging.choices(world, learned, between, before, material.curve, seed))
    report("judge")
    models = {CHALLENGER: weights or PRINCIPLED.weights, CHAMPION: champion.weights, PRINCIPLE: PRINCIPLED.weights}
    later = [one for one in applied if one.at >= second]
    return Measured(
        models[CHALLENGER],
        weights is not None,
        judging.lists(world, learned, models, before, later, seed),
        {
            "learned_before": first.isoformat(),
            "weighed_before": second.isoformat(),
            "judged_to": later[-1].at.isoformat(),
        },
        {"learned": len(early), "weighed": len(between), "judged": len(later)},
    )


def verdict_of(found: Measured, seed: int) -> Verdict:
    """Say whether the challenger may serve."""
    of = found.lists.of
    return judged(of[CHALLENGER], of[CHAMPION], of[POPULARITY], seed)


def decided(champion: Live, verdict: Verdict, found: Measured, seed: int) -> tuple[str, Weights]:
    """Return the outcome and the weights to serve with.

    A learned champion whose challenger is no better keeps its weights and learns the fresh outcomes, unless it is by now
    surely worse than the principled score: then that one serves again.
    """
    if verdict == Verdict.BETTER:
        return "promoted", found.weights
    if champion.learned is None:
        return "kept", champion.weights
    against = _less(found.lists.of[CHAMPION], found.lists.of[PRINCIPLE])
    if is_surely_worse(figure(against, seed)):
        return "retired", PRINCIPLED.weights
    return "refreshed", champion.weights


def keep_principled(now: datetime) -> None:
    """Put the principled score on the disk as a version, so that one can go back to it."""
    if versions.serving(KIND) is None:
        card = {"is_learned": False, "weights": asdict(PRINCIPLED.weights), "trained_at": now.isoformat()}
        versions.serve(versions.write(KIND, "principled", {}, card))


def _written(
    outcome: str, weights: Weights, material: Material, card: Mapping[str, Any], report: Report, seed: int
) -> versions.Version:
    """Learn from everything and write the version; it does not serve yet."""
    is_learned = outcome != "retired"
    kept = {**card, "is_learned": is_learned, "weights": asdict(weights), "outcome": outcome}
    report("learn_again")
    arrays = arrays_of(material, seed) if is_learned else {}
    report("write")
    keep_principled(datetime.fromisoformat(card["trained_at"]))
    return versions.write(KIND, "learned" if is_learned else "principled", arrays, kept)


def arrays_of(material: Material, seed: int = SEED) -> dict[str, Any]:
    """Learn from everything; return it with the scale by which later outcomes count."""
    found = _learned(material, material.outcomes, seed)
    return found.to_arrays() | Scale.of(material.outcomes, material.curve).to_arrays()


def _learned(material: Material, outcomes: Sequence[Outcome], seed: int) -> Model:
    """Return what these outcomes say of pairs; outcomes of people or openings that are gone say nothing."""
    people = {name: at for at, name in enumerate(material.tables.people.ids)}
    openings = {name: at for at, name in enumerate(material.tables.openings.ids)}
    rows = [
        (people.get(traits.name_of(one.trainee_id)), openings.get(traits.name_of(one.opening_id))) for one in outcomes
    ]
    known = [at for at, (row, column) in enumerate(rows) if row is not None and column is not None]
    places = np.array([rows[at] for at in known], dtype=np.int64).reshape(-1, 2)
    worth = worth_of(outcomes, material.curve)[known]
    pairs = History(places[:, 0], places[:, 1], worth)
    return fit(material.tables.people, material.tables.openings, pairs, seed)


def _less(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    return {way: ours[way] - theirs[way] for way in ours}


# --- the card ----------------------------------------------------------------------------------------------------------


def _card(material: Material, champion: Live, now: datetime, seed: int) -> dict[str, Any]:
    """Return what is said of every training: on what, with what, when."""
    return {
        "trained_at": now.isoformat(),
        "recipe": RECIPE,
        "seed": seed,
        "data": material.digest,
        "people": len(material.tables.people.ids),
        "openings": len(material.tables.openings.ids),
        "outcomes": counted(material.outcomes),
        "worth": {name: WORTH[step] for step, name in enumerate(counted(()))},
        "features": list(FEATURES),
        "traits": {"people": list(traits.PERSON_TRAITS), "openings": list(traits.OPENING_TRAITS)},
        "least": dict(FLOORS),
        "champion": champion.name,
        "libraries": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "scikit-learn": sklearn.__version__,
        },
    }


def _measures(found: Measured, verdict: Verdict, seed: int) -> dict[str, Any]:
    of = found.lists.of
    return {
        "split": dict(found.split),
        "counts": dict(found.counts),
        "verdict": str(verdict),
        "challenger_weights": asdict(found.weights),
        "metrics": {name: _figures(figure(ways, seed)) for name, ways in of.items()},
        "differences": {
            rival: _figures(figure(_less(of[CHALLENGER], of[rival]), seed))
            for rival in (CHAMPION, PRINCIPLE, POPULARITY)
        },
    }


def _figures(found: Mapping[str, Figure]) -> dict[str, dict[str, float | int | None]]:
    return {
        name: {key: None if value != value else value for key, value in asdict(each).items()}
        for name, each in found.items()
    }
