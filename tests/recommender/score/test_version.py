"""Has a changed score another name, and an unchanged one the same on every machine?"""

import numpy as np
import pytest

from recommender.score import problem, scores, version, weights
from recommender.score.scores import contributions


def name_of_today() -> str:
    return version.principled_version.__wrapped__()


def test_the_name_is_the_same_for_the_same_score():
    assert name_of_today() == version.principled_version() == "skill-gap-db8e4b0e"


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        (scores, "PAY_TOLERANCE", 0.31),
        (scores, "NEUTRAL", 0.51),
        (problem.Divisions.same_or_other, "__func__", None),
    ],
    ids=["tolerance", "neutral", "nearness"],
)
def test_another_constant_gives_another_name(monkeypatch, module, name, value):
    before = version.principled_version()
    if name == "__func__":
        near = problem.Divisions.same_or_other
        monkeypatch.setattr(problem.Divisions, "same_or_other", lambda count: near(count, 0.41))
    else:
        monkeypatch.setattr(module, name, value)
    assert name_of_today() != before


@pytest.mark.parametrize("part", ["skill", "pay", "place", "occupation", "text"])
def test_another_rule_or_weight_of_any_part_gives_another_name(monkeypatch, part):
    before = version.principled_version()
    rule = scores.SCORERS[part]
    with monkeypatch.context() as changed:
        changed.setitem(scores.SCORERS, part, lambda *asked: rule(*asked) ** 1.01)
        assert name_of_today() != before
    other = "pay" if part == "skill" else "skill"
    usual = weights.Weights()
    moved = {part: getattr(usual, part) - 0.01, other: getattr(usual, other) + 0.01}
    monkeypatch.setattr(problem, "Weights", lambda: weights.Weights(**moved))
    assert name_of_today() != before


def test_no_answer_lies_where_rounding_could_go_either_way():
    found = contributions(version.probe(), np.arange(5), np.arange(6)) * 10**version.DIGITS
    assert np.abs(found - np.floor(found) - 0.5).min() > 1e-3
