"""Why this pair, why not, and what would a course change?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from matching.recommender import scores
from matching.recommender.problem import TOP_LEVEL, Bools, Csr, Floats, Ints, Problem, positions, stairs


@dataclass(frozen=True)
class SkillFit:
    """One skill that an opening asks for, beside what the person has. Levels run 1 (low) to 5 (high), 0 = none."""

    skill_id: int
    asked: int
    have: int
    importance: int
    is_essential: bool

    @property
    def gap(self) -> int:
        """How many levels are missing."""
        return max(0, self.asked - self.have)


@dataclass(frozen=True)
class WhyNot:
    """What keeps an opening off a person's list: hard rules first, then gaps, then only that others fit better.

    rank is the place in the person's full list, 1 = first; None where a rule hides the pair.
    """

    rules: tuple[str, ...]
    missing: tuple[SkillFit, ...]
    score: float
    rank: int | None


@dataclass(frozen=True)
class CourseGain:
    """What changes for a person with the levels of a course, recomputed exactly over the openings they may see.

    An opening is reached when every skill it asks for is held at the asked level (and it asks for at least one).
    score_delta is the mean change of score over all openings they may see, `seen` of them.
    """

    reached_before: int
    reached_after: int
    newly_reached: tuple[int, ...]
    score_delta: float
    seen: int


def skill_fits(problem: Problem, person: int, opening: int) -> tuple[tuple[SkillFit, ...], tuple[SkillFit, ...]]:
    """Return (matched, missing) for row numbers; matched by importance, missing by what costs most, then by id."""
    openings = problem.openings
    need, importance, essential = (
        _row(side, opening) for side in (openings.required, openings.importance, openings.essential)
    )
    have = _row(problem.people.levels, person)
    fits = [
        SkillFit(
            int(problem.skill_ids[column]),
            int(level),
            int(have.get(column, 0)),
            int(importance[column]),
            bool(essential.get(column, False)),
        )
        for column, level in need.items()
        if level
    ]
    matched = sorted((fit for fit in fits if not fit.gap), key=lambda fit: (-fit.importance, -fit.asked, fit.skill_id))
    missing = sorted(
        (fit for fit in fits if fit.gap),
        key=lambda fit: (not fit.is_essential, -fit.importance * fit.gap, fit.skill_id),
    )
    return tuple(matched), tuple(missing)


def why_not(problem: Problem, person_id: int, opening_id: int) -> WhyNot:
    """Return the rules and gaps between a person and an opening, and where it stands in their list."""
    person = positions(problem.people.ids, [person_id])
    opening = positions(problem.openings.ids, [opening_id])
    everything = np.arange(problem.openings.ids.size)
    row = scores.total(scores.contributions(problem, person, everything))[0]
    shown = ~scores.hidden(problem, person, everything)[0]
    own = float(row[opening[0]])
    broken = tuple(str(code) for code, mask in scores.rules(problem, person, opening).items() if bool(mask[0, 0]))
    ahead = shown & ((row > own) | ((row == own) & (problem.openings.ids < opening_id)))
    _, missing = skill_fits(problem, int(person[0]), int(opening[0]))
    return WhyNot(broken, missing, own, None if broken else int(ahead.sum()) + 1)


def gain_of_course(problem: Problem, person_id: int, course_levels: Mapping[int, int]) -> CourseGain:
    """Return what a course that teaches skill id → level would change for a person."""
    person = positions(problem.people.ids, [person_id])
    before = _alone(problem, person, {})
    after = _alone(problem, person, course_levels)
    shown = np.flatnonzero(~scores.hidden(problem, person, np.arange(problem.openings.ids.size))[0])
    had, has = _reached(before, shown), _reached(after, shown)
    change = _row_scores(after, shown) - _row_scores(before, shown)
    new = np.sort(problem.openings.ids[shown[has & ~had]])
    return CourseGain(
        int(had.sum()),
        int(has.sum()),
        tuple(int(one) for one in new),
        float(change.mean()) if shown.size else 0.0,
        int(shown.size),
    )


def joined_gain(gains: Sequence[CourseGain]) -> CourseGain:
    """Return the gain over all openings, where each lies in one of the gains."""
    seen = sum(gain.seen for gain in gains)
    new = sorted(one for gain in gains for one in gain.newly_reached)
    change = sum(gain.score_delta * gain.seen for gain in gains)
    before, after = sum(gain.reached_before for gain in gains), sum(gain.reached_after for gain in gains)
    return CourseGain(before, after, tuple(new), change / seen if seen else 0.0, seen)


def _alone(problem: Problem, person: Ints, course_levels: Mapping[int, int]) -> Problem:
    """Return the problem with this one person in it, their levels raised to those of the course."""
    people = problem.people
    levels = people.levels[person].toarray()
    columns = positions(problem.skill_ids, list(course_levels))
    taught = np.minimum(np.array(list(course_levels.values()), dtype=levels.dtype), TOP_LEVEL)
    levels[0, columns] = np.maximum(levels[0, columns], taught)
    have = stairs(sparse.csr_array(levels), None)
    one = replace(
        people,
        ids=people.ids[person],
        levels=sparse.csr_array(levels),
        wanted_pay_min=people.wanted_pay_min[person],
        home_division=people.home_division[person],
        wanted_divisions=people.wanted_divisions[person],
        wanted_occupations=people.wanted_occupations[person],
        education_rank=people.education_rank[person],
        text=[people.text[int(person[0])]],
    )
    alike = problem.texts.people[person]
    texts = replace(problem.texts, people=alike, people_t=alike.T.tocsr())
    return replace(problem, people=one, texts=texts, have=have, have_t=have.T.tocsr())


def _reached(alone: Problem, openings: Ints) -> Bools:
    """Return which openings the one person reaches, (openings,) bool."""
    full = scores.skill_score(alone, np.zeros(1, dtype=np.int64), openings)[0] >= 1.0
    return full & (alone.full[openings] > 0)


def _row_scores(alone: Problem, openings: Ints) -> Floats:
    return scores.total(scores.contributions(alone, np.zeros(1, dtype=np.int64), openings))[0]


def _row(side: Csr, row: int) -> dict[int, float]:
    """Return column → stored value of one row; slicing a sparse matrix would cost a hundred times more."""
    part = slice(side.indptr[row], side.indptr[row + 1])
    return dict(zip(side.indices[part].tolist(), side.data[part].tolist(), strict=True))
