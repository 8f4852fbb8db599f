"""Which work fits whom, and why? The one door to the recommender.

Rows become arrays (`arrays`), the recommender ranks, its picks become rows with reasons (`matches`); `serving` answers requests.
"""

from matching.recommendations.applying import Scored, score_of, scores_of
from matching.recommendations.chances import (
    MINIMUM_OF_EACH,
    MINIMUM_ROWS,
    chance_of_applying,
    chance_of_hire,
    chances_on,
    expected_hires,
)
from matching.recommendations.exposed import Exposed, exposure_of_lists
from matching.recommendations.live import Live, has_before, live
from matching.recommendations.matches import Match, Obstacle
from matching.recommendations.serving import gain_of, openings_for, people_for, why_not
from matching.recommender import FEATURES

__all__ = [
    "FEATURES",
    "MINIMUM_OF_EACH",
    "MINIMUM_ROWS",
    "Exposed",
    "Live",
    "Match",
    "Obstacle",
    "Scored",
    "chance_of_applying",
    "chance_of_hire",
    "chances_on",
    "expected_hires",
    "exposure_of_lists",
    "gain_of",
    "has_before",
    "live",
    "openings_for",
    "people_for",
    "score_of",
    "scores_of",
    "why_not",
]
