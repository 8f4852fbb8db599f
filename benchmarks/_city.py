"""Which synthetic city is measured? Random arrays in the shapes of the product, for timing only."""

from dataclasses import fields, replace

import numpy as np
from scipy import sparse

from recommender import Divisions, Masks, Openings, People, Problem, Weights
from recommender.learned.model import Model, fit
from recommender.learned.tables import FeatureTable, History

SKILLS, DIVISIONS, OCCUPATIONS, OWN_SKILLS = 600, 25, 60, 30
WORDS = (
    "打版 制版 直播 主播 运营 客服 缝制 裁剪 面料 设计 摄影 剪辑 "
    "仓储 采购 质检 跟单 拉布 熨烫 电商 选品 女装 男裤 童装 抖音 店铺"
).split()


ACTIVE, PAIRS = 0.3, 16  # share of people with a history, and its number of pairs
OWN_TRADE, FAME = (
    0.8,
    1.2,
)  # share of it within a wanted occupation, and the exponent of popularity
SERVED = Weights(
    skill=0.5, pay=0.1, place=0.1, occupation=0.1, text=0.0, learned=0.2
)  # as on the small demo city
DIGITS = 12  # of an id as text
HALF_AT = 15.0  # kilometres at which nearness is halved


def city(people: int, openings: int, seed: int, wanted: float = 0.6, alike: int = 1) -> Problem:
    """Return a problem of that size: about 8 skills per person and 6 per opening, short texts, wishes, constraints.

    `wanted` is the share of people with a wish of each kind. `alike` rows of a side share one profile.
    """
    if alike > 1:
        return _copied(
            city(people // alike, openings // alike, seed, wanted), people, openings, seed
        )
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
            wanted_pay_min=np.where(
                rng.random(people) < wanted, rng.integers(30, 120, people) * 100.0, np.nan
            ),
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
        places_apart(kilometres),
        np.arange(SKILLS) + 1,
        Masks(
            by_person={"no_consent": rng.random(people) < 0.02},
            by_opening={"filled": rng.random(openings) < 0.05},
            by_pair={"already_applied": _applied(rng, people, openings)},
        ),
    )


def places_apart(kilometres: np.ndarray) -> Divisions:
    """Return places whose nearness halves every HALF_AT kilometres, (D, D)."""
    return Divisions(np.exp2(-kilometres / HALF_AT))


def _skills(rng: np.random.Generator, own: np.ndarray, count: int) -> sparse.csr_array:
    rows = np.repeat(np.arange(len(own)), rng.integers(count // 2, count * 2, len(own)))
    column = own[rows, rng.integers(0, OWN_SKILLS, rows.size)]
    pairs = np.unique(np.column_stack([rows, column]), axis=0)
    return sparse.csr_array(
        (rng.integers(1, 6, len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(own), SKILLS)
    )


def _wishes(rng: np.random.Generator, rows: int, width: int, share: float) -> sparse.csr_array:
    row = np.repeat(np.flatnonzero(rng.random(rows) < share), 2)
    pairs = np.unique(np.column_stack([row, rng.integers(0, width, row.size)]), axis=0)
    return sparse.csr_array(
        (np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(rows, width)
    )


def _applied(rng: np.random.Generator, people: int, openings: int) -> sparse.csr_array:
    pairs = np.unique(
        np.column_stack(
            [rng.integers(0, people, people * 4), rng.integers(0, openings, people * 4)]
        ),
        axis=0,
    )
    return sparse.csr_array(
        (np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(people, openings)
    )


def _texts(rng: np.random.Generator, occupation: np.ndarray, words: int) -> list[str]:
    """Return texts whose words are half those of their occupation."""
    drawn = rng.integers(0, len(WORDS), (occupation.size, words))
    drawn[:, ::2] = (occupation[:, None] * 3 + drawn[:, ::2] % 3) % len(WORDS)
    return ["".join(WORDS[one] for one in row) for row in drawn]


def _copied(few: Problem, people: int, openings: int, seed: int) -> Problem:
    """Return the problem with these people and openings repeated up to these counts."""
    rng = np.random.default_rng(seed)
    sides = [
        _rows(side, rng.integers(0, side.ids.size, count))
        for side, count in ((few.people, people), (few.openings, openings))
    ]
    masks = Masks(
        by_person={"no_consent": rng.random(people) < 0.02},
        by_opening={"filled": rng.random(openings) < 0.05},
        by_pair={"already_applied": _applied(rng, people, openings)},
    )
    return Problem.build(*sides, few.divisions, few.skill_ids, masks)


def _rows(side, rows: np.ndarray):
    """Return these rows of a side, with new ids."""
    kept = {part.name: getattr(side, part.name) for part in fields(side)}
    taken = {
        name: [of[row] for row in rows] if name == "text" else of[rows] for name, of in kept.items()
    }
    return type(side)(**{**taken, "ids": np.arange(rows.size) + 1})


def learned(problem: Problem, seed: int) -> Model:
    """Return the product's model of a synthetic history that concentrates on few wanted openings."""
    return fit(*tables(problem), history(problem, seed), seed)


def serving(problem: Problem, model: Model) -> Problem:
    """Return the problem with this model at the weights that served on the small demo city."""
    return replace(problem, learned=model, weights=SERVED)


def tables(problem: Problem) -> tuple[FeatureTable, FeatureTable]:
    """Return the features of both sides, as far as a synthetic city has them."""
    them, work = problem.people, problem.openings
    people = FeatureTable(
        _names(them.ids),
        categories={"education": [str(rank) for rank in them.education_rank.tolist()]},
        tags={
            "wanted_occupations": _columns(them.wanted_occupations),
            "wanted_divisions": _columns(them.wanted_divisions),
        },
        numbers={"wanted_pay": them.wanted_pay_min.tolist()},
    )
    openings = FeatureTable(
        _names(work.ids),
        categories={
            name: [str(code) for code in getattr(work, name).tolist()]
            for name in ("occupation", "division")
        },
        tags={"asked_skills": _columns(work.required)},
        numbers={"pay_min": work.pay_min.tolist(), "pay_max": work.pay_max.tolist()},
    )
    return people, openings


def history(problem: Problem, seed: int) -> History:
    """Return the history: mostly popular openings of a wanted occupation, by Zipf's law."""
    rng, work = np.random.default_rng(seed), problem.openings.occupation
    active = np.flatnonzero(rng.random(problem.people.ids.size) < ACTIVE)
    person = np.repeat(active, rng.poisson(PAIRS, active.size))
    wanted = problem.people.wanted_occupations
    wish, end = wanted.indptr[person], wanted.indptr[person + 1]
    opening = rng.integers(0, max(1, work.size), person.size)
    own = np.flatnonzero((end > wish) & (rng.random(person.size) < OWN_TRADE))
    trade = wanted.indices[wish[own] + (rng.random(own.size) * (end - wish)[own]).astype(np.int64)]
    fame = 1 / (1.0 + rng.permutation(work.size)) ** FAME
    for occupation in np.unique(trade):
        here, who = np.flatnonzero(work == occupation), own[trade == occupation]
        if here.size:
            opening[who] = rng.choice(here, who.size, p=fame[here] / fame[here].sum())
    pairs = np.unique(np.column_stack([person, opening]), axis=0)
    return History(pairs[:, 0], pairs[:, 1])


def _names(ids: np.ndarray) -> tuple[str, ...]:
    return tuple(f"{one:0{DIGITS}d}" for one in ids.tolist())


def _columns(side: sparse.csr_array) -> list[list[str]]:
    return [[str(one) for one in line] for line in np.split(side.indices, side.indptr[1:-1])]
