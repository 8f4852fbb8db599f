"""What brings a company on hold, and what gives it back its right to act?"""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actions.companies import decide_company, submit_documents
from accounts.models import Company
from core import clock
from matching.tasks import settle_holds
from tests.cast import Cast
from tests.factories.matching import PNG

SUSPENDED, LAPSED, RETURNED, RECHECKED = "suspended", "lapsed", "returned", "documents_submitted"
DENIALS = {
    SUSPENDED: "company.suspended",
    LAPSED: "company.verification_expired",
    RETURNED: "company.not_verified",
    RECHECKED: "company.not_verified",
}


def bring(company: Company, how: str, cast: Cast) -> None:
    """Bring a company into a state by the ways that lead there."""
    today = clock.today()
    if how == LAPSED:
        Company.objects.filter(pk=company.pk).update(verified_until=today - timedelta(days=1))
        settle_holds()
    elif how == RECHECKED:
        submit_documents(
            company=company,
            licence=SimpleUploadedFile("licence.png", PNG),
            by=cast.company,
            now=clock.now(),
        )
    else:
        verb = {SUSPENDED: "suspend", RETURNED: "return"}[how]
        decide_company(
            company=company,
            verb=verb,
            until=None,
            reason="收取押金",
            now=clock.now(),
            by=cast.office,
        )
    company.refresh_from_db()


def restore(company: Company, how: str, cast: Cast) -> None:
    """Bring it back to where it may act."""
    if how == SUSPENDED:
        decide_company(
            company=company,
            verb="readmit",
            until=None,
            reason="已整改",
            now=clock.now(),
            by=cast.office,
        )
    if how != RECHECKED:
        submit_documents(
            company=company,
            licence=SimpleUploadedFile("licence.png", PNG),
            by=cast.company,
            now=clock.now(),
        )
    until = clock.today() + timedelta(days=90)
    decide_company(
        company=company, verb="verify", until=until, reason="", now=clock.now(), by=cast.office
    )
