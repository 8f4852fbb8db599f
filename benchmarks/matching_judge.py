"""How often is a model without knowledge promoted (type I error)? `python -m benchmarks.matching_judge --json`.

A small synthetic city gets a history, and the product's own training and evaluation (`fitting.measure`, `promotion.decided`)
judge it: weekly cuts, pooled, as in a first test. `--history` chooses the history:

even      no pattern: person, opening and moment of every outcome are drawn uniformly
shuffled  some openings are popular, some people busy, most follow a planted pattern; then the pairs are permuted over the
          whole history, so that only popularity remains
planted   people choose by the shift that goes with their field of study, which no part score knows: must be promoted
bent      people follow the part scores, but not linearly: a quarter of the skills is as good as all, pay has to reach the wish
          at its upper end, near is only the very place; must be promoted, with curves

luck      no model at all: the gain of each outcome is random, with shares of its person and opening, five a day; one year of
          nights, the last fifth of the outcomes tested each night; how many years promote at least once

`--looks N` repeats the test of each history in each of the N weeks after the first, as the product does, and prints beside it
what tests at the usual level would have promoted in all these weeks (`--nightly`: in all these nights).
"""

import argparse
import json
import os
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np

START, WEEKS = datetime(2026, 1, 1, tzinfo=UTC), 26
SKILLS = 600
KINDS, OWN_KIND = 3, 0.9  # share of planted outcomes that follow the pattern
SHIFTS = ("早八晚五，月休四天", "夜班，晚七到早三", "两班倒，做六休一")
STEPS, STEP_SHARES = (1, 2, 3, 4, 5), (0.6, 0.2, 0.1, 0.06, 0.04)
POPULARITY_POWER = 0.7
ENOUGH = 0.25  # share of the skills that suffices for a bent preference
BEFORE, YEAR, A_DAY = 180, 365, 5  # days of a luck history, and outcomes per day
BAR = 0.05


def main() -> int:
    """Test so many histories and print one JSON object; exit 1 if too many without a pattern are promoted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--history", choices=("even", "shuffled", "planted", "bent", "luck"), default="even"
    )
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--people", type=int, default=120)
    parser.add_argument("--openings", type=int, default=40)
    parser.add_argument("--outcomes", type=int, default=500)
    parser.add_argument(
        "--looks",
        type=int,
        default=0,
        help="weeks after the first look in which it is judged again",
    )
    parser.add_argument(
        "--nightly", action="store_true", help="with --looks: every night at the usual level, too"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--json", action="store_true", help="always printed as JSON; kept for uniformity"
    )
    asked = parser.parse_args()
    ready()
    cpu, wall = time.process_time(), time.perf_counter()
    towns = (
        town(asked.history, seed, asked.people, asked.openings, asked.outcomes)
        for seed in range(asked.seed, asked.seed + asked.runs)
    )
    if asked.history == "luck":
        told = years(range(asked.seed, asked.seed + asked.runs))
    else:
        told = (
            repeated(towns, asked.looks, 1 if asked.nightly else 7) if asked.looks else once(towns)
        )
    share = told["promoted"] / asked.runs
    print(json.dumps({
        "benchmark": "matching_judge", **vars(asked), "share_promoted": round(share, 4), **told,
        "cpu_s": round(time.process_time() - cpu, 1), "wall_s": round(time.perf_counter() - wall, 1),
    }))  # fmt: skip
    return int(asked.history not in ("planted", "bent") and share > BAR)


def ready() -> None:
    """Make the product importable; no database is read."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()


def once(towns) -> dict:
    """Run the first test on each history and count the results, with the standard errors that the gains imply."""
    from matching.recommendations.night.promotion import PromotionTest

    look, said, powers, bent = PromotionTest.after(None, START.date()), Counter(), [], 0
    for material, evaluation_data in towns:
        verdict, power = verdict_on(material, evaluation_data, look)
        said[verdict] += 1
        bent += is_bent()
        powers.append([power["gain"], power["error"], power["shows"] or np.nan])
    gains, errors, shows = np.array(powers).T
    return {
        "promoted": said["better"], "verdicts": dict(said), "along_curves": bent, "gain": round(float(gains.mean()), 5),
        "error": round(float(errors.mean()), 5), "deviation_of_gains": round(float(gains.std()), 5),
        "shows": round(float(np.nanmean(shows)), 5),
        "share_below_by_1.96_errors": round(float((gains < -1.96 * errors).mean()), 4),
        "share_above_by_1.96_errors": round(float((gains > 1.96 * errors).mean()), 4),
    }  # fmt: skip


