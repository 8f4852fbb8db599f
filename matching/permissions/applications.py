"""Who may apply, and who may move an application where?"""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Company, Trainee
from accounts.permissions.consents import Use, denies_use
from core.denials import Denial
from core.workflow import Move
from matching.models import Application, Offer, Opening
from matching.permissions.holding import (
    LEAVING,
    denies_answering,
    denies_going_on,
    denies_reaching,
    denies_reading,
)
from matching.permissions.openings import is_live
from matching.permissions.retention import is_faded
from matching.permissions.roles import (
    NOT_YOURS,
    acts_for_company,
    coordinates,
    is_office,
    is_person,
)
from matching.permissions.working import denies_minor, denies_working
from matching.states import APPLICATION, OVER, ApplicationState, OpeningState


def visible_applications(user: Any) -> QuerySet[Application]:
    """Return the applications that concern a user: own ones, the company's, all for the office."""
    if is_office(user):
        return Application.objects.all()
    if user.is_company:
        companies = Company.objects.filter(members__user=user, members__is_active=True)
        return Application.objects.filter(opening__company__in=companies)
    return Application.objects.filter(trainee__user=user)


def denies_apply(
    user: Any, opening: Opening, today: date, trainee: Trainee | None = None
) -> Denial | None:
    """Say why a person cannot apply for an opening today; `trainee` spares the query when it is known."""
    if not user.is_authenticated:
        return Denial("apply.login", _("Log in to apply."), url=reverse("account_login"))
    if not user.is_trainee:
        return Denial(
            "apply.kind",
            _("Only trainees apply for openings."),
            _("You are logged in with another kind of account."),
        )
    trainee = trainee or Trainee.objects.filter(user=user).first()
    if trainee is None:
        return Denial(
            "apply.profile",
            _("Your profile is missing."),
            _("Fill it in first."),
            reverse("accounts:profile"),
        )
    return (
        denies_use(user, Use.APPLY)
        or _denies_opening(opening, today)
        or denies_working(trainee, today, is_internship=opening.is_internship)
        or denies_minor(trainee, opening, today)
        or _denies_twice(trainee, opening)
    )


def _denies_opening(opening: Opening, today: date) -> Denial | None:
    """Say why an opening takes no applications."""
    if opening.state == OpeningState.FILLED or opening.hires >= opening.headcount:
        return Denial(
            "apply.filled",
            _("All positions are taken."),
            _("Look for similar openings."),
            reverse("matching:opening_list"),
        )
    if opening.state == OpeningState.PAUSED:
        return Denial(
            "apply.paused", _("The company has paused this opening."), _("Try again in some days.")
        )
    if opening.state == OpeningState.HELD or (
        opening.state == OpeningState.PUBLISHED and not opening.company.is_verified_on(today)
    ):
        return Denial(
            "apply.held",
            _("The company is being checked, so it takes no applications for now."),
            _("Look for similar openings."),
            reverse("matching:opening_list"),
        )
    if not is_live(opening, today):
        return Denial(
            "apply.closed",
            _("This opening is closed."),
            _("Look for similar openings."),
            reverse("matching:opening_list"),
        )
    return None


def _denies_twice(trainee: Trainee, opening: Opening) -> Denial | None:
    """Say that there is an application already."""
    found = (
        Application.objects.filter(trainee=trainee, opening=opening)
        .values_list("pk", flat=True)
        .first()
    )
    if found is None:
        return None
    return Denial(
        "apply.already",
        _("You have already applied here."),
        _("See where it stands."),
        reverse("matching:my_application", args=[found]),
    )


def denies_application_move(
    user: Any, application: Application, verb: str, today: date
) -> Denial | None:
    """Say why somebody may not make a move of the table: not theirs, or not from here."""
    roles, move = roles_of(user, application), APPLICATION.move(verb)
    return denies_move(application, move, roles, hold_of(application, roles, today))


