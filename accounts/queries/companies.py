"""What does it mean for a company to be suspended or to get its papers back? Said, counted, before it is done."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import consequences
from accounts.models import Company, CompanyMember

ASKED = ("suspend", "return")


def of_deciding(company: Company, verb: str) -> list[str]:
    """Return what a decision of the office stops; nothing where it needs no asking."""
    if verb not in ASKED:
        return []
    stops = consequences.said_of(consequences.COMPANY, company)
    if not stops and verb != "suspend":
        return []
    back = {
        "suspend": _(
            "You can lift it at any time: the company submits its licence again, and everything continues once it is checked."
        ),
        "return": _(
            "Everything continues once the company has submitted its licence again and you have checked it."
        ),
    }
    return [*stops, *_told(company), back[verb]]


def _told(company: Company) -> list[str]:
    count = CompanyMember.objects.filter(company=company, is_active=True).count()
    sentence = ngettext(
        "%(count)s member of the company is told at once and reads your reason.",
        "%(count)s members of the company are told at once and read your reason.",
        count,
    )
    return [sentence % {"count": count}] if count else []