def repeated(towns, weeks: int, step: int) -> dict:
    """Test each history at one moment and every `step` days after it; count what happened at any test."""
    from matching.recommendations.night.promotion import PromotionTest

    ever = Counter()
    for material, evaluation_data in towns:
        last, found = None, set()
        for day in range(7 * (WEEKS - weeks), 7 * WEEKS + 1, step):
            until, today = START + timedelta(days=day), START.date() + timedelta(days=day)
            seen = replace(material, outcomes=[one for one in material.outcomes if one.at < until])
            look, first = PromotionTest.after(last, today), PromotionTest.after(None, today)
            for name, asked in (("promoted", look), ("at_the_usual_level", first)):
                if asked.is_due:
                    verdict, power = verdict_on(seen, evaluation_data, asked)
                    found |= {name} if verdict == "better" else set()
                    found |= {f"{name}_but_for_popularity"} if power["bound"] > 0 else set()
            last = today if look.is_due else last
        ever.update(found)
    kinds = ("promoted", "at_the_usual_level")
    return {name: ever[name] for kind in kinds for name in (kind, f"{kind}_but_for_popularity")}


def years(seeds) -> dict:
    """Count the luck years with a significant gain: by the product's rule, and at the usual level weekly and nightly."""
    from matching.recommendations.night.fitting import WEIGH
    from matching.recommendations.night.promotion import PromotionTest
    from recommender.evaluation.offline import OutcomeCredits, estimate

    ever = Counter()
    for seed in seeds:
        rng = np.random.default_rng(seed)
        days = np.repeat(np.arange(BEFORE + YEAR), A_DAY)
        person, opening = rng.integers(0, 600, days.size), rng.integers(0, 200, days.size)
        gain = (
            rng.normal(0, 0.1, 600)[person]
            + rng.normal(0, 0.1, 200)[opening]
            + rng.normal(0, 0.3, days.size)
        )
        last, found = None, set()
        for night in range(BEFORE, BEFORE + YEAR):
            verdict_on = slice(int(WEIGH * night * A_DAY), night * A_DAY)
            seen = OutcomeCredits(
                person[verdict_on],
                opening[verdict_on],
                days[verdict_on],
                {"both": np.ones(days[verdict_on].size)},
                {},
            )
            today = START.date() + timedelta(days=night)
            look = PromotionTest.after(last, today)
            for name, level, is_due in (("promoted", look.level, look.is_due), ("weekly_at_the_usual_level", 0.95, look.is_due),
                                        ("nightly_at_the_usual_level", 0.95, True)):  # fmt: skip
                if (
                    is_due
                    and name not in found
                    and estimate(seen, {"both": gain[verdict_on]}, level)["both"].low > 0
                ):
                    found.add(name)
            last = today if look.is_due else last
        ever.update(found)
    return {
        name: ever[name]
        for name in ("promoted", "weekly_at_the_usual_level", "nightly_at_the_usual_level")
    }


_kept: dict = {}


def verdict_on(material, evaluation_data, look) -> tuple[str, dict]:
    """Return the verdict on a history as the product gives it, and the power behind it."""
    from core.background import silent
    from matching.recommendations.kept.model import PRINCIPLED
    from matching.recommendations.night.card import power_of
    from matching.recommendations.night.fitting import SEED, measure
    from matching.recommendations.night.promotion import decided

    key = (
        id(evaluation_data),
        len(material.outcomes),
    )  # a history is not evaluated again for another level
    if key not in _kept:
        _kept.clear()
        _kept[key] = measure(material, lambda: evaluation_data, PRINCIPLED, silent, SEED)
    found = _kept[key]
    return str(decided(PRINCIPLED, found, look)[1]), power_of(found, look.level)


