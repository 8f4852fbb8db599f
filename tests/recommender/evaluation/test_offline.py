"""When may a challenger serve? Worked by hand, one fact changed at a time."""

from dataclasses import replace

import numpy as np
import pytest

from recommender.evaluation.offline import (
    LATER,
    LOOKS_A_YEAR,
    TOGETHER,
    USUAL,
    OutcomeCredits,
    Verdict,
    credits_of,
    estimate,
    verdict_on,
)

WAYS = ("openings_for_people", "people_for_openings")
NAMES = ("challenger", "champion", "popularity")
GOOD, POOR = np.linspace(0.7, 0.9, 30), np.linspace(0.1, 0.3, 30)
Ways = tuple[np.ndarray, np.ndarray]


def evidence(challenger: Ways, champion: Ways, popular: Ways) -> OutcomeCredits:
    """Each outcome is the only one of its person, of its opening and of its two queries."""
    count = challenger[0].size
    alone, ones = np.arange(count), np.ones(count)
    found = zip(NAMES, (challenger, champion, popular), strict=True)
    return OutcomeCredits(
        alone,
        alone,
        alone,
        dict.fromkeys(WAYS, ones),
        {name: dict(zip(WAYS, ways, strict=True)) for name, ways in found},
    )


class TestCredited:
    def test_by_hand(self):
        gains = np.array([[0.0, 6.0, 1.0, 0.0]])
        ideal = 6 / np.log2(2) + 1 / np.log2(3)
        second_and_third = np.array([[0.0, 6 / np.log2(3), 1 / np.log2(4), 0.0]]) / ideal
        assert credits_of(np.array([[0.9, 0.5, 0.4, 0.1]]), gains) == pytest.approx(
            second_and_third
        )
        assert credits_of(gains, gains).sum() == pytest.approx(1.0)
        tied = (
            np.array([[0.0, 6 / np.log2(3), 1 / np.log2(4), 0.0]]) / ideal
        )  # the first two stand by their place
        assert credits_of(np.array([[1.0, 1.0, 0.5, 0.0]]), gains) == pytest.approx(tied)
        assert credits_of(gains, np.zeros((1, 4))) == pytest.approx(np.zeros((1, 4)))

    def test_only_the_first_ten_count_and_nobody_who_is_left_out(self):
        scores, gains = np.arange(12, 0, -1.0)[None], np.zeros((1, 12))
        gains[0, [10, 2]] = 1
        assert np.flatnonzero(credits_of(scores, gains)[0]).tolist() == [2]
        scores[0, 2] = -np.inf
        assert np.flatnonzero(credits_of(scores, gains)[0]).tolist() == [10]


