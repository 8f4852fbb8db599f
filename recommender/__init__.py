"""Which work fits whom, and why? Arrays in, arrays out: no Django, no clock, no files, no globals.

How to use it, with an example that runs: README.md beside this file. What goes in: `score.problem` (shapes, types, units).
"""

from recommender.ranking.lists import Ranking, joined, recommend_openings, recommend_people
from recommender.ranking.reasons import gains_of_courses, why_not
from recommender.score.problem import Divisions, Masks, Openings, People, Problem, Rule
from recommender.score.weights import Weights

__all__ = [
    "Divisions",
    "Masks",
    "Openings",
    "People",
    "Problem",
    "Ranking",
    "Rule",
    "Weights",
    "gains_of_courses",
    "joined",
    "recommend_openings",
    "recommend_people",
    "why_not",
]
