"""What does a city look like to the recommender? Made-up arrays in the shapes of the product, for timing only."""

import numpy as np
from scipy import sparse

from matching.recommender import Divisions, Masks, Openings, People, Problem

SKILLS, DIVISIONS, OCCUPATIONS, OWN_SKILLS = 600, 25, 60, 30
WORDS = (
    "打版 制版 直播 主播 运营 客服 缝制 裁剪 面料 设计 摄影 剪辑 "
    "仓储 采购 质检 跟单 拉布 熨烫 电商 选品 女装 男裤 童装 抖音 店铺"
).split()


def city(people: int, openings: int, seed: int, wanted: float = 0.6) -> Problem:
    """Return a problem of that size: about 8 skills a person and 6 an opening, short texts, all kinds of wishes and hard rules.

    `wanted` is the share of people with a wish of each kind.
    """
    rng = np.random.default_rng(seed)
    own = np.array([rng.permutation(SKILLS)[:OWN_SKILLS] for _ in range(OCCUPATIONS)])
    them, work = rng.integers(0, OCCUPATIONS, people), rng.integers(0, OCCUPATIONS, openings)
    levels, required = _skills(rng, own[them], 8), _skills(rng, own[work], 6)
    importance, essential = required.copy(), required.copy().astype(bool)
    importance.data = rng.integers(1, 4, required.nnz)
    essential.data = rng.random(required.nnz) < 0.3
    low = rng.integers(30, 120, openings) * 100.0
    kilometres = np.abs(np.subtract.outer(*[rng.random(DIVISIONS) * 60] * 2))
    return Problem.build(
        People(
            ids=np.arange(people) + 1,
            levels=levels,
            wanted_pay_min=np.where(rng.random(people) < wanted, rng.integers(30, 120, people) * 100.0, np.nan),
            home_division=rng.integers(-1, DIVISIONS, people),
            wanted_divisions=_wishes(rng, people, DIVISIONS, wanted),
            wanted_occupations=_wishes(rng, people, OCCUPATIONS, wanted),
            education_rank=rng.integers(-1, 6, people),
            text=_texts(rng, them, 6),
        ),
        Openings(
            ids=np.arange(openings) + 1,
            required=required,
            importance=importance,
            essential=essential,
            pay_min=low,
            pay_max=low * 1.4,
            pay_base=low * 0.6,
            is_piecework=np.zeros(openings, dtype=bool),
            division=rng.integers(-1, DIVISIONS, openings),
            occupation=work,
            education_rank_min=rng.choice([-1, -1, -1, 2, 3, 4], openings),
            is_internship=np.zeros(openings, dtype=bool),
            text=_texts(rng, work, 15),
        ),
        Divisions.from_distances(kilometres),
        np.arange(SKILLS) + 1,
        Masks(
            by_person={"no_consent": rng.random(people) < 0.02},
            by_opening={"filled": rng.random(openings) < 0.05},
            by_pair={"already_applied": _applied(rng, people, openings)},
        ),
    )


def _skills(rng: np.random.Generator, own: np.ndarray, count: int) -> sparse.csr_array:
    rows = np.repeat(np.arange(len(own)), rng.integers(count // 2, count * 2, len(own)))
    column = own[rows, rng.integers(0, OWN_SKILLS, rows.size)]
    pairs = np.unique(np.column_stack([rows, column]), axis=0)
    return sparse.csr_array((rng.integers(1, 6, len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(own), SKILLS))


def _wishes(rng: np.random.Generator, rows: int, width: int, share: float) -> sparse.csr_array:
    row = np.repeat(np.flatnonzero(rng.random(rows) < share), 2)
    pairs = np.unique(np.column_stack([row, rng.integers(0, width, row.size)]), axis=0)
    return sparse.csr_array((np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(rows, width))


def _applied(rng: np.random.Generator, people: int, openings: int) -> sparse.csr_array:
    pairs = np.unique(
        np.column_stack([rng.integers(0, people, people * 4), rng.integers(0, openings, people * 4)]), axis=0
    )
    return sparse.csr_array((np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(people, openings))


def _texts(rng: np.random.Generator, occupation: np.ndarray, words: int) -> list[str]:
    """Half of a text's words are those of its occupation."""
    drawn = rng.integers(0, len(WORDS), (occupation.size, words))
    drawn[:, ::2] = (occupation[:, None] * 3 + drawn[:, ::2] % 3) % len(WORDS)
    return ["".join(WORDS[one] for one in row) for row in drawn]
