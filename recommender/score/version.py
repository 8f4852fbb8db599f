"""What is the principled score called? By what it answers to fixed questions, so that no change of it keeps the old name."""

from functools import cache
from hashlib import blake2b

import numpy as np
from scipy import sparse

from recommender.arrays import Csr
from recommender.score.problem import UNKNOWN, Divisions, Openings, People, Problem
from recommender.score.scores import contributions

NAME = "skill-gap"
DIGITS = 9  # answers are compared up to here: the order of summing is below it


@cache
def principled_version() -> str:
    """Return the name of the score with its usual weights, `skill-gap-` and eight hexadecimal digits.

    The digits are a digest of the contributions of every pair of `probe()`: another rule, constant or weight gives
    another name, another wording of the code does not.
    """
    problem = probe()
    found = contributions(
        problem, *(np.arange(len(side.ids)) for side in (problem.people, problem.openings))
    )
    answers = np.round(found, DIGITS) + 0.0  # no minus before a zero
    return f"{NAME}-{blake2b(np.ascontiguousarray(answers).tobytes(), digest_size=4).hexdigest()}"


def probe() -> Problem:
    """Return the fixed questions: five people and six openings that meet every branch of every score."""
    nan = np.nan
    people = People(
        ids=np.arange(1, 6),
        levels=_table([[3, 0, 1], [0, 5, 2], [1, 1, 1], [4, 2, 0], [0, 0, 0]]),
        wanted_pay_min=np.array([6000.0, 4500.0, nan, 9000.0, 5200.0]),
        home_division=np.array([0, 1, 2, UNKNOWN, 1]),
        wanted_divisions=_table([[1, 0, 1], [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 1, 0]], bool),
        wanted_occupations=_table([[1, 0], [0, 1], [0, 0], [1, 1], [0, 0]], bool),
        education_rank=np.array([2, UNKNOWN, 1, 4, 3]),
        text=("女装打版放码", "直播带货 主播", "", "sewing women's jackets", "男,35岁,缝纫工"),
    )
    openings = Openings(
        ids=np.arange(11, 17),
        required=_table([[2, 0, 0], [0, 4, 1], [5, 5, 5], [0, 0, 0], [1, 0, 3], [0, 2, 0]]),
        importance=_table([[3, 0, 0], [0, 2, 1], [1, 2, 3], [0, 0, 0], [1, 0, 2], [0, 1, 0]]),
        essential=_table([[1, 0, 0], [0, 0, 0], [0, 1, 0], [0, 0, 0], [0, 0, 1], [0, 0, 0]], bool),
        pay_min=np.array([6000.0, 4000.0, 3000.0, nan, 5000.0, 9500.0]),
        pay_max=np.array([8000.0, 6500.0, 4200.0, nan, 5000.0, 12000.0]),
        pay_base=np.array([6000.0, 3000.0, nan, nan, 5000.0, nan]),
        is_piecework=np.array([False, True, True, False, False, False]),
        division=np.array([0, 1, 2, UNKNOWN, 2, 1]),
        occupation=np.array([0, 1, 1, 0, UNKNOWN, 0]),
        education_rank_min=np.array([UNKNOWN, 2, 1, UNKNOWN, 4, UNKNOWN]),
        is_internship=np.array([False, False, True, False, False, False]),
        text=(
            "女装打版师 放码",
            "服装直播 主播",
            "缝纫工",
            "",
            "sewing of women's jackets",
            "打版",
        ),
    )
    return Problem.build(people, openings, Divisions.same_or_other(3), np.array([101, 102, 103]))


def _table(rows: list[list[int]], kind: type = np.float64) -> Csr:
    return sparse.csr_array(np.array(rows, dtype=kind))
