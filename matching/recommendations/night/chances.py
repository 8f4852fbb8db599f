"""How are chances learned? From earlier views and applications, evaluated on later, unseen ones.

The rows are ordered by time and split in three: the first part fits a curve and steps, the second chooses the better of
the two (which is refitted on both parts), the third evaluates it. The evaluated calibration serves.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from core import versions
from core.clock import local_date
from matching.queries.endings import Ending, endings, looks
from matching.recommendations.kept.chances import APPLY, HIRE, KIND, MINIMUM_OF_EACH, MINIMUM_ROWS
from matching.recommendations.kept.store import store
from recommender.arrays import Bools, Floats
from recommender.evaluation.calibration import calibrated
from recommender.evaluation.chance import Bin, Calibration, quality

LEARNED, CHOSEN = 0.6, 0.8  # the shares of the rows, by time, at which the parts end


@dataclass(frozen=True, slots=True)
class FittedChances:
    """The result of learning: the version that now serves (None: the one before serves on), and its card."""

    version: versions.Version | None
    message: str


def learn(on: date) -> FittedChances:
    """Learn the chances as of the end of a day and let them serve; with too few rows nothing is written."""
    rows = {HIRE: endings(on), APPLY: looks(on)}
    lacking = {what: _lacking(pairs) for what, pairs in rows.items()}
    learned = {what: _learned(pairs) for what, pairs in rows.items() if not lacking[what]}
    message = "; ".join(f"{what}: {lacking[what] or _in_words(learned[what][1])}" for what in rows)
    if not learned:
        return FittedChances(None, message)
    card = {"up_to": on.isoformat(), **{what: one for what, (_calibration, one) in learned.items()}}
    arrays: dict[str, Floats] = {}
    for what, (calibration, _card) in learned.items():
        arrays |= {f"{what}_knots": calibration.knots, f"{what}_values": calibration.values}
    version = store(KIND).write(f"chances-{on.isoformat()}", arrays, card)
    store(KIND).serve(version)
    return FittedChances(version, message)


def _lacking(pairs: Sequence[Ending]) -> str:
    """Say what is missing for learning, or nothing."""
    if len(pairs) < MINIMUM_ROWS:
        return f"{len(pairs)} rows, {MINIMUM_ROWS} are needed"
    early = pairs[: int(CHOSEN * len(pairs))]
    happened = sum(one.happened for one in early)
    fewest = min(happened, len(early) - happened)
    if fewest < MINIMUM_OF_EACH:
        return f"{fewest} rows of the rarer ending to learn from, {MINIMUM_OF_EACH} are needed"
    return ""


def _learned(pairs: Sequence[Ending]) -> tuple[Calibration, dict[str, Any]]:
    """Return the calibration and its card. The pairs are in the order of time."""
    scores = np.array([one.score for one in pairs])
    happened = np.array([one.happened for one in pairs], dtype=bool)
    first, second = int(LEARNED * len(pairs)), int(CHOSEN * len(pairs))
    frozen = calibrated(
        scores[:first], happened[:first], scores[first:second], happened[first:second]
    )
    card = _measured(
        frozen, scores[second:], happened[second:], share=float(happened[:second].mean())
    )
    days = {
        "first": pairs[0],
        "chosen_from": pairs[first],
        "measured_from": pairs[second],
        "last": pairs[-1],
    }
    return frozen, card | {
        "learned_on": second,
        "happened_before": int(happened[:second].sum()),
        "days": {name: local_date(one.at).isoformat() for name, one in days.items()},
        "models": dict(sorted(Counter(one.model for one in pairs).items())),
    }


def _in_words(card: Mapping[str, Any]) -> str:
    return (
        f"{card['kind']} learned on {card['learned_on']} rows, measured on {card['measured_on']}: "
        f"Brier {card['brier']:.4f} (the share alone {card['brier_of_share']:.4f}), ECE {card['ece']:.4f}"
    )


def _measured(frozen: Calibration, scores: Floats, happened: Bools, share: float) -> dict[str, Any]:
    """Return the quality of the chances on later rows, beside that of the earlier base rate."""
    predicted = frozen.probability(scores)
    found = quality(predicted, happened)
    return {
        "kind": str(frozen.kind),
        "measured_on": found.count,
        "share": share,
        "expected": float(predicted.sum()),
        "happened": int(happened.sum()),
        "brier": found.brier,
        "brier_of_share": quality(np.full(scores.shape, share), happened).brier,
        "ece": found.ece,
        "bins": [_kept(one) for one in found.bins],
    }


def _kept(line: Bin) -> dict[str, float]:
    """Return a line of the table with the key names of earlier versions."""
    return {"count": line.count, "foreseen": line.predicted, "happened": line.happened}
