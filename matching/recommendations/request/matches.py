"""How does a pick of the recommender become a row with its reasons, gaps and courses?"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from matching.queries import matches as rows
from matching.reasons import AHEAD, LABELS, Gap, Reason, gaps_of, reasons_of
from matching.recommendations.request.curves import standing
from matching.skill_words import Coverage, SkillWord
from recommender import Problem
from recommender.ranking.lists import Pick, Ranked
from recommender.ranking.reasons import SkillFit
from skills.models import Skill
from training.queries.courses import taught_to

TOGETHER = _("Together")


@dataclass(frozen=True, slots=True)
class Match:
    """One recommendation: the thing, the coverage of its skills, the reasons in words, the gaps and the courses for them.

    The list is ordered by `score`, the only number; `points` prints how it adds up. `standings` has for each contribution the
    pair's position on its curve, "" if there is none. `ahead_by` names the parts that put it above a lower one with more
    matching skills, `others` the openings with the same content.
    """

    thing: Any
    score: float
    contributions: tuple[tuple[str, float], ...]
    coverage: Coverage
    reasons: tuple[Reason, ...]
    gaps: tuple[Gap, ...]
    model_version: str
    standings: tuple[str, ...]
    ahead_by: tuple[str, ...] = ()
    others: tuple[int, ...] = ()

    @property
    def for_it(self) -> list[Reason]:
        """The reasons for it, besides the matching skills."""
        return self._beside_skills(1)

    @property
    def against_it(self) -> list[Reason]:
        """The reasons against it, besides the missing skills."""
        return self._beside_skills(-1)

    @property
    def besides(self) -> list[Reason]:
        """Neutral facts to be mentioned."""
        return self._beside_skills(0)

    @property
    def counted(self) -> list[Reason]:
        """The reasons that the line of skills has said already: shown with the points only."""
        return [reason for reason in self.reasons if reason.is_counted]

    def _beside_skills(self, side: int) -> list[Reason]:
        return [reason for reason in self.reasons if reason.side == side and not reason.is_counted]

    @property
    def ahead_words(self) -> list[Any]:
        """The parts that put it above one with more matching skills, in words."""
        return [AHEAD.get(name, LABELS[name]) for name in self.ahead_by]

    @property
    def points(self) -> list[tuple[Any, str, str]]:
        """Each part's name, points of 100 and position, and last the sum; the printed points add up exactly."""
        names, shares = zip(*self.contributions, strict=True)
        printed = [*tenths(shares, self.score), round(self.score * 1000)]
        return [
            (word, f"{value / 10:.1f}", standing)
            for word, value, standing in zip(
                [*map(LABELS.get, names), TOGETHER], printed, [*self.standings, ""], strict=True
            )
        ]


def tenths(shares: Sequence[float], total: float) -> list[int]:
    """Return shares rounded to tenths of a point so that they add up to the rounded total (largest remainder)."""
    exact = [share * 1000 for share in shares]
    found = [math.floor(value + 1e-9) for value in exact]
    short = round(total * 1000) - sum(found)
    for place in sorted(range(len(found)), key=lambda n: (found[n] - exact[n], n))[:short]:
        found[place] += 1
    return found


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an opening is not on a person's list: constraints by code, gaps, the score it would have, and the rank.

    rank is 1 for the first of the whole list; None if a constraint keeps the opening off it.
    """

    rules: tuple[str, ...]
    gaps: tuple[Gap, ...]
    score: float
    rank: int | None


def matches_of(
    ranked: Ranked,
    things: Mapping[int, Any],
    problem: Problem,
    others: Sequence[tuple[int, ...]] = (),
) -> list[Match]:
    """Return the picks as rows."""
    skills = _skills(fit for pick in ranked.picks for fit in (*pick.matched, *pick.missing))
    known = _known({fit.skill_id for pick in ranked.picks for fit in pick.missing}, skills)
    return _explained(
        [
            Match(
                things[pick.id],
                pick.score,
                pick.contributions,
                _coverage(pick, skills),
                reasons_of(pick.parts, len(pick.matched), len(pick.missing)),
                gaps_of(pick.missing, known),
                problem.model_version,
                tuple(standing(part, problem.weights) for part in pick.parts),
                others=tuple(same),
            )
            for pick, same in zip(ranked.picks, others or [()] * len(ranked.picks), strict=False)
        ]
    )


def alike(ranked: Ranked, things: Mapping[int, Any]) -> list[tuple[Pick, tuple[int, ...]]]:
    """Return the first of each company's openings of the same content, with the ids of the others, in the order of the list."""
    groups: dict[Any, list[Pick]] = {}
    for pick in ranked.picks:
        groups.setdefault(things[pick.id].content_key or pick.id, []).append(pick)
    return [(first, tuple(pick.id for pick in rest)) for first, *rest in groups.values()]


def _explained(found: list[Match]) -> list[Match]:
    """Explain each match that is above one with more matching skills by the parts that put it there."""
    best, explained = None, []
    for match in reversed(found):
        own = match.coverage.share
        if best is not None and own < best.coverage.share:
            below = dict(best.contributions)
            ahead = tuple(
                name for name, share in match.contributions if share > below.get(name, 0.0)
            )
            explained.append(replace(match, ahead_by=ahead))
        else:
            best = match
            explained.append(match)
    return explained[::-1]


def _coverage(pick: Pick, skills: dict[int, Skill]) -> Coverage:
    held, missing = (
        tuple(SkillWord(skills[fit.skill_id], fit.is_essential) for fit in fits)
        for fits in (pick.matched, pick.missing)
    )
    return Coverage(held, missing)


def gaps_known(missing: Sequence[SkillFit]) -> tuple[Gap, ...]:
    """Return the gaps of one pair."""
    return gaps_of(missing, _known({fit.skill_id for fit in missing}, _skills(missing)))


def _skills(fits: Iterable[SkillFit]) -> dict[int, Skill]:
    return rows.skills_by_id({fit.skill_id for fit in fits})


def _known(wanted: set[int], skills: dict[int, Skill]) -> dict[int, Gap]:
    """Return each missing skill once, with the free or subsidised courses that teach it."""
    taught = taught_to(wanted)
    return {pk: Gap(skills[pk], 0, 0, 0, courses=tuple(taught.get(pk, ()))) for pk in wanted}
