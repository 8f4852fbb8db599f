"""How good is the recommender where the truth is known? `python -m benchmarks.city --json`.

Simulates a year of a city (`city_sim`), trains on the first two thirds and prints: the share of
the oracle's months of work that lists of ten keep; calibration of application and hire on the last third; exposure and
selection by group beside the built-in effects; crowding of lists; the effect of course advice. Options: `--people N`,
`--openings N`, `--seed S`; `--out DIR` writes the city in the canonical format with its truth, `--svg FILE` the reliability
diagram, `--no-learned` leaves the learned engine out.
"""

import argparse
import json
import tempfile
import time
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from scipy import sparse

from benchmarks.city_sim import (
    AGES,
    HARSHNESS,
    MONTHS,
    SEXES,
    SOURCES,
    TIERS,
    Seen,
    Truth,
    city,
    write,
)
from benchmarks.matching import question, table
from benchmarks.matching_market import best
from outcomes.fairness import compare
from recommender import Masks, Problem, Rule
from recommender.batch.lists import openings_for_all
from recommender.evaluation.calibration import calibrated
from recommender.evaluation.chance import Quality, quality
from recommender.evaluation.exposure import exposure
from recommender.learned.tables import History
from recommender.market.crowding import spread
from recommender.score import scores

LIMIT, CANDIDATES, SHOWN = 10, 100, 20
Z95 = 1.959963984540054
LEARN, CHECK = (
    6,
    8,
)  # months up to which pairs are trained on, and up to which the method is chosen; the rest is the test set


def main() -> int:
    """Simulate, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=3000)
    parser.add_argument("--openings", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-learned", action="store_true")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--svg", type=Path)
    parser.add_argument(
        "--json", action="store_true", help="always printed as JSON; kept for uniformity"
    )
    asked = parser.parse_args()
    seen, truth = city(asked.people, asked.openings, asked.seed)
    if asked.out:
        write(asked.out, seen, truth)
    problem = problem_of(seen)
    everyone, everything = np.arange(asked.people), np.arange(asked.openings)
    total = scores.total(scores.contributions(problem, everyone, everything))
    chances = calibration(seen, total)
    if asked.svg:
        asked.svg.write_text(
            diagram({name: one["quality"] for name, one in chances.items()}), encoding="utf-8"
        )
    hidden = scores.hidden(problem, everyone, everything)
    told = {
        "benchmark": "city", "people": asked.people, "openings": asked.openings, "seed": asked.seed,
        "year": totals(seen), "lists": lists(seen, truth, total, hidden, None if asked.no_learned else asked.seed),
        "calibration": {name: {**one, "quality": plain(one["quality"])} for name, one in chances.items()},
        "fairness": fairness(seen, problem, asked.seed), "advice": advice(seen, truth),
    }  # fmt: skip
    print(json.dumps(told))
    return 0


def problem_of(seen: Seen) -> Problem:
    """Return the product's problem, with the pairs that applied before the split hidden."""
    old = seen.applied & (seen.month < CHECK)
    shape = (seen.people.ids.size, seen.openings.ids.size)
    applied = sparse.csr_array(
        (np.ones(old.sum(), dtype=bool), (seen.person[old], seen.opening[old])), shape=shape
    )
    masks = Masks(by_pair={Rule.ALREADY_APPLIED: applied})
    return Problem.build(
        seen.people, seen.openings, seen.places, np.arange(seen.people.levels.shape[1]), masks
    )


def totals(seen: Seen) -> dict:
    """Count what happened."""
    names = ("applied", "shortlisted", "offered", "hired")
    counts = {name: int(getattr(seen, name).sum()) for name in names}
    return {"shown": int(seen.person.size), **counts, "positions": int(seen.headcount.sum())}


