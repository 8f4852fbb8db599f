"""Who may say what fits a person, and who sees the people that fit an opening?"""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Trainee
from accounts.permissions import denies_acting
from core.denials import Denial
from matching.models import Opening
from matching.states import OpeningState


def denies_feedback(user: Any, trainee: Trainee) -> Denial | None:
    """Say why somebody may not speak for a person."""
    if user is not None and trainee.user_id == user.pk:
        return None
    return Denial("feedback.own", _("Only the person can say what fits."))


def denies_people(opening: Opening, today: date) -> Denial | None:
    """Say why a company may not see people for an opening: it must be verified and the opening on the list."""
    unverified = denies_acting(opening.company, today)
    if unverified is not None:
        return unverified
    if opening.state == OpeningState.PUBLISHED:
        return None
    return Denial("people.opening", _("People are recommended once the opening is published."))
