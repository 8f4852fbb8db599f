"""Which work fits whom, and why? The one door to the recommender.

Rows become arrays (`arrays`), the recommender ranks, its picks become rows with reasons (`matches`); `serving` answers requests.
"""

from matching.recommendations.applying import Scored, score_of, scores_of
from matching.recommendations.live import Live, has_before, live
from matching.recommendations.matches import Match, Obstacle
from matching.recommendations.serving import gain_of, openings_for, people_for, why_not
from matching.recommender import FEATURES

__all__ = [
    "FEATURES",
    "Live",
    "Match",
    "Obstacle",
    "Scored",
    "gain_of",
    "has_before",
    "live",
    "openings_for",
    "people_for",
    "score_of",
    "scores_of",
    "why_not",
]
