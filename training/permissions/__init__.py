"""Who may see and do what in training, and if not, why not?"""

from training.permissions.completion import Standing, completion_day, denies_completion, standing_of
from training.permissions.enrolling import (
    Check,
    denies_accept,
    denies_approval,
    denies_calendar,
    denies_enrol,
    denies_offer,
    denies_seat,
    denies_window,
    denies_withdraw,
    enrol_checks,
    reasons_against_enrolling,
)
from training.permissions.office import (
    denies_closing_late,
    denies_finishing_run,
    denies_office,
    denies_opening_run,
    denies_paper,
    denies_reissuing,
    denies_revoking,
    denies_starting_run,
)
from training.permissions.teaching import (
    denies_assessing,
    denies_assessment_day,
    denies_marking,
    denies_no_show,
    denies_teaching,
)
from training.permissions.timetable import denies_changing_class, denies_outside, denies_times, denies_timetable
from training.permissions.visibility import (
    visible_certificates,
    visible_enrolments,
    visible_runs,
    visible_taught_runs,
)

__all__ = [
    "Check",
    "Standing",
    "completion_day",
    "denies_accept",
    "denies_approval",
    "denies_assessing",
    "denies_assessment_day",
    "denies_calendar",
    "denies_changing_class",
    "denies_closing_late",
    "denies_completion",
    "denies_enrol",
    "denies_finishing_run",
    "denies_marking",
    "denies_no_show",
    "denies_offer",
    "denies_office",
    "denies_opening_run",
    "denies_outside",
    "denies_paper",
    "denies_reissuing",
    "denies_revoking",
    "denies_seat",
    "denies_starting_run",
    "denies_teaching",
    "denies_times",
    "denies_timetable",
    "denies_window",
    "denies_withdraw",
    "enrol_checks",
    "reasons_against_enrolling",
    "standing_of",
    "visible_certificates",
    "visible_enrolments",
    "visible_runs",
    "visible_taught_runs",
]
