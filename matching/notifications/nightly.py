"""Who is told what ran out by itself? Of everything together, in as many statements as of one."""

from collections.abc import Callable, Iterable, Iterator

from core.notices import Letter, tell_each
from matching.models import Application
from matching.notifications import members_by_company, of_candidate, to_person
from matching.states import ApplicationGroup, RejectionReason

OVER_WITH_OPENING = (RejectionReason.CLOSED, RejectionReason.FILLED)
Members = list


def tell_expired(applications: Iterable[Application]) -> None:
    """Tell both sides of offers that were not answered in time."""

    def letters(application: Application, members: Members) -> Iterator[Letter]:
        yield to_person(application, "offer_expired", day=application.offer.expires_on.isoformat())
        yield from of_candidate(application, "offer_expired", members)

    _tell(applications, letters)


def tell_lapsed(applications: Iterable[Application]) -> None:
    """Tell people that a company did not answer in time."""
    tell_each(to_person(application, "lapsed") for application in applications)


def tell_ended(applications: Iterable[Application]) -> None:
    """Tell how applications ended: the person of a refusal, the company of a declined offer."""

    def letters(application: Application, members: Members) -> Iterator[Letter]:
        if application.is_in(ApplicationGroup.TAKEN_BACK):
            yield from of_candidate(application, application.state, members)
        else:
            is_over = application.rejection_reason in OVER_WITH_OPENING
            yield to_person(application, "released" if is_over else "refused")

    _tell(applications, letters)


def _tell(
    applications: Iterable[Application], letters: Callable[[Application, Members], Iterable[Letter]]
) -> None:
    found = list(applications)
    members = members_by_company(application.opening.company_id for application in found)
    tell_each(
        letter for each in found for letter in letters(each, members[each.opening.company_id])
    )