def lists(
    seen: Seen, truth: Truth, total: np.ndarray, hidden: np.ndarray, seed: int | None
) -> dict:
    """Compare every method of making lists of ten with the oracle."""
    worth = np.where(hidden, 0.0, truth.months_of_work(CHECK, seen.openings.occupation))
    ours = np.where(hidden, -np.inf, total)
    old = seen.month < CHECK
    popular = np.bincount(seen.opening[seen.applied & old], minlength=hidden.shape[1]).astype(float)
    columns, found = best(ours, CANDIDATES)
    capacity = np.full(hidden.shape[1], int(np.ceil(2 * LIMIT * hidden.shape[0] / hidden.shape[1])))
    made = {
        "oracle": best(np.where(hidden, -np.inf, worth), LIMIT)[0],
        "recommender": columns[:, :LIMIT],
        "recommender, spread": spread(columns, found, capacity, LIMIT).columns,
        "popularity": best(np.where(hidden, -np.inf, popular), LIMIT)[0],
        "random": best(
            np.where(hidden, -np.inf, np.random.default_rng(0).random(hidden.shape)), LIMIT
        )[0],
    }
    told: dict = {}
    if seed is not None:
        began = time.process_time()
        made["learned"] = learned(seen, hidden, seed)
        told["learned_fit_cpu_s"] = round(time.process_time() - began, 1)
    most = _gained(made["oracle"], worth)
    return told | {
        name: kept(one, worth, most) | crowd(one, hidden.shape[1]) for name, one in made.items()
    }


def learned(seen: Seen, hidden: np.ndarray, seed: int) -> np.ndarray:
    """Return lists of a model trained on the applications before the split alone."""
    old = seen.applied & (seen.month < CHECK)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), seen, None)
        people, work = table(Path(folder) / "people.csv"), table(Path(folder) / "openings.csv")
    problem = question(people, work, History(seen.person[old], seen.opening[old]), seed)
    hide = Masks(by_pair={Rule.ALREADY_APPLIED: sparse.csr_array(hidden)})
    return openings_for_all(replace(problem, masks=hide), np.arange(hidden.shape[0]), LIMIT).ids


def _gained(columns: np.ndarray, worth: np.ndarray) -> np.ndarray:
    return np.where(
        columns >= 0, np.take_along_axis(worth, np.maximum(columns, 0), axis=1), 0.0
    ).sum(axis=1)


def kept(columns: np.ndarray, worth: np.ndarray, most: np.ndarray) -> dict:
    """Return the share of the oracle's months of work, with a bootstrap interval over people."""
    gained, rng = _gained(columns, worth), np.random.default_rng(1)
    drawn = rng.poisson(1.0, (400, most.size))
    low, high = np.percentile((drawn @ gained) / (drawn @ most), [2.5, 97.5])
    return {
        "kept": round(gained.sum() / most.sum(), 4),
        "low": round(low, 4),
        "high": round(high, 4),
    }


def crowd(columns: np.ndarray, openings: int) -> dict:
    """How unevenly openings are shown: Gini and the greatest number of lists."""
    shown = np.sort(np.bincount(columns[columns >= 0], minlength=openings))
    gini = float(
        (2 * np.arange(1, openings + 1) - openings - 1) @ shown / (openings * max(1, shown.sum()))
    )
    return {"gini": round(gini, 3), "max_lists": int(shown[-1])}


def calibration(seen: Seen, total: np.ndarray) -> dict:
    """Train on the first months, choose on the next, test on the last: from shown to applied, from applied to hired."""
    told = {}
    for name, rows, ends in (
        ("applies", np.ones(seen.person.size, dtype=bool), seen.applied), ("hired", seen.applied, seen.hired),
    ):  # fmt: skip
        points, ended, month = total[seen.person, seen.opening][rows], ends[rows], seen.month[rows]
        early, middle, late = month < LEARN, (month >= LEARN) & (month < CHECK), month >= CHECK
        frozen = calibrated(points[early], ended[early], points[middle], ended[middle])
        base = np.full(late.sum(), ended[month < CHECK].mean())
        predicted = frozen.probability(points[late])
        told[name] = {
            "way": str(frozen.kind), "learned_on": int((month < CHECK).sum()),
            "expected": round(float(predicted.sum()), 1), "happened": int(ended[late].sum()),
            "brier_of_share_alone": round(quality(base, ended[late]).brier, 5), "quality": quality(predicted, ended[late]),
        }  # fmt: skip
    return told


