"""How is a year of a city simulated, with its ground truth? A seeded generator.

People have true skills, preferences, a reservation pay and places; openings have requirements, a style and a popularity. Both
sides have a true utility. Month by month people see some openings (popular ones, and those higher on the page, more often),
apply, are shortlisted, offered, hired, stay or leave. Three effects of known size are built in, which a measurement should
find: preferences for occupations drift; a random half of those who look for work in the fourth month is advised a course; some
companies discriminate against people above 45 (or a group that a `Slant` names). What a platform would see (`Seen`) is
separate from the ground truth (`Truth`).
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy import sparse

from benchmarks._city import places_apart
from recommender import Divisions, Openings, People

SKILLS, OCCUPATIONS, DIVISIONS, TASTES, MONTHS = 40, 12, 10, 6, 12
SEEN_A_MONTH, LIVE_MONTHS, ACTIVE = 12, 5, 0.6
ADVICE_MONTH, FOLLOWED, RAISED = 3, 0.7, 2
HARSH, HARSHNESS = 0.35, 1.5  # share of companies, effect on their utility
SEXES, AGES, TIERS, SOURCES = (
    ("female", "male"), ("under_25", "25_34", "35_44", "45_up"), ("junior_high", "secondary", "college", "bachelor"),
    ("others", "returnee"),
)  # fmt: skip


@dataclass(frozen=True)
class Truth:
    """The ground truth. P people, N openings; utilities are log-odds.

    levels (P, S), liking (P, N) of the person for the opening, fit (P, N) of the opening for the person, reservation (P,)
    yuan a month, drift (MONTHS, O) added to liking, harsh (N,) bool, advised (P,) bool at random, followed (P,) bool.
    """

    levels: np.ndarray
    liking: np.ndarray
    fit: np.ndarray
    reservation: np.ndarray
    drift: np.ndarray
    harsh: np.ndarray
    advised: np.ndarray
    followed: np.ndarray

    def liking_in(self, month: int, occupation: np.ndarray) -> np.ndarray:
        """Return liking in one month, (P, N)."""
        return self.liking + self.drift[month, occupation]

    def months_of_work(self, month: int, occupation: np.ndarray) -> np.ndarray:
        """Return what showing a pair is worth: chance of each step to a hire times the months then expected, (P, N)."""
        liking = self.liking_in(month, occupation)
        stays = stay_chance(liking, self.fit)
        months = (1 - stays ** (MONTHS - month)) / (1 - stays)
        return applies(liking) * shortlists(self.fit) * offers(self.fit) * takes(liking) * months


@dataclass(frozen=True)
class Seen:
    """The platform's data: profiles with errors, and rows (n,) of who was shown what in which month, with the outcome.

    The flags are nested: applied ⊇ shortlisted ⊇ offered ⊇ hired; months counts those worked within the year.
    groups: sex, age, tier, returnee as codes (P,), never features.
    """

    people: People
    openings: Openings
    places: Divisions
    headcount: np.ndarray
    groups: dict[str, np.ndarray]
    person: np.ndarray
    opening: np.ndarray
    month: np.ndarray
    applied: np.ndarray
    shortlisted: np.ndarray
    offered: np.ndarray
    hired: np.ndarray
    months: np.ndarray


@dataclass
class _Year:
    """The state that changes from month to month."""

    work: np.ndarray  # (P,) the opening where each works, -1 = looks for work
    left: np.ndarray  # (N,) positions left
    applications: np.ndarray  # (N,) so far
    done: np.ndarray  # (P, N) bool: applied before
    rows: list[np.ndarray] = field(default_factory=list)
    months: dict[tuple[int, int], int] = field(default_factory=dict)


def applies(liking: np.ndarray) -> np.ndarray:
    """Return the probability that somebody who views it applies."""
    return chance(1.2 * liking - 1.2)


def shortlists(fit: np.ndarray) -> np.ndarray:
    """Return the probability that a company shortlists an applicant."""
    return chance(1.5 * fit)


def offers(fit: np.ndarray) -> np.ndarray:
    """Return the probability of an offer after the shortlist."""
    return chance(1.5 * fit + 0.2)


def takes(liking: np.ndarray) -> np.ndarray:
    """Return the probability that an offer is accepted."""
    return chance(liking + 0.5)


def stay_chance(liking: np.ndarray, fit: np.ndarray) -> np.ndarray:
    """Return the probability of still being there a month later."""
    return np.minimum(chance(2 + 0.5 * liking + 0.5 * fit), 0.995)


def chance(odds: np.ndarray) -> np.ndarray:
    """Logistic function."""
    return 1 / (1 + np.exp(-odds))


@dataclass(frozen=True)
class Slant:
    """A bias: which group a share of companies discriminates against, its size, and how far the group avoids them (`heard`)."""

    harshness: float = HARSHNESS
    against: tuple[str, int] = ("age", 3)
    share: float = HARSH
    heard: float = 0.0

    def hits(self, groups: dict[str, np.ndarray], harsh: np.ndarray) -> np.ndarray:
        """Return the affected pairs, (P, N)."""
        return (groups[self.against[0]] == self.against[1])[:, None] & harsh


def city(
    people: int, openings: int, seed: int, harshness: float = HARSHNESS, slant: Slant | None = None
) -> tuple[Seen, Truth]:
    """Simulate a city for a year; without harshness nobody is discriminated against."""
    slant = slant or Slant(harshness)
    rng = np.random.default_rng(seed)
    trades = rng.choice([0, 1, 2, 3], p=[0.75, 0.1, 0.1, 0.05], size=(OCCUPATIONS, SKILLS)).astype(
        float
    )
    trades[np.arange(OCCUPATIONS), rng.integers(0, SKILLS, OCCUPATIONS)] = 4
    groups = {
        "sex": rng.choice(2, people, p=[0.6, 0.4]), "age": rng.choice(4, people, p=[0.3, 0.3, 0.25, 0.15]),
        "tier": rng.choice(4, people, p=[0.2, 0.4, 0.3, 0.1]), "returnee": rng.choice(2, people, p=[0.75, 0.25]),
    }  # fmt: skip
    trade, home = rng.integers(0, OCCUPATIONS, people), rng.integers(0, DIVISIONS, people)
    levels = np.clip(np.round(trades[trade] + rng.normal(-0.6, 1.2, (people, SKILLS))), 0, 5)
    reservation = 2800 + 90 * levels.sum(axis=1) + rng.normal(0, 500, people)
    work = _openings(rng, trades, openings)
    places = places_apart(_distances(rng))
    liking = _liking(rng, people, trade, home, reservation, work, places)
    fit, harsh = _fit(rng, levels, work, slant.share)
    passed_over = slant.hits(groups, harsh)
    fit, liking = fit - slant.harshness * passed_over, liking - slant.heard * passed_over
    drift = np.cumsum(rng.normal(0, 0.15, (MONTHS, OCCUPATIONS)), axis=0)
    advised = rng.random(people) < 0.5
    truth = Truth(
        levels,
        liking,
        fit,
        reservation,
        drift,
        harsh,
        advised,
        advised & (rng.random(people) < FOLLOWED),
    )
    wishes = sparse.csr_array(
        np.eye(OCCUPATIONS, dtype=bool)[trade] & (rng.random(people) < 0.8)[:, None]
    )
    seen_people = _profiles(rng, levels, reservation, home, wishes, groups["tier"])
    headcount = rng.integers(1, 5, openings)
    year = _Year(
        np.full(people, -1),
        headcount.copy(),
        np.zeros(openings),
        np.zeros((people, openings), dtype=bool),
    )
    fame, begins = rng.normal(0, 1, openings), rng.integers(0, MONTHS - 1, openings)
    for month in range(MONTHS):
        if month == ADVICE_MONTH:
            truth = _advise(truth, year, work, trade)
        _month(rng, month, year, truth, work, fame, begins, trade)
    return _seen(year, seen_people, work, places, headcount, groups), truth


def _distances(rng: np.random.Generator) -> np.ndarray:
    at = rng.uniform(0, 120, (DIVISIONS, 2))
    return np.linalg.norm(at[:, None] - at[None], axis=2)


def _openings(rng: np.random.Generator, trades: np.ndarray, count: int) -> Openings:
    occupation = rng.choice(OCCUPATIONS, count, p=rng.dirichlet(np.full(OCCUPATIONS, 4.0)))
    asked = np.clip(
        trades[occupation] + rng.integers(-1, 2, (count, SKILLS)) * (trades[occupation] > 0), 0, 5
    )
    required = sparse.csr_array(asked.astype(np.int64))
    required.eliminate_zeros()
    importance, essential = required.copy(), required.copy()
    importance.data = rng.integers(1, 4, required.nnz)
    essential.data = importance.data == 3
    low = np.round(3000 + 110 * asked.sum(axis=1) + rng.normal(0, 500, count), -2)
    return Openings(
        ids=np.arange(count), required=required, importance=importance, essential=essential, pay_min=low,
        pay_max=low + 1500, pay_base=low, is_piecework=np.zeros(count, dtype=bool),
        division=rng.integers(0, DIVISIONS, count), occupation=occupation,
        education_rank_min=rng.choice([-1, 1, 2], count, p=[0.6, 0.3, 0.1]),
        is_internship=np.zeros(count, dtype=bool), text=[""] * count,
    )  # fmt: skip


def _profiles(rng, levels, reservation, home, wishes, tier) -> People:
    """Return the profiles with errors: a seventh of skills missing, a fifth one level off, a quarter without a wished pay."""
    count = len(home)
    told = np.clip(
        levels + rng.choice([-1, 0, 1], p=[0.1, 0.8, 0.1], size=levels.shape) * (levels > 0), 0, 5
    )
    told *= rng.random(levels.shape) > 1 / 7
    wish = np.where(
        rng.random(count) < 0.25, np.nan, np.round(reservation * rng.normal(1.05, 0.05, count), -2)
    )
    return People(
        ids=np.arange(count), levels=sparse.csr_array(told.astype(np.int64)), wanted_pay_min=wish, home_division=home,
        wanted_divisions=sparse.csr_array((count, DIVISIONS), dtype=bool), wanted_occupations=wishes,
        education_rank=tier, text=[""] * count,
    )  # fmt: skip


def _liking(rng, count, trade, home, reservation, work: Openings, places: Divisions) -> np.ndarray:
    tastes, styles = rng.normal(0, 1, (count, TASTES)), rng.normal(0, 1, (work.ids.size, TASTES))
    pay = np.clip(((work.pay_min + work.pay_max) / 2 - reservation[:, None]) / 1000, -2, 2)
    near = places.nearness[home][:, work.division]
    return (
        0.5 * tastes @ styles.T / np.sqrt(TASTES) + 0.6 * pay + 1.2 * (near - 0.5)
        + 1.5 * (trade[:, None] == work.occupation) - 1.2 + rng.normal(0, 0.3, (count, work.ids.size))
    )  # fmt: skip


def _fit(rng, levels, work: Openings, share: float) -> tuple[np.ndarray, np.ndarray]:
    harsh = rng.random(work.ids.size) < share
    private = rng.normal(0, 0.3, (len(levels), work.ids.size))
    return _skill_fit(levels, work) + private, harsh


def _skill_fit(levels: np.ndarray, work: Openings) -> np.ndarray:
    """Log-odds from the share of what is asked that is truly there, (P, N)."""
    covered = np.zeros((len(levels), work.ids.size))
    for level in range(1, 6):
        covered += (levels >= level).astype(float) @ (work.required >= level).multiply(
            work.importance
        ).toarray().T
    full = work.required.multiply(work.importance).sum(axis=1)
    return 6 * (covered / np.maximum(full, 1) - 0.6)


def _advise(truth: Truth, year: _Year, work: Openings, trade: np.ndarray) -> Truth:
    """Raise, for those who look for work and follow the advice, the two skills that their trade misses most."""
    levels = truth.levels.copy()
    for occupation in range(OCCUPATIONS):
        asked = work.required[work.occupation == occupation].toarray().mean(axis=0, keepdims=True)
        them = np.flatnonzero((trade == occupation) & truth.followed & (year.work < 0))
        gap = np.nan_to_num(asked) - levels[them]
        best = np.argsort(-gap, axis=1, kind="stable")[:, :2]
        levels[them[:, None], best] = np.minimum(levels[them[:, None], best] + RAISED, 5)
    fit = truth.fit + _skill_fit(levels, work) - _skill_fit(truth.levels, work)
    return Truth(
        levels,
        truth.liking,
        fit,
        truth.reservation,
        truth.drift,
        truth.harsh,
        truth.advised,
        truth.followed,
    )


def _month(rng, month, year: _Year, truth: Truth, work: Openings, fame, begins, trade) -> None:
    """Leave, look, apply, meet, offer, start."""
    liking = truth.liking_in(month, work.occupation)
    at_work = np.flatnonzero(year.work >= 0)
    leaves = rng.random(at_work.size) > stay_chance(liking, truth.fit)[at_work, year.work[at_work]]
    year.work[at_work[leaves]] = -1
    for person in at_work[~leaves]:
        year.months[person, year.work[person]] += 1
    live = np.flatnonzero((begins <= month) & (month < begins + LIVE_MONTHS) & (year.left > 0))
    looking = np.flatnonzero((year.work < 0) & (rng.random(year.work.size) < ACTIVE))
    if not live.size or not looking.size:
        return
    pull = (
        fame[live]
        + 0.3 * np.log1p(year.applications[live])
        + 2 * (trade[looking][:, None] == work.occupation[live])
    )
    page = np.argsort(-(pull + rng.gumbel(size=pull.shape)), axis=1)[:, :SEEN_A_MONTH]
    looks = rng.random(page.shape) < 1 / (1 + 0.15 * np.arange(page.shape[1]))
    person, opening = np.repeat(looking, page.shape[1])[looks.ravel()], live[page][looks]
    new = ~year.done[person, opening]
    person, opening = person[new], opening[new]
    draw = rng.random((4, person.size))
    likes, fits = liking[person, opening], truth.fit[person, opening]
    applied = draw[0] < applies(likes)
    met = applied & (draw[1] < shortlists(fits))
    year.done[person[applied], opening[applied]] = True
    np.add.at(year.applications, opening[applied], 1)
    offered, hired = _decide(
        year, person, opening, met & (draw[2] < offers(fits)), draw[3] < takes(likes), fits
    )
    year.rows.append(
        np.stack([person, opening, np.full(person.size, month), applied, met, offered, hired])
    )


def _decide(year: _Year, person, opening, wanted, willing, fits) -> tuple[np.ndarray, np.ndarray]:
    """Offer to the best first while positions are left; people who are willing and still look accept."""
    offered, hired = np.zeros(person.size, dtype=bool), np.zeros(person.size, dtype=bool)
    for row in sorted(np.flatnonzero(wanted), key=lambda one: (-fits[one], one)):
        who, where = person[row], opening[row]
        offered[row] = year.left[where] > 0
        hired[row] = offered[row] and willing[row] and year.work[who] < 0
        if hired[row]:
            year.work[who], year.months[who, where] = where, 1
            year.left[where] -= 1
    return offered, hired


def _seen(year: _Year, people, work, places, headcount, groups) -> Seen:
    found = np.concatenate(year.rows, axis=1) if year.rows else np.zeros((7, 0), dtype=np.int64)
    person, opening, month = found[:3]
    flags = found[3:].astype(bool)
    months = np.array(
        [year.months[p, o] if h else 0 for p, o, h in zip(person, opening, flags[3], strict=True)]
    )
    return Seen(people, work, places, headcount, groups, person, opening, month, *flags, months)


def write(folder: Path, seen: Seen, truth: Truth | None) -> None:
    """Write people.csv, openings.csv, interactions.csv in the canonical format, and truth.npz beside them where it is given."""
    folder.mkdir(parents=True, exist_ok=True)
    people, work = seen.people, seen.openings
    _csv(folder / "people.csv", ["id", "tags:skills", "tags:wanted", "cat:home", "cat:education", "num:wanted_pay"], (
        [p, _tags(people.levels, p), "|".join(f"o{o}" for o in people.wanted_occupations[[p]].indices),
         f"d{people.home_division[p]}", people.education_rank[p], _cell(people.wanted_pay_min[p])] for p in people.ids
    ))  # fmt: skip
    _csv(folder / "openings.csv", ["id", "tags:skills", "cat:occupation", "cat:division", "num:pay_min"], (
        [o, _tags(work.required, o), f"o{work.occupation[o]}", f"d{work.division[o]}", work.pay_min[o]] for o in work.ids
    ))  # fmt: skip
    rows = zip(
        *(part[seen.applied] for part in (seen.person, seen.opening, seen.month)), strict=True
    )
    _csv(folder / "interactions.csv", ["person", "opening", "month"], rows)
    if truth is not None:
        np.savez_compressed(folder / "truth.npz", **vars(truth), **seen.groups)


def _tags(levels, row: int) -> str:
    one = levels[[row]].tocoo()
    return "|".join(
        f"s{skill}.{int(level)}"
        for skill, level in zip(one.coords[1], one.data, strict=True)
        if level
    )


def _cell(value: float) -> str:
    return "" if np.isnan(value) else str(value)


def _csv(path: Path, header: list[str], rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([header, *rows])
