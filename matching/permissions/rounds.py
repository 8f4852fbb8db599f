"""Who may keep and close a placement round, and who sees what it proposes?"""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Company
from core.denials import Denial
from matching.models import PlacementProposal, PlacementRound
from matching.permissions.roles import NOT_YOURS, is_office
from matching.states import ROUND

ROUND_CHANGED = Denial(
    "round.changed",
    _("Since you looked at it, people, openings or scores have changed."),
    _("This is the new result. Look at it, then keep it."),
)

ROUND_TICKED = Denial(
    "round.ticked",
    _("You ticked more after this was worked out, so it was not kept."),
    _("Those ticked are left out now. Look at the new result, then keep it."),
)


def visible_rounds(user: Any) -> QuerySet[PlacementRound]:
    """Return the placement rounds that a user sees: the office alone."""
    return PlacementRound.objects.all() if is_office(user) else PlacementRound.objects.none()


def visible_proposals(user: Any) -> QuerySet[PlacementProposal]:
    """Return the proposals that concern a user: own ones, those for the company's openings, all for the office.

    Of those a company is shown only people who agreed to be found.
    """
    if is_office(user):
        return PlacementProposal.objects.all()
    if user.is_authenticated and user.is_company:
        companies = Company.objects.filter(members__user=user, members__is_active=True)
        return PlacementProposal.objects.filter(opening__company__in=companies)
    if user.is_authenticated and user.is_trainee:
        return PlacementProposal.objects.filter(trainee__user=user)
    return PlacementProposal.objects.none()


def denies_keeping_round(
    user: Any, proposed: int, input_hash: str, seen_hash: str
) -> Denial | None:
    """Say why a round cannot be saved: not the office, nobody to propose to, or changed since it was shown."""
    if not is_office(user):
        return NOT_YOURS
    if input_hash != seen_hash:
        return ROUND_CHANGED
    if not proposed:
        return Denial(
            "round.empty",
            _("There is nobody to whom an opening can be proposed."),
            _("The list below says for each person why."),
        )
    return None


def denies_unseen_strikes(ticked: Collection[int]) -> Denial | None:
    """Say that people or openings were ticked for removal that the shown result still contains."""
    return ROUND_TICKED if ticked else None


def denies_closing_round(user: Any, round_: PlacementRound) -> Denial | None:
    """Say why a round cannot be closed."""
    return ROUND.denies(round_.state, "close") if is_office(user) else NOT_YOURS
