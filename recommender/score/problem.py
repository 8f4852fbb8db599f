"""What is the input of the recommender? Arrays of people, openings, places and hard constraints.

`PEOPLE_FIELDS` and `OPENING_FIELDS` are the whole list of what may enter. There is no field for sex, age,
ethnicity, religion, marriage, hukou or returnee status, and none may be added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Protocol

import numpy as np
from scipy import sparse

from recommender.arrays import Bools, Csr, Floats, Ints
from recommender.score.text import Texts
from recommender.score.weights import FEATURES, Weights

TOP_LEVEL = 5
UNKNOWN = -1


class Rule(StrEnum):
    """Why a pair may never be shown, whatever its score."""

    CLOSED = "closed"
    FILLED = "filled"
    UNDER_AGE = "under_age"
    NO_CONSENT = "no_consent"
    NOT_FOR_ME = "not_for_me"
    ALREADY_APPLIED = "already_applied"
    EDUCATION_BELOW = "education_below"
    INTERNSHIP = "internship"


@dataclass(frozen=True)
class People:
    """P people. A row of each array is one person; columns are skills S, divisions D, occupations O.

    ids (P,) int64, each once · levels (P, S) CSR, whole numbers 0..5 · wanted_pay_min (P,) float64, yuan a month,
    nan = no wish · home_division (P,) int64, a column of D, -1 = unknown · wanted_divisions (P, D) CSR bool ·
    wanted_occupations (P, O) CSR bool · education_rank (P,) int64, higher is more, -1 = unknown · text: P strings.
    """

    ids: Ints
    levels: Csr
    wanted_pay_min: Floats
    home_division: Ints
    wanted_divisions: Csr
    wanted_occupations: Csr
    education_rank: Ints
    text: Sequence[str]

    @classmethod
    def nobody(cls, skills: int, divisions: int, occupations: int) -> "People":
        """Return no people, over so many columns."""
        none = np.zeros(0, dtype=np.int64)
        tables = (sparse.csr_array((0, width)) for width in (skills, divisions, occupations))
        levels, places, occupied = tables
        return cls(none, levels, np.zeros(0), none, places, occupied, none, ())

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong together."""
        _check_rows(self)
        _check_levels(self.levels)
        if not (self.wanted_divisions.data.all() and self.wanted_occupations.data.all()):
            raise ValueError("A wish that is stored is a wish: leave the others out.")


@dataclass(frozen=True)
class Openings:
    """N openings. A row of each array is one opening; columns are skills S.

    ids (N,) int64, each once · required (N, S) CSR, whole numbers 1..5 where asked · importance (N, S) CSR, 1..3,
    same places as required · essential (N, S) CSR bool · pay_min, pay_max (N,) float64, yuan a month, nan = not
    counted by the month · pay_base (N,) float64, guaranteed yuan a month, nan = not known · is_piecework (N,) bool, what
    comes on top depends on the pieces · division (N,) int64, a column of D, -1 = unknown · occupation (N,) int64, a column of O,
    -1 = unknown · education_rank_min (N,) int64, -1 = none asked · is_internship (N,) bool · text: N strings.
    """

    ids: Ints
    required: Csr
    importance: Csr
    essential: Csr
    pay_min: Floats
    pay_max: Floats
    pay_base: Floats
    is_piecework: Bools
    division: Ints
    occupation: Ints
    education_rank_min: Ints
    is_internship: Bools
    text: Sequence[str]

    @classmethod
    def none(cls, skills: int) -> "Openings":
        """Return no openings, over so many skills."""
        none, table, pay = np.zeros(0, dtype=np.int64), sparse.csr_array((0, skills)), np.zeros(0)
        no = none.astype(bool)
        return cls(none, table, table, table, pay, pay, pay, no, none, none, none, no, ())

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong together."""
        _check_rows(self)
        _check_levels(self.required)
        if self.required.nnz and (_at(self.required, self.importance) <= 0).any():
            raise ValueError("Every skill that is asked for needs an importance above zero.")


PEOPLE_FIELDS = tuple(part.name for part in fields(People))
OPENING_FIELDS = tuple(part.name for part in fields(Openings))


@dataclass(frozen=True)
class Divisions:
    """How near two places are: nearness (D, D) float64 in 0..1, 1 = the same place, row = where from."""

    nearness: Floats

    def __post_init__(self) -> None:
        """Refuse what is not a square of shares."""
        if self.nearness.ndim != 2 or self.nearness.shape[0] != self.nearness.shape[1]:
            raise ValueError("Nearness is a square matrix.")
        if self.nearness.size and not ((self.nearness >= 0) & (self.nearness <= 1)).all():
            raise ValueError("Nearness lies between 0 and 1.")

    @classmethod
    def same_or_other(cls, count: int, other: float = 0.4) -> "Divisions":
        """Return places of which we know only whether they are the same."""
        nearness = np.full((count, count), other, dtype=np.float64)
        np.fill_diagonal(nearness, 1.0)
        return cls(nearness)


@dataclass(frozen=True)
class Masks:
    """The hard constraints as masks: which pairs are never shown, and by which rule. True hides.

    by_person: rule → (P,) bool · by_opening: rule → (N,) bool · by_pair: rule → (P, N) CSR bool. The rule
    `education_below` is computed from the ranks on both sides and needs no mask; `internship` of a person hides only
    openings that are internships.
    """

    by_person: Mapping[str, Bools] = field(default_factory=dict)
    by_opening: Mapping[str, Bools] = field(default_factory=dict)
    by_pair: Mapping[str, Csr] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse rules that have no explanation."""
        for code in (*self.by_person, *self.by_opening, *self.by_pair):
            Rule(code)


