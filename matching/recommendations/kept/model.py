"""Which model serves now: what was learned and earned it, or the principled score?"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from core import versions
from matching.queries.freshness import MARGIN
from matching.recommendations.kept.outcome_weights import OutcomeScale
from matching.recommendations.kept.store import store
from recommender import Weights
from recommender.learned.model import Model
from recommender.learned.standardised import Standardised, restored
from recommender.learned.tables import Unusable
from recommender.learned.weighing import floored
from recommender.score.version import principled_version
from recommender.score.weights import FEATURES

KIND = "model"
LearnedModel = Model | Standardised
logger = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class ServingModel:
    """The weights, what was learned (None: nothing serves), the name that lists are marked with, and the model's card."""

    weights: Weights
    learned: LearnedModel | None
    name: str
    card: Mapping[str, Any] = field(default_factory=dict)
    version: str = ""
    scale: OutcomeScale | None = None

    @property
    def shares(self) -> list[tuple[str, float]]:
        """How much each part of a score counts, by name; together one."""
        return list(zip(FEATURES, self.weights.array.tolist(), strict=True))

    @property
    def since(self) -> datetime | None:
        """From when on what happened may be unknown to what was learned; None where nothing learned serves."""
        return (
            None
            if self.learned is None
            else datetime.fromisoformat(self.card["trained_at"]) - MARGIN
        )


PRINCIPLED = ServingModel(Weights(), None, principled_version())


_loaded: dict[
    str, ServingModel
] = {}  # the last ones used, by folder: a version never changes once it stands
KEPT = 2


def serving_model() -> ServingModel:
    """Return what serves in this very moment; what cannot be read never breaks a page."""
    version = store(KIND).serving()
    if version is None:
        return PRINCIPLED
    key = str(version.folder)
    if key not in _loaded:
        found = _load(version)
        while len(_loaded) >= KEPT:
            _loaded.pop(next(iter(_loaded)), None)
        _loaded[key] = found
    return _loaded.get(key, PRINCIPLED)


def fault() -> str | None:
    """Say what is wrong with the files of models, although something serves; None when all is well."""
    version = store(KIND).serving()
    unread = (
        version is not None
        and serving_model() is PRINCIPLED
        and f"{version.name}: this release cannot read it"
    )
    said = [store(KIND).fault(), unread]
    return "; ".join(each for each in said if each) or None


def has_before() -> bool:
    """Tell whether a version is kept that served before the one that serves."""
    return len(store(KIND).served()) > 1


def _load(version: versions.Version) -> ServingModel:
    """Put a version together; one that was learned when floors were lower, or none, is held to today's."""
    try:
        weights = Weights(**version.card["weights"])
        if not version.card["is_learned"]:
            return ServingModel(weights, None, principled_version(), version.card, version.name)
        arrays = versions.arrays(version)
        found, scale = restored(arrays), OutcomeScale.from_arrays(arrays)
        held = replace(floored(weights.array), curves=weights.curves)
        return ServingModel(
            held, found, f"learned-{version.name}", version.card, version.name, scale
        )
    except (versions.Damaged, Unusable, KeyError, TypeError, ValueError):
        logger.exception("model %s cannot be read; the principled score serves", version.name)
        return PRINCIPLED
