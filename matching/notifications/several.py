"""Who is told once when one move concerns several of their applications or openings? One notice names them all."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.denials import Denial
from core.i18n import both, choose, localized, shown_day, spoken
from core.notices import Letter, path_of, register, tell, tell_each
from matching.models import Application, Opening
from matching.notifications import (
    members_by_company,
    members_of,
    tell_candidate_moved,
    tell_of_applicant,
    tell_person,
    to_company,
)
from matching.states import ApplicationState

Words = dict[str, str]
Thing = TypeVar("Thing")

TEXTS = {
    "opening.held_several": (
        gettext_lazy("On hold: %(count)s openings"),
        gettext_lazy("Off the list for now: %(openings)s. %(why)s"),
    ),
    "opening.unheld_several": (
        gettext_lazy("Back on the list: %(count)s openings"),
        gettext_lazy("On the list again: %(openings)s."),
    ),
    "opening.expired_several": (
        gettext_lazy("Expired: %(count)s openings"),
        gettext_lazy("The validity date has passed, so these left the list: %(openings)s."),
    ),
    "application.paused_several": (
        gettext_lazy("On hold: %(count)s of your applications"),
        gettext_lazy(
            "On hold: %(openings)s. %(why)s "
            "Time limits are paused until it continues; you are told then. You can leave at any time."
        ),
    ),
    "application.goes_on_several": (
        gettext_lazy("No longer on hold: %(count)s of your applications"),
        gettext_lazy("No longer on hold: %(openings)s. The time on hold is added."),
    ),
    "application.goes_on_offers": (
        gettext_lazy("No longer on hold: %(count)s of your applications"),
        gettext_lazy(
            "No longer on hold: %(openings)s. The time on hold is added. Please answer in time: %(offers)s."
        ),
    ),
    "candidate.paused_several": (
        gettext_lazy("On hold: %(count)s applications"),
        gettext_lazy("On hold: %(openings)s. %(why)s Time limits are paused until it continues."),
    ),
    "candidate.goes_on_several": (
        gettext_lazy("No longer on hold: %(count)s applications"),
        gettext_lazy("No longer on hold: %(openings)s. The time on hold is added; you can go on."),
    ),
    "candidate.contact_ended_several": (
        gettext_lazy("No contact by phone: an applicant for %(count)s of your openings"),
        gettext_lazy(
            "%(openings)s: the person no longer wants to be contacted by phone or e-mail. "
            "Invitations and offers reach them here."
        ),
    ),
    "candidate.withdrawn_several": (
        gettext_lazy("Withdrawn: %(count)s applications of one person"),
        gettext_lazy("One person has withdrawn these applications: %(openings)s."),
    ),
}
for _name, (_subject, _body) in TEXTS.items():
    register(f"matching.{_name}", subject=_subject, body=_body)


@dataclass(frozen=True, slots=True)
class Paused:
    """An application that stands still, with what each side reads as the reason."""

    application: Application
    person: Denial
    company: Denial


def tell_openings(
    openings: Iterable[Opening], name: str, *, with_day: bool = False, **params: Any
) -> None:
    """Tell each company once of all its openings; `with_day` names until when each of them is valid."""
    groups = _grouped(openings, lambda opening: opening.company_id)
    members = members_by_company(group[0].company_id for group in groups)
    letters: list[Letter] = []
    for each in groups:
        theirs = members[each[0].company_id]
        if len(each) == 1:
            day = {"day": each[0].valid_until.isoformat()} if with_day else {}
            letters += to_company(each[0], name, theirs, **day, **params)
            continue
        until = (
            [_until(opening) for opening in each]
            if with_day
            else [both(opening, "title") for opening in each]
        )
        letters += _to_members(
            theirs, f"opening.{name}", "matching:company_openings", until, **params
        )
    tell_each(letters)


def tell_paused(paused: Iterable[Paused]) -> None:
    """Tell each person and each company once what stands still and why; the company reads no name."""
    rows = list(paused)
    for mine in _grouped(rows, lambda row: (row.application.trainee_id, row.person.code)):
        why = spoken(mine[0].person.sentence)
        if len(mine) == 1:
            tell_person(mine[0].application, "paused", why=why)
        else:
            _tell_person([row.application for row in mine], "paused_several", why=why)
    for theirs in _grouped(
        rows, lambda row: (row.application.opening.company_id, row.company.code)
    ):
        why = spoken(theirs[0].company.sentence)
        if len(theirs) == 1:
            tell_of_applicant(theirs[0].application, "paused", why=why)
        else:
            _tell_company([row.application for row in theirs], "paused", why=why)


def tell_going_on(applications: Iterable[Application]) -> None:
    """Tell each person and each company once what is resumed; offers are named with their deadline."""
    found = list(applications)
    for mine in _grouped(found, lambda application: application.trainee_id):
        _tell_going_on(mine)
    for theirs in _grouped(found, lambda application: application.opening.company_id):
        if len(theirs) == 1:
            tell_candidate_moved(theirs[0], "goes_on")
        else:
            _tell_company(theirs, "goes_on")


def _tell_going_on(mine: list[Application]) -> None:
    offers = [application for application in mine if application.state == ApplicationState.OFFERED]
    if len(mine) > 1 and offers:
        _tell_person(
            mine, "goes_on_offers", offers=_together([_answer_by(each) for each in offers])
        )
    elif len(mine) > 1:
        _tell_person(mine, "goes_on_several")
    elif offers:
        tell_person(mine[0], "goes_on_offer", day=mine[0].offer.expires_on.isoformat())
    else:
        tell_person(mine[0], "goes_on")


def tell_no_contact(applications: Iterable[Application]) -> None:
    """Tell each company once that it may no longer call or write about any of a person's applications."""
    for theirs in _grouped(applications, lambda application: application.opening.company_id):
        if len(theirs) == 1:
            tell_of_applicant(theirs[0], "contact_ended")
        else:
            _tell_company(theirs, "contact_ended")


