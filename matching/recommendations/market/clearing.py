"""Which price does each opening get tonight, so that lists do not send everybody to the same few?

Once a night the prices of all live openings are computed over everybody who is shown a list, and stored as a version of
kind "prices". A request subtracts them from the scores of its person; an opening published since has no price.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.conf import settings

from core import clock
from core.versions import Version
from matching.queries import everybody as rows
from matching.recommendations.kept.prices import KIND
from matching.recommendations.kept.store import store
from matching.recommendations.market.everybody import left_of, problem_of
from recommender import Problem
from recommender.arrays import Bools, Ints
from recommender.market.clearing import Cleared, ClearingSettings, capacities, figures, over
from recommender.market.newcomers import Aim, Lifted, bonus_of, lifted

HOUR = 3  # o'clock, city time: after the training


def clear(today: date, tell: Callable[[str], Any]) -> Version:
    """Compute the prices over everybody and every live opening, store them and let them serve."""
    free = rows.free_positions(today)
    problem = problem_of(rows.people_who_use_recommendations(), free, today)
    tell(f"{problem.people.ids.size} people, {problem.openings.ids.size} openings")
    lists: dict[str, Any] = settings.MATCHER_LISTS
    aim, rule, left = dict(settings.MATCHER_NEW), ClearingSettings(**lists), left_of(problem, free)
    days = aim.pop("days")
    is_new = _is_new(problem, today, days)
    found = lifted(problem, left, rule, is_new, Aim(**aim))
    card = _card(problem, found.cleared, rule, capacities(left, problem.people.ids.size, rule))
    card["new"] = {"days": days, "aim": aim, **_told(found)}
    tell(f"lists without prices: {card['without']}")
    tell(f"lists with prices: {card['with']}, fit kept {card['kept']:.1%}")
    tell(f"new openings among the first ten: {card['new']}")
    version = store(KIND).write(f"prices-{today:%Y-%m-%d}", _arrays(problem, found, is_new), card)
    store(KIND).serve(version)
    return version


def is_due(now_here: datetime) -> bool:
    """Tell whether tonight's prices are still due: after three o'clock, and none were computed since."""
    night = now_here.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    version = store(KIND).serving()
    return now_here >= night and (
        version is None or datetime.fromisoformat(version.card["made_at"]) < night
    )


def _is_new(problem: Problem, today: date, days: int) -> Bools:
    """Return which openings were published within these days, (N,)."""
    new = rows.new_openings(today, clock.now() - timedelta(days=days))
    return np.isin(problem.openings.ids, np.fromiter(new, dtype=np.int64))


def _told(found: Lifted) -> dict[str, float]:
    """Return the new openings' share of places and their bonus, for the card."""
    shares = {name: getattr(found, name) for name in ("catalogue", "before", "after", "cost")}
    return {"bonus": found.bonus, **{name: round(value, 4) for name, value in shares.items()}}


def _arrays(problem: Problem, found: Lifted, is_new: Bools) -> dict[str, Any]:
    order, prices = np.argsort(problem.openings.ids, kind="stable"), found.cleared
    kept = {
        "opening_ids": problem.openings.ids,
        "price": prices.price,
        "bonus": bonus_of(is_new, found.bonus),
    }
    kept |= {"before": prices.before, "after": prices.after}
    return {name: array[order] for name, array in kept.items()}


def _card(
    problem: Problem, found: Cleared, rule: ClearingSettings, capacity: Ints
) -> dict[str, Any]:
    return {
        "made_at": clock.now().isoformat(),
        "model": problem.model_version,
        "people": int(problem.people.ids.size),
        "openings": int(problem.openings.ids.size),
        "rule": asdict(rule),
        "without": {**figures(found.before), "over": over(found.before, capacity)},
        "with": {**figures(found.after), "over": over(found.after, capacity)},
        "kept": round(found.kept, 4),
        "asked_again": found.asked_again,
    }
