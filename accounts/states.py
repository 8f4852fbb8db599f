"""Which states does a company pass through, and which moves are there?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.workflow import Move, Workflow


class CompanyState(models.TextChoices):
    """Where a company stands with the programme office."""

    REGISTERED = "registered", _("Registered")
    DOCUMENTS_SUBMITTED = "documents_submitted", _("Documents submitted")
    VERIFIED = "verified", _("Verified")
    RETURNED = "returned", _("Returned")
    SUSPENDED = "suspended", _("Suspended")


S = CompanyState
COMPANY = Workflow(
    "company",
    initial=S.REGISTERED,
    moves=(
        Move(
            "submit_documents",
            (S.REGISTERED, S.RETURNED, S.DOCUMENTS_SUBMITTED, S.VERIFIED),
            S.DOCUMENTS_SUBMITTED,
            ("owner",),
            label=_("Submit the licence"),
            guard="licence readable, USCC valid",
            effect="the office is told; until the check the company cannot publish",
        ),
        Move(
            "verify",
            (S.DOCUMENTS_SUBMITTED,),
            S.VERIFIED,
            ("office",),
            label=_("Verify the company"),
            guard="end date within the re-check period",
            effect="verified_until is set; the members are told",
        ),
        Move(
            "return",
            (S.DOCUMENTS_SUBMITTED, S.VERIFIED),
            S.RETURNED,
            ("office",),
            label=_("Return the papers"),
            effect="the members read the reason",
            needs_reason=True,
        ),
        Move(
            "suspend",
            (S.REGISTERED, S.DOCUMENTS_SUBMITTED, S.VERIFIED, S.RETURNED),
            S.SUSPENDED,
            ("office",),
            label=_("Suspend the company"),
            effect="nothing of the company stays published",
            needs_reason=True,
        ),
        Move(
            "readmit",
            (S.SUSPENDED,),
            S.REGISTERED,
            ("office",),
            label=_("Readmit the company"),
            effect="the company submits its licence again",
            needs_reason=True,
        ),
    ),
)
WORKFLOWS = (COMPANY,)