LEARNED = "learned"
CROWDING = "crowding"  # the name of the contribution that is minus an opening's price
NEW = "new"  # the name of the contribution that is an opening's bonus


class Learned(Protocol):
    """A model learned from past outcomes, as a part score like the others."""

    def scores(self, person_ids: Ints, opening_ids: Ints) -> Floats:
        """Return (people, openings) float64 in 0..1; ½ if the person or the opening is unknown."""


@dataclass(frozen=True)
class Problem:
    """The whole input of a query; built once, queried many times. Use `build` to make one.

    skill_ids (S,) int64 name the columns of levels and required. The four arrays at the end are derived: `have`
    (P, 5S) and `asked` (N, 5S) CSR hold one column per skill and level reached, so that their product is the covered
    part of what is asked; `full` (N,) float64 is what covering all would give. `*_t` are their transposes as CSR.
    `learned` adds what history says (weighted by `weights.learned`), `price` (N,) float64 ≥ 0 is taken off an opening's
    score on every list, `bonus` (N,) float64 ≥ 0 put on it; all are put in with `dataclasses.replace`, beside the
    `model_version` that answers are named by.
    """

    people: People
    openings: Openings
    divisions: Divisions
    masks: Masks
    weights: Weights
    skill_ids: Ints
    texts: Texts
    have: Csr
    have_t: Csr
    asked: Csr
    asked_t: Csr
    full: Floats
    learned: Learned | None = None
    price: Floats | None = None
    bonus: Floats | None = None
    model_version: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts of a score, in the order of the contributions."""
        features = tuple(name for name in FEATURES if name != LEARNED or self.learned is not None)
        for name, put_in in ((CROWDING, self.price), (NEW, self.bonus)):
            features = features if put_in is None else (*features, name)
        return features

    @classmethod
    def build(
        cls,
        people: People,
        openings: Openings,
        divisions: Divisions,
        skill_ids: Ints,
        masks: Masks | None = None,
        weights: Weights | None = None,
        texts: Texts | None = None,
    ) -> "Problem":
        """Return a problem ready for queries. Without `texts` the text space is fitted here (the slow part)."""
        masks = masks or Masks()
        _check_columns(people, openings, divisions, skill_ids)
        _check_masks(masks, people.ids.size, openings.ids.size)
        have = stairs(people.levels, None)
        asked = stairs(openings.required, openings.importance)
        return cls(
            people=people,
            openings=openings,
            divisions=divisions,
            masks=masks,
            weights=weights or Weights(),
            skill_ids=skill_ids,
            texts=texts or Texts.fit(people.text, openings.text),
            have=have,
            have_t=have.T.tocsr(),
            asked=asked,
            asked_t=asked.T.tocsr(),
            full=_full(asked),
        )

    def with_people(self, people: People, masks: Masks) -> "Problem":
        """Return the problem with other people: only their side is recomputed."""
        _check_columns(people, self.openings, self.divisions, self.skill_ids)
        _check_masks(masks, people.ids.size, self.openings.ids.size)
        have = stairs(people.levels, None)
        texts = self.texts.with_people(people.text)
        return replace(
            self, people=people, masks=masks, texts=texts, have=have, have_t=have.T.tocsr()
        )

    def with_openings(self, openings: Openings, masks: Masks) -> "Problem":
        """Return the problem with other openings: only their side is recomputed."""
        _check_columns(self.people, openings, self.divisions, self.skill_ids)
        _check_masks(masks, self.people.ids.size, openings.ids.size)
        asked = stairs(openings.required, openings.importance)
        return replace(
            self,
            openings=openings,
            masks=masks,
            texts=self.texts.with_openings(openings.text),
            asked=asked,
            asked_t=asked.T.tocsr(),
            full=_full(asked),
        )


def stairs(levels: Csr, importance: Csr | None) -> Csr:
    """Return (rows, 5·S) CSR float64: column level·S + skill holds the importance (or 1) where the level is reached."""
    rows, skills = levels.shape
    steps = levels.tocoo()
    gain = np.ones(steps.data.size) if importance is None else _at(levels, importance)
    parts = []
    for level in range(1, TOP_LEVEL + 1):
        reached = steps.data >= level
        places = (steps.coords[0][reached], steps.coords[1][reached])
        parts.append(
            sparse.csr_array((gain[reached].astype(np.float64), places), shape=(rows, skills))
        )
    stacked = sparse.hstack(parts, format="csr")
    stacked.sort_indices()
    return stacked


def _full(asked: Csr) -> Floats:
    """Return the value of covering all asked skills, (N,)."""
    return np.asarray(asked.sum(axis=1), dtype=np.float64).ravel()


def positions(ids: Ints, wanted: Sequence[int] | Ints) -> Ints:
    """Return where the wanted ids stand in `ids`; KeyError names the first that is not there."""
    asked = np.asarray(wanted, dtype=np.int64)
    order = np.argsort(ids, kind="stable")
    places = np.searchsorted(ids, asked, sorter=order)
    inside = places < ids.size
    found = np.zeros(asked.size, dtype=bool)
    found[inside] = ids[order[places[inside]]] == asked[inside]
    if not found.all():
        raise KeyError(int(asked[~found][0]))
    return order[places].astype(np.int64)


def _at(pattern: Csr, values: Csr) -> Floats:
    """Return the values at the stored places of the pattern, (nnz,)."""
    places = pattern.tocoo()
    if not pattern.nnz:
        return np.zeros(0)
    found: Any = values[places.coords[0], places.coords[1]]
    return np.asarray(
        found.todense() if sparse.issparse(found) else found, dtype=np.float64
    ).ravel()


def _check_rows(side: People | Openings) -> None:
    count = side.ids.size
    if np.unique(side.ids).size != count:
        raise ValueError("An id stands for one row only.")
    for part in fields(side):
        value = getattr(side, part.name)
        rows = value.shape[0] if hasattr(value, "shape") else len(value)
        if rows != count:
            raise ValueError(f"{type(side).__name__}.{part.name} has {rows} rows for {count} ids.")


def _check_levels(levels: Csr) -> None:
    data = levels.data
    if data.size and (
        (data < 0).any() or (data > TOP_LEVEL).any() or (data != np.floor(data)).any()
    ):
        raise ValueError("Levels are whole numbers from 0 to 5.")


def _check_columns(
    people: People, openings: Openings, divisions: Divisions, skill_ids: Ints
) -> None:
    places = divisions.nearness.shape[0]
    widths = {
        people.levels.shape[1],
        openings.required.shape[1],
        openings.importance.shape[1],
        skill_ids.size,
    }
    if len(widths) != 1:
        raise ValueError("People, openings and skill ids speak of different numbers of skills.")
    if people.wanted_divisions.shape[1] != places:
        raise ValueError(
            "Wanted divisions and the nearness matrix have different numbers of places."
        )
    for codes, limit in (
        (people.home_division, places),
        (openings.division, places),
        (openings.occupation, people.wanted_occupations.shape[1]),
    ):
        if codes.size and (codes.max() >= limit or codes.min() < UNKNOWN):
            raise ValueError("A code points outside its list.")


def _check_masks(masks: Masks, people: int, openings: int) -> None:
    shapes: list[tuple[tuple[int, ...], tuple[int, ...]]]
    shapes = [(mask.shape, (people,)) for mask in masks.by_person.values()]
    shapes += [(mask.shape, (openings,)) for mask in masks.by_opening.values()]
    shapes += [(mask.shape, (people, openings)) for mask in masks.by_pair.values()]
    if any(have != want for have, want in shapes):
        raise ValueError("A mask has the wrong shape.")
