"""How does a pick of the recommender become a row with its reasons, gaps and courses?"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from matching import recommender
from matching.queries import matches as rows
from matching.reasons import LABELS, Gap, Reason, gaps_of, reasons_of
from training.queries.courses import taught_to


@dataclass(frozen=True, slots=True)
class Match:
    """One recommendation: the thing, its score in percent, the reasons in words, the gaps and who closes them."""

    thing: Any
    score: float
    contributions: tuple[tuple[str, float], ...]
    reasons: tuple[Reason, ...]
    gaps: tuple[Gap, ...]
    model_version: str

    @property
    def percent(self) -> int:
        """How well it fits as a whole percentage: the score without what keeps lists from crowding."""
        fit = self.score - dict(self.contributions).get(recommender.CROWDING, 0.0)
        return min(100, max(0, round(fit * 100)))

    @property
    def fits_a_skill(self) -> bool:
        """Does the person have anything of what is asked for?"""
        return dict(self.contributions)["skill"] > 0

    @property
    def parts(self) -> list[tuple[Any, str]]:
        """What each feature added, as its word and its points of 100, and last the sum."""
        points = [(LABELS[name], f"{share * 100:.1f}") for name, share in self.contributions]
        return [*points, (_("Together"), f"{self.score * 100:.1f}")]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an opening is not on a person's list: rules by code, gaps, what the score would be, and the place in the list.

    rank is 1 for the first of the whole list; None where a rule keeps the opening off it.
    """

    rules: tuple[str, ...]
    gaps: tuple[Gap, ...]
    score: float
    rank: int | None


def matches_of(
    ranked: recommender.Ranked, things: dict[int, Any], problem: recommender.Problem
) -> list[Match]:
    """Return the picks as rows."""
    missing = [fit for pick in ranked.picks for fit in pick.missing]
    known = _known(missing)
    found = []
    for pick in ranked.picks:
        gaps = gaps_of(pick.missing, known)
        reasons = reasons_of(pick.parts, len(pick.matched), len(pick.missing))
        found.append(Match(things[pick.id], pick.score, pick.contributions, reasons, gaps, problem.model_version))
    return found


def gaps_known(missing: Any) -> tuple[Gap, ...]:
    """Return the gaps of one pair."""
    return gaps_of(missing, _known(missing))


def _known(missing: Any) -> dict[int, Gap]:
    """Return each missing skill once, with where it is taught free or subsidised."""
    wanted = {fit.skill_id for fit in missing}
    skills, taught = rows.skills_by_id(wanted), taught_to(wanted)
    return {pk: Gap(skills[pk], 0, 0, 0, tuple(taught.get(pk, ()))) for pk in wanted}
