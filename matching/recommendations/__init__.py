"""Which work fits whom, and why? The one door to the recommender.

Rows become arrays (`arrays`), the recommender ranks, its picks become rows with reasons (`matches`); `serving` answers requests,
`courses` says which courses would open more.
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
from matching.recommendations.courses import Advice, CourseAdvice, advice_on, courses_for
from matching.recommendations.curves import drawings
from matching.recommendations.exposed import Exposed, exposure_of_lists
from matching.recommendations.live import Live, has_before, live
from matching.recommendations.matches import Match, Obstacle
from matching.recommendations.serving import gains_of, openings_for, people_for, why_not
from recommender.learned.weighing import LEAST_SKILL, LEAST_WISH
from recommender.score.weights import FEATURES

__all__ = [
    "FEATURES",
    "LEAST_SKILL",
    "LEAST_WISH",
    "MINIMUM_OF_EACH",
    "MINIMUM_ROWS",
    "Advice",
    "CourseAdvice",
    "Exposed",
    "Live",
    "Match",
    "Obstacle",
    "Scored",
    "advice_on",
    "chance_of_applying",
    "chance_of_hire",
    "chances_on",
    "courses_for",
    "drawings",
    "expected_hires",
    "exposure_of_lists",
    "gains_of",
    "has_before",
    "live",
    "openings_for",
    "people_for",
    "score_of",
    "scores_of",
    "why_not",
]
