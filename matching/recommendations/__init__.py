"""Which work fits whom, and why? The one door to the recommender.

Rows become arrays (`arrays`), the recommender ranks, its picks become rows with reasons (`matches`); `serving` answers requests,
`courses` says which courses would open more.
"""

from matching.recommendations.courses import CourseAdvice, advice_on, courses_for
from matching.recommendations.matches import Match, Obstacle
from matching.recommendations.serving import (
    FEATURES,
    MODEL_VERSION,
    WEIGHTS,
    gains_of,
    openings_for,
    people_for,
    why_not,
)

__all__ = [
    "FEATURES",
    "MODEL_VERSION",
    "WEIGHTS",
    "CourseAdvice",
    "Match",
    "Obstacle",
    "advice_on",
    "courses_for",
    "gains_of",
    "openings_for",
    "people_for",
    "why_not",
]
