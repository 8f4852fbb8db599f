"""Is the simulated city the same for the same seed, possible in every row, and true to what was built into it?"""

import numpy as np
import pytest

from benchmarks import city as measured
from benchmarks.city_sim import HARSHNESS, city, write
from benchmarks.matching import history, table
from recommender.score import scores


@pytest.fixture(scope="module")
def year():
    return city(400, 80, 7)


def test_same_seed_gives_the_same_year_and_another_seed_another(year):
    seen, truth = year
    again, true_again = city(400, 80, 7)
    other, _ = city(400, 80, 8)

    assert all(
        (getattr(seen, name) == getattr(again, name)).all()
        for name in ("person", "opening", "applied", "months")
    )
    assert (truth.fit == true_again.fit).all()
    assert seen.person.size != other.person.size or (seen.person != other.person).any()


def test_nothing_impossible_happens(year):
    seen, _truth = year

    for later, earlier in (
        (seen.hired, seen.offered),
        (seen.offered, seen.shortlisted),
        (seen.shortlisted, seen.applied),
    ):
        assert later.any()
        assert not (later & ~earlier).any()
    assert (np.bincount(seen.opening[seen.hired], minlength=80) <= seen.headcount).all()
    assert ((seen.months > 0) == seen.hired).all()
    assert (seen.month[seen.hired] + seen.months[seen.hired] <= 12).all()
    pairs = seen.person[seen.applied] * 80 + seen.opening[seen.applied]
    assert np.unique(pairs).size == pairs.size


def test_only_those_of_45_and_more_are_passed_over_and_only_by_harsh_companies(year):
    seen, truth = year
    old = seen.groups["age"] == 3

    gap = truth.fit[~old].mean(axis=0) - truth.fit[old].mean(axis=0)

    assert gap[truth.harsh].mean() - gap[~truth.harsh].mean() == pytest.approx(HARSHNESS, abs=0.25)


def test_advice_raises_levels_of_those_who_follow_alone(year):
    _seen, truth = year

    assert not (truth.followed & ~truth.advised).any()
    assert truth.levels[truth.followed].mean() > truth.levels[~truth.advised].mean() + 0.03


def test_the_canonical_folder_holds_the_applications(year, tmp_path):
    seen, truth = year

    write(tmp_path, seen, truth)

    people, work = table(tmp_path / "people.csv"), table(tmp_path / "openings.csv")
    pairs = history(tmp_path / "interactions.csv", people, work)
    assert (pairs.people.tolist(), pairs.openings.tolist()) == (
        seen.person[seen.applied].tolist(),
        seen.opening[seen.applied].tolist(),
    )
    assert not {"sex", "age", "tier", "returnee"} & {
        *people.categories,
        *people.tags,
        *people.numbers,
    }
    with np.load(tmp_path / "truth.npz") as kept:
        assert (kept["fit"] == truth.fit).all()


def test_no_way_of_making_lists_beats_the_oracle_and_ours_beats_popularity(year):
    seen, truth = year
    problem = measured.problem_of(seen)
    every = np.arange(400), np.arange(80)

    told = measured.lists(
        seen,
        truth,
        scores.total(scores.contributions(problem, *every)),
        scores.hidden(problem, *every),
        None,
    )

    assert told["oracle"]["kept"] == 1.0
    assert all(one["kept"] <= 1 for one in told.values())
    assert told["recommender"]["low"] > max(told["popularity"]["high"], told["random"]["high"])


def test_the_diagram_has_a_dot_for_every_bin(year):
    seen, _truth = year
    problem = measured.problem_of(seen)
    total = scores.total(scores.contributions(problem, np.arange(400), np.arange(80)))

    found = {name: one["quality"] for name, one in measured.calibration(seen, total).items()}

    assert measured.diagram(found).count("<circle") == sum(len(one.bins) for one in found.values())
