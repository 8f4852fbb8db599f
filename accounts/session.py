"""Who asks? The user of a session with the person behind, in one row, and whom a user acts for."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Company, Trainee, University, User
from core import notices
from core.statements import Prepared

BEHIND = (
    "trainee",
    "trainee__university",
    "trainee__education",
    "trainee__major",
    "trainee__home_division",
)  # what every page of a trainee asks for


def _asking(user_id: int) -> QuerySet[User]:
    return (
        User.objects.select_related(*BEHIND)
        .annotate(
            unread_notices=notices.UNREAD_COUNT,
            holds_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"))),
        )
        .filter(pk=user_id)
        .order_by("pk")
    )


def _company(user_id: int) -> QuerySet[Company]:
    return (
        Company.objects.filter(members__user=user_id, members__is_active=True)
        .select_related("division")
        .order_by("pk")[:1]
    )


def _university(user_id: int) -> QuerySet[University]:
    return University.objects.filter(
        coordinators__user=user_id, coordinators__is_active=True
    ).order_by("pk")[:1]


# Asked on every request of somebody who is logged in.
ASKING = Prepared(_asking, user_id=int)
COMPANY, UNIVERSITY = Prepared(_company, user_id=int), Prepared(_university, user_id=int)


class SessionBackend(AuthenticationBackend):
    """Logs in as allauth does, and reads what every page asks of its user with the user: one query a request."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the user of a session, fresh from the rows, or None when they may not go on."""
        user = _only(ASKING.rows(user_id=int(user_id)))
        return user if user is not None and self.user_can_authenticate(user) else None


def _only(rows: list[Any]) -> Any:
    return rows[0] if rows else None


def holds_factor(user: Any) -> bool:
    """Tell whether a user has a second factor; the user of a session brings the answer."""
    known: bool | None = getattr(user, "holds_factor", None)
    return is_mfa_enabled(user) if known is None else known


def trainee_of(user: User) -> Trainee | None:
    """Return the trainee behind a user, or None."""
    return getattr(user, "trainee", None)


def company_of(user: User) -> Company | None:
    """Return the company that a user acts for (as an active member), or None."""
    if not user.is_authenticated:
        return None
    found: Company | None = _only(COMPANY.rows(user_id=user.pk))
    return found


def university_of(user: User) -> University | None:
    """Return the school that a user coordinates (while active), or None."""
    if not user.is_authenticated:
        return None
    found: University | None = _only(UNIVERSITY.rows(user_id=user.pk))
    return found
