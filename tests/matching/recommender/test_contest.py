"""When may a challenger serve? Worked by hand, one fact changed at a time."""

import numpy as np
import pytest

from matching.recommender.contest import TOGETHER, Verdict, figure, judged, ndcg

GOOD, POOR = np.full(30, 0.8), np.full(30, 0.2)


def ways(people: np.ndarray, openings: np.ndarray) -> dict[str, np.ndarray]:
    return {"openings_for_people": people, "people_for_openings": openings}


def test_ndcg_by_hand():
    gains = np.array([0.0, 6.0, 1.0, 0.0])
    shown_second_and_third = (6 / np.log2(3) + 1 / np.log2(4)) / (6 / np.log2(2) + 1 / np.log2(3))
    assert ndcg(np.array([0.9, 0.5, 0.4, 0.1]), gains) == pytest.approx(shown_second_and_third)
    assert ndcg(gains, gains) == 1.0
    assert ndcg(np.array([1.0, 1.0, 0.0, 0.0]), gains) == pytest.approx(
        (6 / np.log2(3) + 1 / np.log2(4)) / (6 + 1 / np.log2(3))  # ties by place
    )
    assert ndcg(gains, np.zeros(4)) == 0.0


def test_only_the_first_ten_count():
    scores, gains = np.arange(12, 0, -1.0), np.zeros(12)
    gains[10] = 1
    assert ndcg(scores, gains) == 0.0


def test_a_figure_holds_its_mean_and_the_directions_count_alike():
    found = figure(ways(np.linspace(0, 1, 101), np.full(5, 0.1)), seed=1)
    assert found[TOGETHER].mean == pytest.approx(0.3)
    assert (found[TOGETHER].queries, found["people_for_openings"].low) == (106, pytest.approx(0.1))
    assert 0.42 < found["openings_for_people"].low < 0.5 < found["openings_for_people"].high < 0.58
    assert np.isnan(figure(ways(np.zeros(0), np.zeros(0)), seed=1)[TOGETHER].mean)


@pytest.mark.parametrize(
    ("challenger", "champion", "popular", "verdict"),
    [
        (ways(GOOD, GOOD), ways(POOR, POOR), ways(POOR, POOR), Verdict.BETTER),
        (ways(GOOD, GOOD), ways(GOOD, GOOD), ways(POOR, POOR), Verdict.NOT_SURELY_BETTER),
        (ways(GOOD, POOR), ways(POOR, POOR + 0.1), ways(POOR, POOR), Verdict.WORSE_ONE_WAY),
        (ways(GOOD, GOOD), ways(POOR, POOR), ways(GOOD + 0.1, POOR), Verdict.BELOW_POPULARITY),
        (ways(GOOD[:19], GOOD[:5]), ways(POOR[:19], POOR[:5]), ways(POOR[:19], POOR[:5]), Verdict.TOO_FEW),
    ],
)
def test_promotion_and_each_refusal(challenger, champion, popular, verdict):
    assert judged(challenger, champion, popular, seed=1) == verdict


def test_better_on_average_but_not_surely_is_no_promotion():
    rng = np.random.default_rng(4)
    champion = rng.uniform(size=40)
    challenger = np.clip(champion + rng.normal(0.01, 0.3, 40), 0, 1)
    popular = np.zeros(40)
    verdict = judged(ways(challenger, challenger), ways(champion, champion), ways(popular, popular), seed=1)
    assert verdict == Verdict.NOT_SURELY_BETTER
