"""Which openings fit this person, which people fit this opening, and why or why not, as of this request?

Model and prices are loaded once (`serving`). The other side comes as one or two problems whose results are merged.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

import recommender
from accounts.models import Trainee
from core import clock
from matching.models import Opening
from matching.permissions import live_openings
from matching.queries import matches as rows
from matching.recommendations.request.matches import Match, Obstacle, alike, gaps_known, matches_of
from matching.recommendations.request.serving import Serving
from recommender import Rule
from recommender.arrays import Bools
from recommender.ranking.lists import Ranked
from recommender.ranking.reasons import place_among

AT_FIRST = 4  # times the list's length, so that many copies of one opening do not fill it


def openings_for(trainee: Trainee, limit: int = 20, serving: Serving | None = None) -> list[Match]:
    """Return the best live openings for a person, best first; nothing if the person switched it off.

    Openings of one company with the same content are one entry that lists the others. `serving` is the request's; without
    it, one is opened for today.
    """
    if not trainee.uses_recommendations:
        return []
    now = serving or Serving(clock.today())
    problems, asked = now.person_problems(trainee), limit * AT_FIRST
    while True:
        rankings = [recommender.recommend_openings(one, [trainee.pk], asked) for one in problems]
        ranked = recommender.joined(rankings, asked).of(trainee.pk)
        things = rows.openings_by_id(ranked.ids, now.today)
        grouped = alike(_still(ranked, things), things)
        if len(grouped) >= limit or len(ranked.picks) < asked:
            break
        asked *= AT_FIRST
    first = tuple(pick for pick, _others in grouped[:limit])
    return matches_of(
        replace(ranked, picks=first), things, problems[0], [others for _pick, others in grouped]
    )


def people_for(opening: Opening, limit: int = 20, serving: Serving | None = None) -> list[Match]:
    """Return the best people for an opening among those who agreed to be found, best first."""
    now = serving or Serving(clock.today())
    problems = now.opening_problems(opening)
    rankings = [recommender.recommend_people(one, [opening.pk], limit) for one in problems]
    ranked = recommender.joined(rankings, limit).of(opening.pk)
    things = rows.people_by_id(ranked.ids, now.today)
    return matches_of(_still(ranked, things), things, problems[0])


def why_not(trainee: Trainee, opening: Opening, serving: Serving | None = None) -> Obstacle:
    """Return the hard constraints and gaps that keep an opening off a person's list, or its rank on it."""
    now = serving or Serving(clock.today())
    is_live = live_openings(now.today).filter(pk=opening.pk).exists()
    shut: dict[str, Bools] = {
        Rule.CLOSED: np.array([not is_live]),
        Rule.FILLED: np.array([opening.positions_left <= 0]),
    }
    answer = recommender.why_not(now.pair_problem(trainee, opening, shut), trainee.pk, opening.pk)
    all_live = [] if answer.rules else now.person_problems(trainee)
    rank = place_among(all_live, trainee.pk, opening.pk) if all_live else None
    return Obstacle(
        tuple(str(rule) for rule in answer.rules), gaps_known(answer.missing), answer.score, rank
    )


def _still(ranked: Ranked, things: Mapping[int, object]) -> Ranked:
    """Return the list without rows that are gone since it was computed."""
    return replace(ranked, picks=tuple(pick for pick in ranked.picks if pick.id in things))
