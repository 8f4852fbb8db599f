"""At which price, and with which bonus, does an opening stand today? What the last night worked out, as long as it is young."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from core import clock
from matching.recommendations import versions
from matching.recommendations.versions import Version
from recommender import Problem
from recommender.arrays import Floats, Ints

KIND = "prices"


def with_prices(problem: Problem) -> Problem:
    """Return the problem with the prices that serve, and the bonus of what was new in that night if it had one."""
    return replace(
        problem, price=prices_of(problem.openings.ids), bonus=bonuses_of(problem.openings.ids)
    )


def prices_of(opening_ids: Ints) -> Floats | None:
    """Return the price of each opening, 0 where it has none; None without prices of the last days."""
    version = _fresh()
    return None if version is None else _of(opening_ids, *_kept(version.folder, "price"))


def bonuses_of(opening_ids: Ints) -> Floats | None:
    """Return what is put on each opening's score, 0 on most; None where the night put nothing on any."""
    version = _fresh()
    if version is None or not version.card.get("new", {}).get("bonus"):
        return None
    return _of(opening_ids, *_kept(version.folder, "bonus"))


def status() -> dict[str, Any]:
    """Say what serves and what is wrong with it; prices that are too old to serve are wrong, none at all is not."""
    version, wrong = versions.serving(KIND), versions.fault(KIND)
    if version is None:
        return {"serving": None, "wrong": wrong}
    old = (
        None
        if _is_fresh(version.card)
        else f"older than {settings.MATCHER_PRICE_DAYS} days: they are not used"
    )
    return {"serving": version.name, "made_at": version.card["made_at"], "wrong": wrong or old}


def _fresh() -> Version | None:
    version = versions.serving(KIND)
    return version if version is not None and _is_fresh(version.card) else None


def _of(opening_ids: Ints, ids: Ints, values: Floats) -> Floats:
    """Return the value of each opening, 0 where it has none; ids rise."""
    if not ids.size:
        return np.zeros(opening_ids.size)
    places = np.minimum(np.searchsorted(ids, opening_ids), ids.size - 1)
    return np.where(ids[places] == opening_ids, values[places], 0.0)


def _is_fresh(card: Any) -> bool:
    age = clock.now() - datetime.fromisoformat(card["made_at"])
    return bool(age <= timedelta(days=settings.MATCHER_PRICE_DAYS))


@lru_cache(maxsize=4)
def _kept(folder: Path, name: str) -> tuple[Ints, Floats]:
    """Return ids and what a version holds of them, read once a process."""
    arrays = versions.arrays(Version(KIND, folder.name, folder, {}))
    return np.array(arrays["opening_ids"]), np.array(arrays[name])
