"""What does the card of a model say? Data, settings, measures, and what the evidence could have shown."""

import platform
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import version
from typing import Any

import numpy as np

from matching.recommendations.kept import traits
from matching.recommendations.kept.model import ServingModel
from matching.recommendations.kept.outcome_weights import GAINS, counted
from matching.recommendations.night.fitting import (
    CHALLENGER,
    CHAMPION,
    POPULARITY,
    PRINCIPLE,
    RECIPE,
    Material,
    Measured,
)
from matching.recommendations.night.promotion import PromotionTest, drift_of
from recommender.evaluation.offline import TOGETHER, Estimate, estimate
from recommender.learned.weighing import FLOORS
from recommender.score.weights import FEATURES


def card_of(material: Material, champion: ServingModel, now: datetime, seed: int) -> dict[str, Any]:
    """Return the part of the card that every training has: data, settings, time."""
    return {
        "trained_at": now.isoformat(),
        "recipe": RECIPE,
        "seed": seed,
        "data": material.digest,
        "people": len(material.tables.people.ids),
        "openings": len(material.tables.openings.ids),
        "outcomes": counted(material.outcomes),
        "worth": {name: GAINS[step] for step, name in enumerate(counted(()))},
        "features": list(FEATURES),
        "traits": {
            "people": material.limits.columns(traits.PERSON_TRAITS),
            "openings": list(traits.OPENING_TRAITS),
        },
        "least": dict(FLOORS),
        "champion": champion.name,
        "libraries": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": version("scipy"),
            "scikit-learn": version("scikit-learn"),
        },
    }


def measures_of(
    found: Measured, verdict: str, look: PromotionTest, *, is_look: bool
) -> dict[str, Any]:
    seen = found.evidence
    return {
        "split": dict(found.split),
        "counts": dict(found.counts),
        "verdict": str(verdict),
        "is_look": is_look,
        "next_look_on": look.next_on.isoformat(),
        "challenger_weights": asdict(found.weights),
        "form": _figures(found.form),
        "metrics": {name: _figures(estimate(seen, ways)) for name, ways in seen.credits.items()},
        "differences": {
            rival: _figures(estimate(seen, seen.less(CHALLENGER, rival)))
            for rival in (CHAMPION, PRINCIPLE, POPULARITY)
        },
        "drift": _figures(drift_of(found)),
        "power": power_of(found, look.level),
    }


def power_of(found: Measured, level: float) -> dict[str, float | int | None]:
    """Return the power of the evidence: the smallest gain that it detects in four of five cases.

    `gain` is the observed one, `bound` the lower end of its interval at this level, `takes` the number of test outcomes that
    would detect such a gain in four of five cases; None if no number would.
    """
    seen = found.evidence.less(CHALLENGER, CHAMPION)
    together = estimate(found.evidence, seen, level)[TOGETHER]
    shows = together.shows(level)
    outcomes = int(found.evidence.persons.size)
    is_told = together.mean > 0 and np.isfinite(shows)
    takes = int(np.ceil(outcomes * (shows / together.mean) ** 2)) if is_told else None
    return {
        "level": level,
        "shows": _plain(shows) or None,
        "gain": _plain(together.mean),
        "bound": _plain(together.low),
        "error": _plain(together.error),
        "persons": together.persons,
        "outcomes": outcomes,
        "takes": takes,
    }


def _figures(found: Mapping[str, Estimate]) -> dict[str, dict[str, float | int | None]]:
    return {
        name: {key: _plain(value) for key, value in asdict(each).items()}
        for name, each in found.items()
    }


def _plain(value: float | int) -> float | int | None:
    """Return a number for a JSON file: None for nan and infinity."""
    return value if np.isfinite(value) else None