class TestFigure:
    def test_the_directions_count_alike_however_many_queries_each_has(self):
        seen = evidence((GOOD, POOR), (GOOD, POOR), (POOR, POOR))
        some = np.where(np.arange(30) < 3, 1.0, 0.0)
        seen = replace(seen, shares={WAYS[0]: np.ones(30), WAYS[1]: some})
        found = estimate(seen, {WAYS[0]: GOOD, WAYS[1]: POOR * some})
        assert found[WAYS[1]].mean == pytest.approx(POOR[:3].mean())
        assert found[TOGETHER].mean == pytest.approx((GOOD.mean() + POOR[:3].mean()) / 2)
        assert (found[WAYS[0]].queries, found[WAYS[1]].queries, found[TOGETHER].persons) == (
            30,
            3,
            30,
        )

    def test_an_outcome_in_both_directions_is_one_piece_of_evidence(self):
        """Both directions say the very same: together they are no surer than either alone."""
        found = estimate(
            evidence((GOOD, GOOD), (POOR, POOR), (POOR, POOR)), dict.fromkeys(WAYS, GOOD)
        )
        assert (
            found[TOGETHER].error
            == pytest.approx(found[WAYS[0]].error)
            == pytest.approx(GOOD.std(ddof=1) / np.sqrt(30))
        )

    @pytest.mark.parametrize("side", ["persons", "openings"])
    def test_a_person_with_many_outcomes_is_one_piece_of_evidence_and_so_is_an_opening(self, side):
        once = evidence((GOOD, GOOD), (POOR, POOR), (POOR, POOR))
        four = once.of(np.repeat(np.arange(30), 4))
        assert estimate(four, four.credits["challenger"])[TOGETHER].error == pytest.approx(
            estimate(once, once.credits["challenger"])[TOGETHER].error
        )
        other = "openings" if side == "persons" else "persons"
        one_side_apart = replace(four, **{other: np.arange(120)})
        assert estimate(one_side_apart, one_side_apart.credits["challenger"])[TOGETHER].groups == 30
        apart = replace(four, persons=np.arange(120), openings=np.arange(120))
        alone = estimate(apart, apart.credits["challenger"])[TOGETHER]
        assert alone.error < 0.6 * estimate(four, four.credits["challenger"])[TOGETHER].error

    def test_of_one_person_or_of_nobody_nothing_is_known(self):
        seen = evidence((GOOD, GOOD), (POOR, POOR), (POOR, POOR))
        one = estimate(replace(seen, persons=np.zeros(30, dtype=int)), seen.credits["challenger"])[
            TOGETHER
        ]
        assert (one.low, one.high) == (-np.inf, np.inf)
        nobody = seen.of(np.zeros(30, dtype=bool))
        assert np.isnan(estimate(nobody, nobody.credits["challenger"])[TOGETHER].mean)

    def test_the_interval_holds_the_truth_as_often_as_it_says(self):
        rng, inside = np.random.default_rng(3), 0
        for _ in range(400):
            person, opening = rng.integers(0, 60, 300), rng.integers(0, 300, 300)
            value = rng.normal(0, 1, 60)[person] + rng.normal(0, 1, 300)
            seen = OutcomeCredits(
                person, opening, person, {"one": np.ones(300)}, {"a": {"one": value}}
            )
            inside += (
                estimate(seen, {"one": value})[TOGETHER].low
                < 0
                < estimate(seen, {"one": value})[TOGETHER].high
            )
        assert 0.92 < inside / 400 < 0.98

    def test_what_it_says_it_can_show_is_shown_in_four_of_five_cases(self):
        rng, shown, said = np.random.default_rng(4), 0, []
        for _ in range(400):
            noise = rng.normal(0, 0.2, 100)
            seen = OutcomeCredits(*[np.arange(100)] * 3, {"one": np.ones(100)}, {})
            said.append(estimate(seen, {"one": noise})["one"].shows())
            shown += estimate(seen, {"one": noise + 2.8 * 0.02})["one"].low > 0
        assert np.mean(said) == pytest.approx(2.8 * 0.02, rel=0.03)
        assert 0.75 < shown / 400 < 0.85


@pytest.mark.parametrize(
    ("challenger", "champion", "popular", "verdict"),
    [
        ((GOOD, GOOD), (POOR, POOR), (POOR, POOR), Verdict.BETTER),
        ((GOOD, GOOD), (GOOD, GOOD), (POOR, POOR), Verdict.NOT_SURELY_BETTER),
        ((GOOD, POOR), (POOR, POOR + 0.1), (POOR, POOR), Verdict.WORSE_ONE_WAY),
        ((GOOD, GOOD), (POOR, POOR), (GOOD, GOOD), Verdict.BELOW_POPULARITY),
        ((GOOD[:19], GOOD[:19]), (POOR[:19], POOR[:19]), (POOR[:19], POOR[:19]), Verdict.TOO_FEW),
    ],
)
def test_promotion_and_each_refusal(challenger, champion, popular, verdict):
    assert verdict_on(evidence(challenger, champion, popular), NAMES) == verdict


def test_a_later_look_asks_for_more_than_the_first():
    champion = np.linspace(0.2, 0.4, 40)
    challenger = champion + 0.03 + np.tile([0.07, -0.07], 20)  # 2.7 errors better
    seen = evidence(
        (challenger, challenger), (champion, champion), (champion - 0.2, champion - 0.2)
    )
    assert (verdict_on(seen, NAMES), verdict_on(seen, NAMES, LATER)) == (
        Verdict.BETTER,
        Verdict.NOT_SURELY_BETTER,
    )
    assert (1 - USUAL) / 2 + LOOKS_A_YEAR * (1 - LATER) / 2 == pytest.approx(0.05)


def test_the_newest_days_alone():
    seen = evidence((GOOD, GOOD), (POOR, POOR), (POOR, POOR))
    assert seen.newest(7).days.tolist() == list(range(23, 30))
    assert seen.of(np.zeros(30, dtype=bool)).newest(7).days.size == 0
