"""Which work fits whom, and why? The one door to the recommender.

Rows become arrays (`arrays`), the recommender ranks, its picks become rows with reasons (`matches`); `serving` answers requests.
"""

from matching.recommendations.applying import Scored, score_of, scores_of
from matching.recommendations.matches import Match, Obstacle
from matching.recommendations.serving import (
    FEATURES,
    MODEL_VERSION,
    WEIGHTS,
    gain_of,
    openings_for,
    people_for,
    why_not,
)

__all__ = [
    "FEATURES",
    "MODEL_VERSION",
    "WEIGHTS",
    "Match",
    "Obstacle",
    "Scored",
    "gain_of",
    "openings_for",
    "people_for",
    "score_of",
    "scores_of",
    "why_not",
]