def hold_of(application: Application, roles: list[str], today: date) -> Denial | None:
    """Say what keeps these two sides from going on; verifiers and the office are not held up."""
    if "company" in roles:
        return denies_going_on(application, today)
    return denies_answering(application, today) if "trainee" in roles else None


def denies_move(
    application: Application, move: Move, roles: list[str], hold: Denial | None
) -> Denial | None:
    """Say why a move is not for these roles, waits, or is not for this state."""
    if not set(move.who) & set(roles):
        return NOT_YOURS
    if hold is not None and move.verb not in LEAVING:
        return hold
    denied = _denies_state(application.state, move)
    if denied or move.verb not in {"offer", "accept"} or application.opening.positions_left > 0:
        return denied
    return Denial("offer.filled", _("All positions have been taken in the meantime."))


def _denies_state(state: str, move: Move) -> Denial | None:
    """Say of one move why it is not for this state: its turn is still to come, or it is over."""
    if state in move.source:
        return None
    code, here = f"application.{move.verb}.state", str(ApplicationState(state).label)
    if APPLICATION.comes_later(state, move.verb):
        stands = " / ".join(str(ApplicationState(source).label) for source in move.source)
        sentence = _("“%(move)s” comes later, once this stands at: %(states)s.")
        return Denial(code, sentence % {"move": move.label, "states": stands})
    sentence = _("“%(move)s” is over: this stands at “%(state)s”.")
    return Denial(code, sentence % {"move": move.label, "state": here})


def roles_of(user: Any, application: Application) -> list[str]:
    """Return the roles of a user in an application."""
    if is_office(user):
        return ["office"]
    if user.is_company:
        return ["company"] if acts_for_company(user, application.opening.company_id) else []
    if user.is_university:
        return ["coordinator"] if coordinates(user, application.trainee.university_id) else []
    return ["trainee"] if is_person(user, application.trainee) else []


def denies_offer_answer(
    user: Any, application: Application, offer: Offer, today: date
) -> Denial | None:
    """Say why an offer cannot be accepted: not theirs, moved on, past its date, all positions taken."""
    denied = denies_application_move(user, application, "accept", today)
    if denied:
        return denied
    if offer.expires_on < today:
        return Denial(
            "offer.expired", _("The offer expired."), _("Ask the company whether it still stands.")
        )
    return None


def denies_interview_answer(
    user: Any, application: Application, today: date, *, is_no: bool = False
) -> Denial | None:
    """Say why an invitation cannot be answered: not theirs, moved on, or on hold; a no can always be said."""
    if not is_person(user, application.trainee):
        return NOT_YOURS
    if application.state != ApplicationState.INTERVIEW:
        return Denial(
            "interview.moved_on", _("This has already moved on, so an answer is no longer needed.")
        )
    return None if is_no else denies_answering(application, today)


def denies_note(user: Any, application: Application, today: date) -> Denial | None:
    """Say why somebody may not note something about an applicant: only the company does, while it may go on."""
    if not acts_for_company(user, application.opening.company_id):
        return NOT_YOURS
    if is_faded(application, today):
        return Denial(
            "note.faded", _("This ended long ago, so nothing more is noted about the person.")
        )
    return denies_reading(application, today)


def denies_looking(user: Any, application: Application, today: date) -> Denial | None:
    """Say why the pictures of work samples are not shown: only to the company, only while the application is alive."""
    if not acts_for_company(user, application.opening.company_id):
        return NOT_YOURS
    if application.state in OVER:
        return Denial(
            "sample.ended", _("The application has ended, so work samples are no longer shown.")
        )
    return denies_reading(application, today)


def denies_contact(user: Any, application: Application, today: date) -> Denial | None:
    """Say why contact details are not shown: only to the company, only while the application is alive."""
    if not acts_for_company(user, application.opening.company_id):
        return NOT_YOURS
    if application.state in OVER:
        return Denial(
            "contact.ended", _("The application has ended, so contact details are no longer shown.")
        )
    return denies_reaching(application, today)
