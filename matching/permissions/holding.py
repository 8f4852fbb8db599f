"""Why is an application on hold: the company may not act, or a consent on the person's side is missing?

One guard for every step of either side. Leaving and objecting are never held up.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.models import Company, Consent, Trainee
from accounts.permissions import denies_acting
from accounts.permissions.consents import ENDS_REACHING, Use, denies_others, denies_use
from accounts.states import CompanyState
from core.clock import CITY_TIME
from core.denials import Denial
from matching.models import Application, Opening
from matching.permissions.working import denies_minor

# What a person may do at any time: go, say no, object.
LEAVING = frozenset({"withdraw", "decline", "contest", "breach_by_company"})


def denies_going_on(application: Application, today: date) -> Denial | None:
    """Say to the company why an application cannot go on, or None if both sides may go on."""
    return (
        denies_acting(application.opening.company, today)
        or _denies_without_yes(application, Use.GO_ON)
        or denies_young(application.trainee, application.opening, today)
    )


def _denies_without_yes(application: Application, use: Use) -> Denial | None:
    """Say that a consent is missing; for a closed account nothing is left to protect, and its records may still end."""
    user = application.trainee.user
    return None if user.anonymised_at else denies_others(user, use)


def denies_answering(application: Application, today: date) -> Denial | None:
    """Say to the person why an application cannot go on, and what they can do."""
    company = denies_acting(application.opening.company, today)
    if company is None:
        return denies_use(application.trainee.user, Use.GO_ON) or _denies_ward(application, today)
    return Denial(
        company.code,
        WAITS_FOR_COMPANY.get(company.code, WAITS_FOR_CHECK),
        _(
            "Time limits are paused until it continues; you are told then. You can leave at any time."
        ),
    )


def _denies_ward(application: Application, today: date) -> Denial | None:
    """Say to a young person that a guardian's yes is missing."""
    denied = denies_minor(application.trainee, application.opening, today)
    return denied and replace(denied, sentence=GUARDIAN_MISSING)


def denies_young(trainee: Trainee, opening: Opening, today: date) -> Denial | None:
    """Say to the company that a guardian's yes is missing."""
    if denies_minor(trainee, opening, today) is None:
        return None
    return Denial(
        "consent.guardian",
        _("This person is under age, and a guardian's standing yes is missing."),
        _("You are told as soon as it continues. Time limits are paused meanwhile."),
    )


GUARDIAN_MISSING = _(
    "You are under age, and your parent's or guardian's standing consent is missing."
)
WAITS_FOR_CHECK = _(
    "The programme office is checking the company, so everything with it is on hold for now."
)
WAITS_FOR_COMPANY = {
    "company.suspended": _(
        "The programme office has suspended the company, so everything with it is on hold for now."
    ),
    "company.verification_expired": _(
        "The company's verification has run out, so everything with it is on hold for now."
    ),
}


def denies_reading(application: Application, today: date) -> Denial | None:
    """Say why a company may not read who applied: the name, what was sent, samples, its own notes."""
    return denies_acting(application.opening.company, today) or _denies_without_yes(
        application, Use.BE_READ
    )


def denies_reaching(application: Application, today: date) -> Denial | None:
    """Say why a company may not read phone and e-mail: the application has ended, or the person withdrew consent to contact."""
    return denies_going_on(application, today) or _denies_ended_contact(application)


def _denies_ended_contact(application: Application) -> Denial | None:
    """Applicants may be contacted about their application, unless they have withdrawn consent to contact since."""
    said = Consent.objects.filter(user=application.trainee.user_id, purpose=ENDS_REACHING)
    ended = said.filter(withdrawn_at__gte=application.submitted_at)
    if not ended.exists() or said.filter(withdrawn_at=None).exists():
        return None
    return Denial(
        "consent.contact",
        _("This person no longer wants to be contacted by phone or e-mail."),
        _("Invitations and offers reach them here."),
    )


def held_since(company: Company, moment: datetime) -> datetime:
    """Return since when a company may not act: from the midnight after its last day, or from this moment."""
    if company.state != CompanyState.VERIFIED or company.verified_until is None:
        return moment
    return min(
        moment, datetime.combine(company.verified_until + timedelta(days=1), time(), CITY_TIME)
    )
