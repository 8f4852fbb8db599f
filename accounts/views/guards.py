"""Whose desk is this? Each decorator passes the trainee, company, school or nothing on, or answers 403 with the reason."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts import proof
from accounts.session import company_of, trainee_of, university_of
from core.denials import Denial
from core.guards import passing_on, unless

for_trainee = passing_on(trainee_of, Denial("desk.trainee", _("This page is for trainees.")))
for_company = passing_on(company_of, Denial("desk.company", _("This page is for companies.")))
for_coordinator = passing_on(
    university_of, Denial("desk.university", _("This page is for coordinators of a school."))
)


@unless
def for_office(user: Any) -> Denial | None:
    """Let the programme office in."""
    return (
        None
        if user.is_office
        else Denial("desk.office", _("This page is for the programme office only."))
    )


@unless
def for_teacher(user: Any) -> Denial | None:
    """Let teachers and the programme office in."""
    is_let_in = user.is_teacher or user.is_office
    return None if is_let_in else Denial("desk.teacher", _("This page is for teachers."))


@unless
def for_verifiers(user: Any) -> Denial | None:
    """Let coordinators and the programme office in."""
    if user.is_office or university_of(user) is not None:
        return None
    return Denial("desk.verifier", _("This page is for those who verify evidence."))


def gives_rights(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Do what was sent only from somebody who proved minutes ago who they are; ask them, then do it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if (
            settings.SECOND_FACTOR_REQUIRED
            and request.method == "POST"
            and not proof.has_recent_proof(request)
        ):
            return proof.ask_again(request)
        return view(request, *args, **kwargs)

    return guarded
