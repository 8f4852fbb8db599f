"""Which notices do the demo logins have? A few each, about things that exist in the demo.

Nothing is mailed: the rows say that they already were.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from accounts.models import Company, User
from core.i18n import both
from core.models import Notice
from core.notices import path_of
from demo.cast import LOGINS
from demo.world import add_all
from matching.models import Application, Opening
from matching.queries.placements import waiting_for
from matching.states import ApplicationState, OpeningState
from training.models import Enrolment

EACH = 3


def make_notices() -> None:
    """Write the notices of the trainee, the company, the coordinator and the office."""
    users = User.objects.in_bulk([login.email for login in LOGINS], field_name="email")
    by_role = {login.role_en: users[login.email] for login in LOGINS}
    found = [
        *_trainee(by_role["Trainee"]),
        *_company(by_role["Company"]),
        *_coordinator(by_role["University coordinator"]),
        *_office(by_role["Programme office"]),
    ]
    add_all(found)


def _trainee(user: User) -> Iterator[Notice]:
    certified = Enrolment.objects.filter(trainee__user=user, certificate__isnull=False)
    for found in certified.select_related("run__course", "certificate").order_by(
        "-certificate__issued_at", "-pk"
    )[:EACH]:
        run = found.run
        about = {"course": both(run.course, "title"), "day": run.starts_on.isoformat()}
        about["number"] = found.certificate.number
        yield _notice(
            user,
            found.certificate.issued_at,
            "training.completed",
            "training:enrolment",
            found.pk,
            **about,
        )


def _company(user: User) -> Iterator[Notice]:
    company = Company.objects.get(members__user=user)
    waiting = Application.objects.filter(
        opening__company=company, state=ApplicationState.SUBMITTED, lapses_at__isnull=False
    )
    for found in waiting.select_related("opening", "trainee").order_by("-submitted_at", "-pk")[
        :EACH
    ]:
        day = found.lapses_at.date().isoformat() if found.lapses_at else ""
        about = {
            "opening": both(found.opening, "title"),
            "company": both(company, "name"),
            "person": found.trainee.real_name,
        }
        page = "matching:company_application"
        yield _notice(
            user, found.submitted_at, "matching.candidate.applied", page, found.pk, **about, day=day
        )


def _coordinator(user: User) -> Iterator[Notice]:
    for found in (
        waiting_for(user).select_related("trainee", "company").order_by("-claimed_at", "-pk")[:EACH]
    ):
        about = {"person": found.trainee.real_name, "company": both(found.company, "name")}
        yield _notice(
            user,
            found.confirmed_at or found.claimed_at,
            "matching.evidence.waiting",
            "matching:evidence_review",
            found.pk,
            **about,
        )


def _office(user: User) -> Iterator[Notice]:
    submitted = Opening.objects.filter(state=OpeningState.SUBMITTED).select_related("company")
    for found in submitted.order_by("-submitted_at", "-pk")[:EACH]:
        about = {"opening": both(found, "title"), "company": both(found.company, "name")}
        yield _notice(
            user,
            found.submitted_at,
            "matching.opening.submitted",
            "matching:office_openings",
            **about,
        )


def _notice(
    user: User, moment: datetime | None, code: str, page: str, *args: Any, **params: Any
) -> Notice:
    """Tell of a thing at the moment when it happened."""
    assert moment is not None
    url = path_of(page, *args)
    return Notice(
        recipient=user, code=code, url=url, params=params, created_at=moment, emailed_at=moment
    )
