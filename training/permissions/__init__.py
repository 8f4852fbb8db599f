"""Who may see and do what in training, and if not, why not?"""

from training.permissions.completion import Standing, denies_completion, standing_of
from training.permissions.enrolling import (
    Check,
    denies_accept,
    denies_enrol,
    denies_offer,
    denies_withdraw,
    enrol_checks,
    reasons_against_enrolling,
)
from training.permissions.office import (
    denies_finishing_run,
    denies_office,
    denies_opening_run,
    denies_paper,
    denies_revoking,
    denies_starting_run,
)
from training.permissions.teaching import (
    denies_assessing,
    denies_marking,
    denies_no_show,
    denies_teaching,
)
from training.permissions.visibility import (
    visible_certificates,
    visible_enrolments,
    visible_runs,
    visible_taught_runs,
)

__all__ = [
    "Check",
    "Standing",
    "denies_accept",
    "denies_assessing",
    "denies_completion",
    "denies_enrol",
    "denies_finishing_run",
    "denies_marking",
    "denies_no_show",
    "denies_offer",
    "denies_office",
    "denies_opening_run",
    "denies_paper",
    "denies_revoking",
    "denies_starting_run",
    "denies_teaching",
    "denies_withdraw",
    "enrol_checks",
    "reasons_against_enrolling",
    "standing_of",
    "visible_certificates",
    "visible_enrolments",
    "visible_runs",
    "visible_taught_runs",
]
