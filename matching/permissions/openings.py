"""Who may see, write, publish and stop an opening?"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Company
from accounts.permissions import denies_acting, denies_drafting
from accounts.states import CompanyState
from core.clock import local_date
from core.denials import Denial
from core.undoing import undo_window, with_minutes
from core.words import denies_words
from core.workflow import Move
from matching.lawful.fields import names_read
from matching.models import Opening, OpeningReport
from matching.permissions.roles import NOT_YOURS, acts_for_company, is_office
from matching.permissions.terms import denies_numbers, denies_validity
from matching.states import OPENING, OpeningGroup, OpeningState, ReportState


def live(today: date) -> Q:
    """Return the condition of being on the list today: published, valid, of a currently verified company."""
    return Q(
        state=OpeningState.PUBLISHED,
        valid_until__gte=today,
        company__state=CompanyState.VERIFIED,
        company__verified_until__gte=today,
    )


def live_openings(today: date) -> QuerySet[Opening]:
    """Return what everybody may see today."""
    return Opening.objects.filter(live(today))


def is_live(opening: Opening, today: date) -> bool:
    """Tell the same of one opening (its company loaded)."""
    return (
        opening.state == OpeningState.PUBLISHED
        and opening.valid_until >= today
        and opening.company.is_verified_on(today)
    )


def visible_openings(user: Any, today: date) -> QuerySet[Opening]:
    """Return what one person may see: what is live, their company's own, what they applied for; the office sees all."""
    if is_office(user):
        return Opening.objects.all()
    seen = live(today)
    if user.is_authenticated and user.is_company:
        seen |= Q(company__in=Company.objects.filter(members__user=user, members__is_active=True))
    if user.is_authenticated and user.is_trainee:
        seen |= Q(pk__in=Opening.objects.filter(applications__trainee__user=user))
    return Opening.objects.filter(seen)


def denies_writing(user: Any, company: Company, today: date) -> Denial | None:
    """Say why somebody may not write openings for a company; one that waits for its verification may write drafts."""
    if not acts_for_company(user, company.pk):
        return NOT_YOURS
    return denies_drafting(company, today)


def denies_editing(user: Any, opening: Opening, today: date) -> Denial | None:
    """Say why somebody may not change the text of an opening."""
    denied = denies_writing(user, opening.company, today)
    if denied is not None:
        return denied
    if not opening.is_in(OpeningGroup.WITH_COMPANY):
        return Denial(
            "opening.edit.state",
            _("Only a draft or a returned opening can be changed."),
            _("Take it back first; it is then checked again by the office."),
        )
    return None


def denies_submission(user: Any, opening: Opening, today: date) -> Denial | None:
    """Say why an opening cannot be sent to the office."""
    if not acts_for_company(user, opening.company_id):
        return NOT_YOURS
    return OPENING.denies(opening.state, "submit") or denies_publishing(opening, today)


def denies_approval(user: Any, opening: Opening, today: date) -> Denial | None:
    """Say why the office cannot publish an opening."""
    if not is_office(user):
        return NOT_YOURS
    return OPENING.denies(opening.state, "approve") or denies_publishing(opening, today)


def denies_resuming(user: Any, opening: Opening, today: date) -> Denial | None:
    """Say why a paused opening cannot go back to the list."""
    if not acts_for_company(user, opening.company_id):
        return NOT_YOURS
    return OPENING.denies(opening.state, "resume") or denies_publishing(opening, today)


def denies_opening_move(user: Any, opening: Opening, verb: str, today: date) -> Denial | None:
    """Say why somebody may not make a plain move (return, revise, pause, close)."""
    who = OPENING.move(verb).who
    if "office" in who and is_office(user):
        return OPENING.denies(opening.state, verb)
    if "company" not in who or not acts_for_company(user, opening.company_id):
        return NOT_YOURS
    return _denies_moving(opening, today) or OPENING.denies(opening.state, verb)


