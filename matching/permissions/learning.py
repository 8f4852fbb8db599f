"""Who may change which model serves?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.denials import Denial
from matching.permissions.roles import NOT_YOURS, is_office

NOTHING_BEFORE = Denial(
    "matching.nothing_before", _("No earlier version is kept that one could go back to.")
)
RUNNING = Denial(
    "matching.training_runs",
    _("A training is running already."),
    _("Please wait until it has ended."),
)


def denies_rollback(user: Any, *, has_before: bool) -> Denial | None:
    """Say why somebody may not go back to the version before; the operator at the machine (None) may."""
    if user is not None and not is_office(user):
        return NOT_YOURS
    return None if has_before else NOTHING_BEFORE
