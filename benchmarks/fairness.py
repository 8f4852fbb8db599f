"""Does the nightly check keep a model of biased outcomes fair? `python -m benchmarks.fairness --json`.

A simulated city (`city_sim`) in which most companies pass over women, who stay away from these in turn, and a column under
another name that tells sex by its values. The night's own check (`decision.within_group_limits`) learns, judges, compares
and limits. For each seed: the gap of them on companies' lists, which columns were found, the gap and NDCG@10 afterwards,
and how much of what is truly a good match (months of work, the slant taken away) both lists hold.

`--slant age` plants the bias against those of 45 and more, with a column that is as weak a proxy for age as earlier work in
three steps; `--slant none` plants no bias and random groups: it counts false alarms (exit 1 above 5 %). `--control` runs
without the check and shows what would serve.
"""

import argparse
import json
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
from scipy import sparse

from benchmarks.city_sim import (
    AGES,
    DIVISIONS,
    SEXES,
    SKILLS,
    SOURCES,
    TIERS,
    Seen,
    Slant,
    Truth,
    city,
)
from benchmarks.matching_judge import ready

START, MONTH, LAST = datetime(2026, 1, 1, tzinfo=UTC), 28, date(2026, 12, 3)
SLANT = Slant(harshness=2.5, against=("sex", 0), share=0.7, heard=2.0)
PLANTED = {"sex": SLANT, "age": replace(SLANT, against=("age", 3))}
EVEN = Slant(harshness=0.0)
RELIABLE, KINDS = 0.95, 3  # accuracy of the proxy for sex, and its values per sex
LENGTHS, STRAYS = (
    ("none", "under_year", "longer"),
    2.4,
)  # noise of earlier work as a proxy for age: rank correlation .38
LENGTH, BAR = 20, 0.05
GROUPS = {"sex": SEXES, "age": AGES, "tier": TIERS, "returnee": SOURCES}


