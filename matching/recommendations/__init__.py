"""Which work fits whom, and why? The one door to the recommender.

Rows become arrays (`arrays`), the recommender ranks, its picks become rows with reasons (`matches`); `serving` answers requests,
`courses` says which courses would open more.
"""

from matching.recommendations.courses import CourseAdvice, advice_on, courses_for
from matching.recommendations.live import Live, has_before, live
from matching.recommendations.matches import Match, Obstacle
from matching.recommendations.serving import gains_of, openings_for, people_for, why_not
from matching.recommender import FEATURES

__all__ = [
    "FEATURES",
    "CourseAdvice",
    "Live",
    "Match",
    "Obstacle",
    "advice_on",
    "courses_for",
    "gains_of",
    "has_before",
    "live",
    "openings_for",
    "people_for",
    "why_not",
]
