"""Which parameters are best on the pairs that were kept back?"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from matching.recommender.learned.als import Traits, als
from matching.recommender.learned.ease import ease
from matching.recommender.learned.scorers import EASE_UP_TO, Data, Plan
from matching.recommender.learned.shapes import Scorer
from matching.recommender.learned.validation import Cut, quality
from matching.recommender.learned.walks import walks

ROWS_AT_ONCE = 200
PROBE_RANK, PROBE_ROUNDS = 64, 4
FORCES = ((2.0, 0.3), (2.0, 1.0), (8.0, 0.3), (8.0, 1.0), (30.0, 0.3), (30.0, 1.0), (30.0, 4.0), (60.0, 4.0))
RANKS = (64, 128, 192)
PROFILES = ((1.0, 10.0), (2.0, 10.0), (2.0, 30.0), (3.0, 10.0))  # times the penalty, and the penalty of foretelling
MANY_PAIRS = 300_000  # above it fewer ranks are tried
CELLS_TRIED, LEAST_TRIED = 15_000_000, 500  # scores computed, queries asked, to judge one option on one side
PAIRS_AVERAGED, MOST_STARTS = 200_000, 4  # few pairs: averaging several starts costs little and helps much
WALKS = tuple((middle, end) for middle in (0.5, 0.7, 0.9) for end in (0.0, 0.15, 0.3, 0.45, 0.6))
PENALTIES = (50.0, 200.0, 500.0, 1000.0)

Option = TypeVar("Option")


def plan(data: Data, cut: Cut, seed: int) -> Plan:
    """Return the parameters with the best mean quality over both sides of the cut."""
    sides = (_fewer(cut), _fewer(cut.turned(seed)))
    pairs = data.pairs

    def best(options: Sequence[Option], make: Callable[[Option], Scorer], keep: int = 1) -> list[Option]:
        worth = [both(make(option), sides) for option in options]
        return [options[place] for place in np.argsort(-np.array(worth), kind="stable")[:keep]]

    def traits(option: Traits) -> Scorer:
        return als(pairs, option, seed, data.profiles)

    probes = [Traits(PROBE_RANK, weight, penalty, rounds=PROBE_ROUNDS) for weight, penalty in FORCES]
    first = best(probes, traits, 1 if pairs.nnz > MANY_PAIRS else 2)
    ranks = RANKS[:2] if pairs.nnz > MANY_PAIRS else RANKS
    ranked = best([replace(one, rank=rank, rounds=6) for one in first for rank in ranks], traits, 3)
    if data.people.shape[1] and data.openings.shape[1]:
        leaning = [replace(ranked[0], penalty=ranked[0].penalty * more, profile=held) for more, held in PROFILES]
        ranked = [ranked[0], *best([*ranked[1:], *leaning], traits, 2)]
    leaning_at = next((place for place, one in enumerate(ranked) if one.profile), 0)
    penalty = 200.0
    if pairs.shape[1] <= EASE_UP_TO:
        penalty = best(PENALTIES, lambda option: ease(pairs, option))[0]
    ways = best(WALKS, lambda option: walks(pairs, *option), 2)
    chosen = tuple(replace(one, rounds=10) for one in ranked)
    starts = int(np.clip(PAIRS_AVERAGED / max(1, pairs.nnz), 1, MOST_STARTS))
    return Plan(chosen, leaning_at, ease_penalty=penalty, walks=tuple(ways), starts=starts)


def _fewer(cut: Cut) -> Cut:
    """Return the cut with as many queries as can be judged in a moment."""
    wanted = max(LEAST_TRIED, CELLS_TRIED // max(1, cut.train.shape[1]))
    return replace(cut, queries=cut.queries[:: max(1, cut.queries.size // wanted)])


def both(scorer: Scorer, sides: tuple[Cut, Cut]) -> float:
    """Return the mean quality of a scorer over the sampled queries of both sides."""
    return (measured(scorer, sides[0]) + measured(scorer.turned(), sides[1])) / 2


def measured(scorer: Scorer, cut: Cut) -> float:
    """Return the mean quality over the sampled queries; 0 where nothing was kept back."""
    parts = [cut.queries[start : start + ROWS_AT_ONCE] for start in range(0, cut.queries.size, ROWS_AT_ONCE)]
    found = [quality(scorer.scores(part), cut.train[part], cut.kept[part]) for part in parts]
    return float(np.concatenate(found).mean()) if found else 0.0