def is_bent() -> bool:
    """Did the last challenger use curves?"""
    (found,) = _kept.values()
    return bool(found.weights.curves)


def town(history: str, seed: int, people: int, openings: int, count: int):
    """Return the training data and the evaluation data of one history."""
    from benchmarks._city import city
    from matching.queries.history import Outcome
    from matching.recommendations.kept.outcome_weights import propensity
    from matching.recommendations.night.evaluation import EvaluationData
    from matching.recommendations.night.fitting import Material

    rng = np.random.default_rng(seed)
    problem = city(people, openings, seed)
    who, where = (
        bent_pairs(rng, problem, count)
        if history == "bent"
        else pairs(rng, history, people, openings, count)
    )
    moments = np.sort(rng.random(who.size)) * WEEKS * 7 * 24 * 3600
    steps = rng.choice(STEPS, who.size, p=STEP_SHARES)
    outcomes = [
        Outcome(int(person) + 1, int(opening) + 1, int(step), START + timedelta(seconds=float(at)))
        for person, opening, step, at in zip(who, where, steps, moments, strict=True)
    ]
    days = np.full(openings, date(2100, 1, 1).toordinal())
    evaluation_data = EvaluationData(problem, np.zeros(openings), np.full(openings, np.inf), days)
    return Material(
        tables(rng, people, openings), outcomes, propensity({}), f"made up, seed {seed}"
    ), evaluation_data


def pairs(rng: np.random.Generator, history: str, people: int, openings: int, count: int):
    """Return the pairs of a history, each once, in the order of time."""
    popularity, busy = np.ones(openings), np.ones(people)
    if history == "shuffled":
        popularity, busy = (
            1 / (1 + rng.permutation(size)) ** POPULARITY_POWER for size in (openings, people)
        )
    who = rng.choice(people, 3 * count, p=busy / busy.sum())
    where = rng.choice(openings, 3 * count, p=popularity / popularity.sum())
    if history != "even":
        follows = (rng.random(who.size) >= OWN_KIND) | (who % KINDS == where % KINDS)
        who, where = who[follows], where[follows]
    if history == "shuffled":
        where = where[rng.permutation(where.size)]
    return once_each(who, where, openings, count)


def bent_pairs(rng: np.random.Generator, problem, count: int):
    """Return the pairs of a history with non-linear preferences, each once."""
    from recommender.score.scores import SCORERS

    people, openings = (np.arange(side.ids.size) for side in (problem.people, problem.openings))
    skill, pay, place, occupation = (
        SCORERS[name](problem, people, openings) for name in ("skill", "pay", "place", "occupation")
    )
    liked = (
        10 * np.minimum(skill / ENOUGH, 1) + 8 * (pay >= 0.5) + 8 * (place > 0.9) + 6 * occupation
    )
    odds = np.exp(liked - liked.max(axis=1, keepdims=True)).cumsum(axis=1)
    who = rng.integers(0, people.size, 4 * count)
    where = (odds[who] < rng.random((who.size, 1)) * odds[who, -1:]).sum(axis=1)
    return once_each(who, where, openings.size, count)


def once_each(who: np.ndarray, where: np.ndarray, openings: int, count: int):
    """Return the first `count` pairs, each once."""
    _pairs, first = np.unique(who * openings + where, return_index=True)
    kept = np.sort(first)[:count]
    return who[kept], where[kept]


def tables(rng: np.random.Generator, people: int, openings: int):
    """Return the features: field of study and shift, three kinds each, and an uninformative trade."""
    from matching.recommendations.kept.traits import FeatureTables, name_of
    from recommender.learned.tables import FeatureTable

    def side(count: int, **columns) -> FeatureTable:
        return FeatureTable(tuple(name_of(at + 1) for at in range(count)), **columns)

    trades = [
        [f"trade{kind}" for kind in rng.integers(0, 8, count)] for count in (people, openings)
    ]
    return FeatureTables(
        side(people, categories={"major": [f"field{at % KINDS}" for at in range(people)], "wanted_occupations": trades[0]}),
        side(openings, categories={"occupation": trades[1]}, texts={"shift": [SHIFTS[at % KINDS] for at in range(openings)]}),
    )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
