"""Which model serves now: a promoted learned model or the principled score?"""

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
    """The weights, the learned part (None: principled score), the version name on lists, and the model card."""

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
        """Events after this moment may be missing in the learned part; None if the principled score serves."""
        return (
            None
            if self.learned is None
            else datetime.fromisoformat(self.card["trained_at"]) - MARGIN
        )


PRINCIPLED = ServingModel(Weights(), None, principled_version())


_loaded: dict[
    str, ServingModel
] = {}  # the last ones used, by folder: a version never changes once it is written
KEPT = 2


def serving_model() -> ServingModel:
    """Return the model that serves at this moment; an unreadable version never breaks a page."""
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
    """Return the fault of the model files, even though some version serves; None if there is none."""
    version = store(KIND).serving()
    unread = (
        version is not None
        and serving_model() is PRINCIPLED
        and f"{version.name}: this release cannot read it"
    )
    said = [store(KIND).fault(), unread]
    return "; ".join(each for each in said if each) or None


def has_before() -> bool:
    """Tell whether an earlier version is kept for a rollback."""
    return len(store(KIND).served()) > 1


def _load(version: versions.Version) -> ServingModel:
    """Load a version; today's floors apply also to one that was learned under lower floors or none."""
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