def tell_withdrawn(applications: Iterable[Application]) -> None:
    """Tell each company once of all that one person took back; of several the openings are named, the person is not."""
    for theirs in _grouped(applications, lambda application: application.opening.company_id):
        if len(theirs) == 1:
            tell_candidate_moved(theirs[0], "withdrawn")
        else:
            _tell_company(theirs, "withdrawn")


def _tell_person(applications: list[Application], name: str, **params: Any) -> None:
    openings = [
        _at(
            _together([both(each.opening, "title") for each in same]),
            both(same[0].opening.company, "name"),
        )
        for same in _grouped(applications, lambda application: application.opening.company_id)
    ]
    said = {"count": len(applications), "openings": _together(openings), **params}
    tell(
        applications[0].trainee.user,
        f"matching.application.{name}",
        url=path_of("matching:my_applications"),
        **said,
    )


def _tell_company(applications: list[Application], name: str, **params: Any) -> None:
    titles = [both(application.opening, "title") for application in applications]
    company_id = applications[0].opening.company_id
    _tell_members(company_id, f"candidate.{name}", "matching:company_desk", titles, **params)


def _tell_members(company_id: int, name: str, page: str, things: list[Any], **params: Any) -> None:
    tell_each(_to_members(members_of(company_id), name, page, things, **params))


def _to_members(
    members: Iterable[User], name: str, page: str, things: list[Any], **params: Any
) -> list[Letter]:
    said = {"count": len(things), "openings": _together(things), **params}
    return [Letter(user, f"matching.{name}_several", path_of(page), said) for user in members]


def _grouped(things: Iterable[Thing], key: Callable[[Thing], Any]) -> list[list[Thing]]:
    """Return the things that share a key, each group in the order in which they came."""
    return [list(group) for _key, group in groupby(sorted(things, key=key), key=key)]


def _together(names: Iterable[Any]) -> Words:
    """Name several things in one sentence; what bears the same name is counted."""

    def said() -> str:
        counted = Counter(str(choose(name)) for name in names)
        mark = _(", ")
        return mark.join(
            name if count == 1 else f"{name} × {count}" for name, count in counted.items()
        )

    return _in_both(said)


def _at(openings: Words, company: Words) -> Words:
    return _in_both(
        lambda: _("%(openings)s (%(company)s)") % _chosen(openings=openings, company=company)
    )


def _until(opening: Opening) -> Words:
    words, day = gettext_lazy("%(opening)s (until %(day)s)"), opening.valid_until
    return _in_both(lambda: words % {"opening": localized(opening, "title"), "day": shown_day(day)})


def _answer_by(application: Application) -> Words:
    words, day = gettext_lazy("%(opening)s (answer by %(day)s)"), application.offer.expires_on
    return _in_both(
        lambda: words % {"opening": localized(application.opening, "title"), "day": shown_day(day)}
    )


def _in_both(say: Callable[[], str]) -> Words:
    return spoken(lazy(say, str)())


def _chosen(**params: Any) -> dict[str, Any]:
    return {name: choose(value) for name, value in params.items()}
