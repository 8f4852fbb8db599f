"""What has this session proved, and is that enough? Read from what allauth recorded in it, not from what the account owns."""

import time
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from accounts.models import User
from accounts.permissions import needs_second_factor
from accounts.session import holds_factor

FACTOR = "mfa"  # allauth's word for a second factor in its records


def missing_proof(request: HttpRequest) -> str | None:
    """Return where this session proves what it lacks; None when it may go on.

    Everybody but trainees sees other people's data: their proof is good for a working day.
    """
    user = cast("User", request.user)
    since = 0.0 if user.is_trainee else time.time() - settings.STAFF_SESSION_SECONDS
    proofs = _proofs(request, since)
    if any(proof["method"] == FACTOR for proof in proofs):
        return None
    if holds_factor(user):
        return _where_to_prove(user, factor=True)
    if needs_second_factor(user):
        return reverse("mfa_index")
    return None if proofs or user.is_trainee else _where_to_prove(user, factor=False)


def has_recent_proof(request: HttpRequest) -> bool:
    """Tell whether somebody showed minutes ago that it is they who sit here."""
    return bool(_proofs(request, time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT))


def ask_again(request: HttpRequest) -> HttpResponseRedirect:
    """Redirect to the page that asks for password or factor again; the submitted form is kept and carried out afterwards."""
    return suspend_request(request, _where_to_prove(request.user, factor=False))


def note_new_factor(
    sender: Any, request: HttpRequest, user: Any, authenticator: Any, **kwargs: Any
) -> None:
    """Note that this session proved the factor that it has just set up: setting up asks for a code of it."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, FACTOR, id=authenticator.pk, type=authenticator.type)


def _proofs(request: HttpRequest, since: float) -> list[dict[str, Any]]:
    return [
        record
        for record in get_authentication_records(request, request.user)
        if record["at"] >= since
    ]


def _where_to_prove(user: Any, *, factor: bool) -> str:
    ways: list[dict[str, str]] = get_adapter().get_reauthentication_methods(user)
    fitting = [way["url"] for way in ways if way["id"].startswith("mfa") or not factor]
    return fitting[0] if fitting else reverse("account_logout")
