"""What does a page list? One module a subject; what other rooms ask for is named here."""

from matching.queries.companies import AnswerFigures, answer_figures
from matching.queries.openings import live_opening_count, newest_openings, openings_asking
from matching.queries.placements import (
    employment_placements,
    placements_by_grade,
    waiting_count,
    with_grade,
)

__all__ = [
    "AnswerFigures",
    "answer_figures",
    "employment_placements",
    "live_opening_count",
    "newest_openings",
    "openings_asking",
    "placements_by_grade",
    "waiting_count",
    "with_grade",
]
