"""How are chances learned? From how earlier applications ended, and measured on later ones that nothing was learned from.

The rows are ordered by time and cut in three: on the first part a curve and steps are learned, on the second the better of
the two is chosen (and learned again on both), on the third it is measured. What is measured is what serves.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from core.clock import local_date
from matching.queries.endings import endings
from matching.recommendations import versions
from matching.recommendations.chances import HIRE, KIND
from matching.recommender.calibration import calibrated
from matching.recommender.chance import Calibration, quality
from matching.recommender.problem import Bools, Floats

LEARNED, CHOSEN = 0.6, 0.8  # the shares of the rows, by time, at which the parts end
MINIMUM_ROWS = 200
MINIMUM_OF_EACH = 20  # rows of either ending among those that are learned from


@dataclass(frozen=True, slots=True)
class Pair:
    """One row to learn from: when it began, its score, the version that gave it, and whether what was hoped for happened."""

    at: datetime
    score: float
    model: str
    happened: bool


def learn(on: date) -> tuple[versions.Version | None, Mapping[str, str]]:
    """Learn the chances as of the end of a day and let them serve; return the version and, by chance, why there is none.

    With too few rows nothing is written and what served goes on serving.
    """
    rows = {HIRE: [Pair(one.sent_at, one.score, one.model, one.is_hired) for one in endings(on)]}
    lacking = {what: _lacking(pairs) for what, pairs in rows.items()}
    learned = {what: _learned(pairs) for what, pairs in rows.items() if not lacking[what]}
    said = {what: why for what, why in lacking.items() if why}
    if not learned:
        return None, said
    card = {"up_to": on.isoformat(), **{what: one for what, (_calibration, one) in learned.items()}}
    arrays = {}
    for what, (calibration, _card) in learned.items():
        arrays |= {f"{what}_knots": calibration.knots, f"{what}_values": calibration.values}
    version = versions.write(KIND, f"chances-{on.isoformat()}", arrays, card)
    versions.serve(version)
    return version, said


def _lacking(pairs: Sequence[Pair]) -> str:
    """Say what is missing for learning, or nothing."""
    if len(pairs) < MINIMUM_ROWS:
        return f"{len(pairs)} rows, {MINIMUM_ROWS} are needed"
    early = pairs[: int(CHOSEN * len(pairs))]
    happened = sum(one.happened for one in early)
    fewest = min(happened, len(early) - happened)
    if fewest < MINIMUM_OF_EACH:
        return f"{fewest} rows of the rarer ending to learn from, {MINIMUM_OF_EACH} are needed"
    return ""


def _learned(pairs: Sequence[Pair]) -> tuple[Calibration, dict[str, Any]]:
    """Return the frozen calibration and its card. The pairs are in the order of time."""
    scores = np.array([one.score for one in pairs])
    happened = np.array([one.happened for one in pairs], dtype=bool)
    first, second = int(LEARNED * len(pairs)), int(CHOSEN * len(pairs))
    frozen = calibrated(scores[:first], happened[:first], scores[first:second], happened[first:second])
    card = _measured(frozen, scores[second:], happened[second:], share=float(happened[:second].mean()))
    days = {"first": pairs[0], "chosen_from": pairs[first], "measured_from": pairs[second], "last": pairs[-1]}
    return frozen, card | {
        "learned_on": second,
        "happened_before": int(happened[:second].sum()),
        "days": {name: local_date(one.at).isoformat() for name, one in days.items()},
        "models": dict(sorted(Counter(one.model for one in pairs).items())),
    }


def _measured(frozen: Calibration, scores: Floats, happened: Bools, share: float) -> dict[str, Any]:
    """Return how good the chances are on later rows, beside what the earlier share alone would have said of each."""
    foreseen = frozen.probability(scores)
    found = quality(foreseen, happened)
    return {
        "kind": str(frozen.kind),
        "measured_on": found.count,
        "share": share,
        "expected": float(foreseen.sum()),
        "happened": int(happened.sum()),
        "brier": found.brier,
        "brier_of_share": quality(np.full(scores.shape, share), happened).brier,
        "ece": found.ece,
        "bins": [asdict(one) for one in found.bins],
    }
