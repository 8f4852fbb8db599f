"""Which price and which bonus does an opening have today? Those of the last night, if they are not too old."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from core import clock
from core.versions import Version, arrays
from matching.recommendations.kept.store import store
from recommender import Problem
from recommender.arrays import Floats, Ints

KIND = "prices"


@dataclass(frozen=True, eq=False)
class Prices:
    """The prices of a night: opening_ids (K,) int64 rising, price and bonus (K,) float64; bonus None if none was set."""

    opening_ids: Ints
    price: Floats
    bonus: Floats | None

    def price_of(self, opening_ids: Ints) -> Floats:
        """Return the price of each opening, 0 where it has none."""
        return self._of(opening_ids, self.price)

    def bonus_of(self, opening_ids: Ints) -> Floats | None:
        """Return the bonus of each opening, 0 for most; None if the night set none."""
        return None if self.bonus is None else self._of(opening_ids, self.bonus)

    def _of(self, opening_ids: Ints, values: Floats) -> Floats:
        if not self.opening_ids.size:
            return np.zeros(opening_ids.size)
        places = np.searchsorted(self.opening_ids, opening_ids)
        places = np.minimum(places, self.opening_ids.size - 1)
        return np.where(self.opening_ids[places] == opening_ids, values[places], 0.0)


def serving_prices() -> Prices | None:
    """Return the serving prices; None if there are no recent ones."""
    version = store(KIND).serving()
    if version is None or not _is_fresh(version.card):
        return None
    return _read(version.folder, has_bonus=bool(version.card.get("new", {}).get("bonus")))


def with_prices(problem: Problem, prices: Prices | None) -> Problem:
    """Return the problem with these prices, and with that night's bonus for new openings if there was one."""
    ids = problem.openings.ids
    if prices is None:
        return replace(problem, price=None, bonus=None)
    return replace(problem, price=prices.price_of(ids), bonus=prices.bonus_of(ids))


def status() -> dict[str, Any]:
    """Return what serves and its faults; prices too old to serve are a fault, no prices at all are not."""
    version, wrong = store(KIND).serving(), store(KIND).fault()
    if version is None:
        return {"serving": None, "wrong": wrong}
    old = (
        None
        if _is_fresh(version.card)
        else f"older than {settings.MATCHER_PRICE_DAYS} days: they are not used"
    )
    return {"serving": version.name, "made_at": version.card["made_at"], "wrong": wrong or old}


def _is_fresh(card: Any) -> bool:
    age = clock.now() - datetime.fromisoformat(card["made_at"])
    return bool(age <= timedelta(days=settings.MATCHER_PRICE_DAYS))


@lru_cache(maxsize=2)
def _read(folder: Path, *, has_bonus: bool) -> Prices:
    """Read a version, once per process."""
    kept = arrays(Version(KIND, folder.name, folder, {}))
    ids, price = np.array(kept["opening_ids"]), np.array(kept["price"])
    return Prices(ids, price, np.array(kept["bonus"]) if has_bonus else None)