def _denies_moving(opening: Opening, today: date) -> Denial | None:
    """Say why a company may not move an opening: what people may have applied for waits with the company."""
    is_draft = opening.is_in(OpeningGroup.DRAFTED)
    return (denies_drafting if is_draft else denies_acting)(opening.company, today)


def denies_restoring(user: Any, opening: Opening, now: datetime) -> Denial | None:
    """Say why the closing of an opening cannot be undone: not theirs, too late, or the office stopped it."""
    if not (acts_for_company(user, opening.company_id) or is_office(user)):
        return NOT_YOURS
    denied = OPENING.denies(opening.state, "restore")
    if denied:
        return denied
    if opening.closed_at is None or opening.closed_at + undo_window() <= now:
        return Denial(
            "opening.restore.late",
            with_minutes(_("The %(minutes)s minutes are over and people were told.")),
            _("Copy it as a new draft, or search for people who fit."),
        )
    if opening.reports.filter(state=ReportState.UPHELD).exists() and not is_office(user):
        return Denial(
            "opening.restore.stopped",
            _("The programme office stopped this opening after a report."),
        )
    return None


def opening_moves(user: Any, opening: Opening, now: datetime) -> list[tuple[Move, Denial | None]]:
    """Return every move that leaves this state and is the user's, each with the reason when it is not possible."""
    is_theirs = acts_for_company(user, opening.company_id)
    if not (is_theirs or is_office(user)):
        return []
    today = local_date(now)
    waits = _denies_moving(opening, today) if is_theirs else None
    rules: dict[str, Callable[[], Denial | None]] = {
        "submit": lambda: denies_publishing(opening, today),
        "approve": lambda: denies_publishing(opening, today),
        "resume": lambda: denies_publishing(opening, today),
        "restore": lambda: denies_restoring(user, opening, now),
    }
    moves = OPENING.moves_from(opening.state, "company" if is_theirs else "office")
    return [(move, rules[move.verb]() if move.verb in rules else waits) for move in moves]


def denies_publishing(opening: Opening, today: date) -> Denial | None:
    """Say what keeps an opening from being published: the company, the date, missing fields, unlawful text."""
    return (
        denies_acting(opening.company, today)
        or denies_validity(opening.valid_until, today)
        or denies_incomplete(opening)
        or denies_numbers(vars(opening))
        or denies_internship(opening)
        or denies_text(opening)
    )


def denies_incomplete(opening: Opening) -> Denial | None:
    """Name the fields that the law asks for and that are empty."""
    names = (
        "title",
        "duties",
        "conditions",
        "address",
        "shift",
        "pay_min",
        "pay_max",
        "headcount",
        "valid_until",
    )
    missing = [
        str(getattr(Opening._meta.get_field(name), "verbose_name", name))
        for name in names
        if not getattr(opening, name)
    ]
    if not missing:
        return None
    return Denial(
        "opening.incomplete", _("Still missing: %(fields)s.") % {"fields": ", ".join(missing)}
    )


def denies_internship(opening: Opening) -> Denial | None:
    """Say which assurance an internship lacks."""
    assured = (
        opening.has_three_party_agreement
        and opening.excludes_first_years
        and opening.asks_guardian_consent
    )
    if not opening.is_internship or assured:
        return None
    return Denial(
        "opening.internship",
        _(
            "An internship needs a three-party agreement, no first-year students, and a guardian's consent under 18."
        ),
        _("Tick all three assurances, or choose another kind of contract."),
    )


def denies_text(opening: Opening) -> Denial | None:
    """Show the first words that the law forbids, unless the company says that they are meant otherwise."""
    if opening.words_reason:
        return None
    return denies_words(
        opening,
        {
            f"matching.Opening.{name}": getattr(opening, name)
            for name in names_read("matching.Opening")
        },
    )


def denies_handling(user: Any, report: OpeningReport) -> Denial | None:
    """Say why somebody may not decide about a report."""
    return None if is_office(user) else NOT_YOURS