def main() -> int:
    """Measure so many cities and print one JSON object."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=1200)
    parser.add_argument("--openings", type=int, default=240)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=4)
    parser.add_argument("--slant", choices=("sex", "age", "none"), default="sex")
    parser.add_argument("--control", action="store_true")
    parser.add_argument(
        "--json", action="store_true", help="always printed as JSON; kept for uniformity"
    )
    asked = parser.parse_args()
    ready()
    began, is_planted = time.process_time(), asked.slant in PLANTED
    runs = []
    for seed in range(asked.seed, asked.seed + asked.runs):
        slant = PLANTED.get(asked.slant, EVEN)
        seen, truth = city(asked.people, asked.openings, seed, slant=slant)
        runs.append(
            limited(seen, truth, slant, seed, not asked.control)
            if is_planted
            else alarmed(seen, seed)
        )
    alarms = sum(bool(one.get("behind")) for one in runs) / asked.runs
    told = {} if is_planted else {"share_alarmed": round(alarms, 4)}
    cpu = round(time.process_time() - began, 1)
    print(json.dumps({"benchmark": "fairness", **vars(asked), **told, "runs": runs, "cpu_s": cpu}))
    return int(not is_planted and alarms > BAR)


def limited(seen: Seen, truth: Truth, slant: Slant, seed: int, is_checked: bool) -> dict:
    """Run the nightly check on one city."""
    from core.background import silent
    from matching.recommendations.kept.model import PRINCIPLED
    from matching.recommendations.night import limits
    from matching.recommendations.night.decision import trier, within_group_limits
    from matching.recommendations.night.fitting import SEED
    from matching.recommendations.night.promotion import PromotionTest

    limits.register(comparer(seen, seed))
    lists, look = lists_of(seen), PromotionTest.after(None, LAST)
    material = material_of(seen, seed, tells_age=slant.against[0] == "age")
    tried = trier(material, lambda: world_of(seen), PRINCIPLED, look, silent, SEED)
    trial, told = (
        (tried(limits.NONE), {})
        if not is_checked
        else within_group_limits(tried, lambda: lists, LAST, silent)
    )
    if not is_checked:
        return {
            "seed": seed,
            "outcome": trial.outcome,
            "gap": gap_as_learned(seen, lists, trial, slant, seed),
        }
    found = {(row["characteristic"], row["group"]): row for row in told["before"]} if told else {}
    after = {(row["characteristic"], row["group"]): row for row in told.get("after") or ()}
    name, code = slant.against
    key = name, GROUPS[name][code]
    return {
        "seed": seed, "outcome": trial.outcome, "gap_before": found[key]["gap"] if found else None,
        "behind": told.get("behind"), "limits": told.get("limits"), "tried": told.get("tried"),
        "tells": [[one["column"], one["right"]] for one in told.get("tellings", ())],
        "gap_after": after[key]["gap"] if after else None, "price": told.get("price"),
        "truly_good": truly_good(seen, truth, slant, lists, tried(limits.NONE), trial),
    }  # fmt: skip


def alarmed(seen: Seen, seed: int) -> dict:
    """Compare random groups on the learned lists without a planted bias; without evaluation."""
    from matching.recommendations.night import fitting
    from matching.recommendations.night.parity import CompanyLists
    from recommender import Weights

    material = material_of(seen, seed)
    asked = CompanyLists(lists_of(seen), comparer(seen, seed), LAST, material.tables.people, seed)
    learned = fitting.learned_from(material, material.outcomes, fitting.SEED)
    weights = Weights(skill=0.5, pay=0.1, place=0.1, occupation=0.1, text=0.0, learned=0.2)
    found = asked.gaps(learned, weights)
    return {
        "seed": seed,
        "largest": max(row.gap for row in found.rows),
        "behind": sorted(found.behind),
    }


def gap_as_learned(seen: Seen, lists, trial, slant: Slant, seed: int) -> float:
    """Return the exposure gap of the disadvantaged group on the lists of a trial."""
    from matching.recommendations.night.parity import CompanyLists

    asked = CompanyLists(lists, comparer(seen, seed), LAST, trial.material.tables.people, seed)
    rows = asked.gaps(trial.learned, trial.weights).rows
    return next(
        round(row.gap, 4) for row in rows if row.group == GROUPS[slant.against[0]][slant.against[1]]
    )


def truly_good(seen: Seen, truth: Truth, slant: Slant, lists, *trials) -> list[float]:
    """Return each trial's months of work on companies' lists, as a share of the maximum."""
    from recommender.score import scores

    fair = replace(
        truth,
        liking=truth.liking + slant.heard * slant.hits(seen.groups, truth.harsh),
        fit=truth.fit + slant.harshness * slant.hits(seen.groups, truth.harsh),
    )
    everyone, everything = np.arange(seen.people.ids.size), np.arange(seen.openings.ids.size)
    hidden = scores.hidden(lists, everyone, everything)
    worth = np.where(hidden, 0.0, fair.months_of_work(8, seen.openings.occupation))
    most = np.sort(worth, axis=0)[-LENGTH:].sum()
    found = []
    for trial in trials:
        asked = replace(lists, learned=trial.learned, weights=trial.weights)
        total = np.where(
            hidden, -np.inf, scores.total(scores.contributions(asked, everyone, everything))
        )
        best = np.argsort(-total, axis=0, kind="stable")[:LENGTH]
        found.append(round(float(np.take_along_axis(worth, best, axis=0).sum() / most), 4))
    return found


def comparer(seen: Seen, seed: int):
    """Return the comparer of the city's groups, as `outcomes` has one for the product's."""
    from outcomes import fair_learning

    groups = {name: (seen.groups[name], names) for name, names in GROUPS.items()}

    class ComparedSample:
        bound, price = fair_learning.BOUND, fair_learning.PRICE

        def gaps(self, ids, qualified, shown, on):
            return fair_learning.gaps(qualified, shown, groups, seed)

        def tellings(self, ids, columns, behind, on):
            return fair_learning.tellings(columns, groups, behind, seed)

        def said(self, told):
            return ()

    return ComparedSample()


def material_of(seen: Seen, seed: int, *, tells_age: bool = False):
    """Return the training data: profiles with a proxy column for sex, and the outcomes."""
    from matching.queries.history import Outcome
    from matching.recommendations.kept.outcome_weights import propensity
    from matching.recommendations.kept.traits import FeatureTables, name_of
    from matching.recommendations.night.fitting import Material
    from recommender.learned.tables import FeatureTable

    people, work, wanted = seen.people, seen.openings, seen.people.wanted_occupations
    names = [tuple(name_of(at + 1) for at in range(side.ids.size)) for side in (people, work)]
    tables = FeatureTables(
        FeatureTable(
            names[0],
            categories={
                "education": [f"e{rank}" for rank in people.education_rank], "major": proxy(seen, seed),
                **({"earlier_length": earlier(seen, seed)} if tells_age else {}),
            },
            tags={"wanted_occupations": [[f"o{at}" for at in wanted[[row]].indices] for row in people.ids]},
            numbers={"wanted_pay": people.wanted_pay_min.tolist()},
        ),
        FeatureTable(
            names[1],
            categories={"occupation": [f"o{at}" for at in work.occupation], "division": [f"d{at}" for at in work.division]},
            tags={"asked_skills": [[f"s{at}" for at in work.required[[row]].indices] for row in work.ids]},
            numbers={"pay_min": work.pay_min.tolist(), "pay_max": work.pay_max.tolist()},
        ),
    )  # fmt: skip
    steps = 1 + seen.shortlisted + seen.offered.astype(int) + seen.hired + (seen.months > 3)
    outcomes = [
        Outcome(
            int(seen.person[row]) + 1,
            int(seen.opening[row]) + 1,
            int(steps[row]),
            moment(seen, row),
        )
        for row in np.flatnonzero(seen.applied)
    ]
    return Material(tables, outcomes, propensity({}), f"simulated, seed {seed}")


def proxy(seen: Seen, seed: int) -> list[str]:
    """Return a field of study that is a proxy for sex."""
    rng, sex = np.random.default_rng(seed + 100), seen.groups["sex"]
    told = np.where(rng.random(sex.size) < RELIABLE, sex, 1 - sex)
    return [f"field{kind}" for kind in KINDS * told + rng.integers(0, KINDS, sex.size)]


def earlier(seen: Seen, seed: int) -> list[str]:
    """Return the length of earlier work in three steps: as weak a proxy for age as in the demo city."""
    age = seen.groups["age"]
    order = np.argsort(
        np.argsort(age + STRAYS * np.random.default_rng(seed + 200).normal(size=age.size))
    )
    return [LENGTHS[step] for step in order * len(LENGTHS) // age.size]


def moment(seen: Seen, row: int) -> datetime:
    """Return when an application was sent, spread over its month."""
    return START + timedelta(
        days=int(seen.month[row]) * MONTH + int(row) % MONTH, minutes=int(row) % 1000
    )


def lists_of(seen: Seen):
    """Return the problem of companies' lists after the year: all openings, without earlier applications."""
    from recommender import Masks, Rule

    shape = (seen.people.ids.size, seen.openings.ids.size)
    pairs = seen.person[seen.applied], seen.opening[seen.applied]
    applied = sparse.csr_array((np.ones(pairs[0].size, dtype=bool), pairs), shape=shape)
    return replace(world_of(seen).problem, masks=Masks(by_pair={Rule.ALREADY_APPLIED: applied}))


def world_of(seen: Seen):
    """Return everybody and every opening, on the list from the first to the last month in which it was shown."""
    from matching.recommendations.night.evaluation import EvaluationData
    from recommender import Divisions, Masks, Problem

    people, work = (replace(side, ids=side.ids + 1) for side in (seen.people, seen.openings))
    problem = Problem.build(
        people, work, Divisions.same_or_other(DIVISIONS), np.arange(SKILLS), Masks()
    )
    months = [seen.month[seen.opening == at] for at in seen.openings.ids]
    since = [START + timedelta(days=MONTH * int(some.min(initial=12))) for some in months]
    until = [START + timedelta(days=MONTH * (int(some.max(initial=-1)) + 1)) for some in months]
    seconds = [np.array([one.timestamp() for one in side]) for side in (since, until)]
    return EvaluationData(problem, *seconds, np.full(work.ids.size, date(2100, 1, 1).toordinal()))


if __name__ == "__main__":
    raise SystemExit(main())
