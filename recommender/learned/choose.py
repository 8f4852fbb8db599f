"""Which hyperparameters do the factors get, and does a random walk help beside them? Chosen on a held-out day."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from recommender.arrays import Csr, Floats, Ints
from recommender.learned.als import AlsSettings, als
from recommender.learned.random_walk import RandomWalk
from recommender.learned.validation import Day, quality

PROBE = {"rank": 64, "rounds": 4}
# Weight of a pair, penalty, growth of the penalty with history: dense data suit the first, sparse data the last.
FORCES = (
    (2.0, 1.4, 0.5),
    (2.0, 3.0, 0.5),
    (8.0, 6.0, 0.5),
    (30.0, 20.0, 0.5),
    (30.0, 3.0, 1.0),
    (60.0, 40.0, 0.5),
    (60.0, 20.0, 0.75),
    (60.0, 4.0, 1.0),
)
ALIKE = 0.97  # of the best quality: settings this close to the best join the ensemble
PROFILE = 10.0  # penalty of predicting factors from profiles
WAYS = ((0.5, 0.3), (0.7, 0.3), (0.7, 0.45))
SHARES = (0.1, 0.3, 1.0)  # of walks beside factors, each of deviation one
PAIRS_AVERAGED, MOST_STARTS = (
    180_000,
    3,
)  # few pairs: averaging several starts costs little and helps much
ASKED, CELLS_AT_ONCE = 1_500, 4_000_000
SURE = 1.96
LEAST_QUERIES = 8  # fewer tell nothing
FLAT = 1e-12

Raw = Callable[[Ints, Ints], Floats]


@dataclass(frozen=True)
class FitPlan:
    """The settings of the ensemble of factors, and of the random walk beside them: (middle, end, share), or none.

    Without `traits` popularity alone is used: nothing else was significantly better.
    """

    settings: tuple[AlsSettings, ...] = ()
    walks: tuple[float, float, float] | None = None


def plan(day: Day, profiles: tuple[Csr, Csr], seed: int) -> FitPlan:
    """Return the best settings on the held-out pairs, both directions weighted equally."""
    starts = int(np.clip(PAIRS_AVERAGED / max(1, day.train.nnz), 1, MOST_STARTS))
    base = AlsSettings(profile=PROFILE if profiles[0].shape[1] or profiles[1].shape[1] else 0.0)
    if day.asked.size < LEAST_QUERIES:
        return FitPlan()
    probes = [
        replace(base, weight=weight, penalty=penalty, growth=growth, **PROBE)
        for weight, penalty, growth in FORCES
    ]
    found = [query_quality(_product(day, one, profiles, seed), day, seed) for one in probes]
    means = np.array([one.mean() for one in found])
    order = np.argsort(-means, kind="stable")
    if not is_sure(found[order[0]] - query_quality(_outer(*popularity(day.train)), day, seed)):
        return FitPlan()
    alike = [int(at) for at in order[:starts] if means[at] >= ALIKE * means[order[0]]]
    chosen = [probes[alike[start % len(alike)]] for start in range(starts)]
    settings = tuple(replace(one, rank=base.rank, rounds=base.rounds) for one in chosen)
    return FitPlan(settings, _walks(day, settings[0], profiles, seed))


def _walks(
    day: Day, settings: AlsSettings, profiles: tuple[Csr, Csr], seed: int
) -> tuple[float, float, float] | None:
    """Return the random walk that significantly improves lists beside the factors: paired over queries, 1.96 errors."""
    factors = _product(day, settings, profiles, seed)
    alone, best, found = query_quality(factors, day, seed), 0.0, None
    some = sampled(day.train.shape, seed)
    for middle, end in WAYS:
        walks = RandomWalk.over(day.train, middle, end)
        times = ratio(factors, walks.pairs, some)
        for share in SHARES:
            gain = query_quality(_sum(factors, walks.pairs, share * times), day, seed) - alone
            if is_sure(gain) and gain.mean() > best:
                best, found = float(gain.mean()), (middle, end, share)
    return found


def popularity(pairs: Csr) -> tuple[Floats, Floats]:
    """Return factors (P, 1) and (N, 1) whose product ranks either side by its number of pairs."""
    return popularity_factors(np.diff(pairs.indptr)), popularity_factors(
        np.bincount(pairs.indices, minlength=pairs.shape[1])
    )


def popularity_factors(counts: Ints) -> Floats:
    """Return (n, 1) the popularity factor of rows with so many pairs."""
    return np.asarray(1 + np.log1p(counts.astype(np.float64))[:, None])


def is_sure(gain: Floats) -> bool:
    """Is the mean of paired differences above zero by 1.96 errors?"""
    return bool(gain.mean() > SURE * gain.std() / np.sqrt(max(1, gain.size)))


def ratio(factors: Raw, walks: Raw, some: tuple[Ints, Ints]) -> float:
    """Return the factor that scales walk scores to the deviation of the factors' scores, on a sample."""
    spread = float(walks(*some).std())
    return float(factors(*some).std()) / spread if spread > FLAT else 0.0


def sampled(counts: tuple[int, int], seed: int) -> tuple[Ints, Ints]:
    """Return a sample of so many people and openings."""
    rng = np.random.default_rng(seed)
    rows, columns = (np.sort(rng.permutation(count)[:ASKED]) for count in counts)
    return rows, columns


def query_quality(raw: Raw, day: Day, seed: int) -> Floats:
    """Return the quality of each sampled query of both directions."""
    found = []
    for seen, by_person in ((day, True), (day.transposed(), False)):
        queries = np.sort(np.random.default_rng(seed).permutation(seen.asked)[:ASKED])
        everybody = np.arange(seen.train.shape[1])
        step = max(1, CELLS_AT_ONCE // max(1, everybody.size))
        for start in range(0, queries.size, step):
            rows = queries[start : start + step]
            scores = raw(rows, everybody) if by_person else raw(everybody, rows).T
            found.append(quality(scores, seen.train[rows], seen.kept[rows]))
    return np.concatenate(found) if found else np.zeros(0)


def _product(day: Day, settings: AlsSettings, profiles: tuple[Csr, Csr], seed: int) -> Raw:
    return _outer(*als(day.train, settings, seed, profiles).sides)


def _outer(people: Floats, openings: Floats) -> Raw:
    return lambda rows, columns: np.asarray(people[rows] @ openings[columns].T)


def _sum(factors: Raw, walks: Raw, times: float) -> Raw:
    return lambda rows, columns: factors(rows, columns) + times * walks(rows, columns)