def plain(found: Quality) -> dict:
    """Round a quality for printing."""
    bins = [[one.count, round(one.predicted, 4), round(one.happened, 4)] for one in found.bins]
    return {
        "pairs": found.count,
        "brier": round(found.brier, 5),
        "ece": round(found.ece, 5),
        "bins": bins,
    }


def fairness(seen: Seen, problem: Problem, seed: int) -> dict:
    """Exposure by the recommender, selection by the companies; age alone was built in, for those of 45 and more."""
    groups = {"sex": (seen.groups["sex"], SEXES), "age": (seen.groups["age"], AGES),
              "tier": (seen.groups["tier"], TIERS), "returnee": (seen.groups["returnee"], SOURCES)}  # fmt: skip
    found = exposure(problem, SHOWN)
    applied, chosen = (_by_occupation(seen, rows) for rows in (seen.applied, seen.shortlisted))
    return {
        "built_in": f"log-odds of companies {-HARSHNESS} for 45_up at about a third of companies, nothing else",
        "exposure": [_line(asdict(one)) for one in compare(found.shown, found.could, groups, seed)],
        "selection": [_line(asdict(one)) for one in compare(chosen, applied, groups, seed)],
    }


def _by_occupation(seen: Seen, rows: np.ndarray) -> np.ndarray:
    counts = np.zeros(
        (seen.people.ids.size, seen.people.wanted_occupations.shape[1]), dtype=np.int64
    )
    np.add.at(counts, (seen.person[rows], seen.openings.occupation[seen.opening[rows]]), 1)
    return counts


def _line(row: dict) -> dict:
    return {
        name: round(value, 4) if isinstance(value, float) else value for name, value in row.items()
    }


def advice(seen: Seen, truth: Truth) -> dict:
    """Return the hire rates from the fourth month on with and without (random) course advice: its causal effect."""
    hired = np.zeros(truth.advised.size, dtype=bool)
    hired[seen.person[seen.hired & (seen.month >= MONTHS // 4)]] = True
    share = [float(hired[truth.advised == flag].mean()) for flag in (True, False)]
    size = [int((truth.advised == flag).sum()) for flag in (True, False)]
    half = Z95 * float(np.sqrt(sum(p * (1 - p) / n for p, n in zip(share, size, strict=True))))
    gain = share[0] - share[1]
    return {"hired_advised": round(share[0], 4), "hired_not_advised": round(share[1], 4),
            "gain": round(gain, 4), "low": round(gain - half, 4), "high": round(gain + half, 4)}  # fmt: skip


def diagram(found: dict[str, Quality]) -> str:
    """Draw reliability diagrams side by side as SVG: predicted to the right, observed upwards, with the diagonal."""
    side, gap = 240, 40
    parts = []
    for number, (name, one) in enumerate(found.items()):
        most = max([0.01, *(max(b.predicted, b.happened) for b in one.bins)])
        dots = "".join(
            f'<circle cx="{b.predicted / most * side:.1f}" cy="{side - b.happened / most * side:.1f}" r="4"/>'
            for b in one.bins
        )
        title = (
            f'<text y="-8">{name}: 0..{most:.2f}, Brier {one.brier:.4f}, ECE {one.ece:.4f}</text>'
        )
        frame = f'<rect width="{side}" height="{side}" fill="none" stroke="#999"/><path d="M0 {side}L{side} 0" stroke="#999"/>'
        parts.append(
            f'<g transform="translate({gap + number * (side + gap)} {gap})">{title}{frame}{dots}</g>'
        )
    size = f"0 0 {gap + len(found) * (side + gap)} {side + 2 * gap}"
    font = 'font-family="sans-serif" font-size="12"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" {font}>{"".join(parts)}</svg>\n'
    )


if __name__ == "__main__":
    raise SystemExit(main())
