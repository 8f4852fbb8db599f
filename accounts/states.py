"""Which states do a company and a national certificate pass through, and which moves are there?"""

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


class NationalState(models.TextChoices):
    """Where a national certificate that somebody holds stands with those who check it."""

    CLAIMED = "claimed", _("Waits for the check")
    CHECKED = "checked", _("Checked")
    REFUSED = "refused", _("Not confirmed")
    TAKEN_BACK = "taken_back", _("Check taken back")
    WITHDRAWN = "withdrawn", _("Removed")


N = NationalState
# Those of one number that exclude another of it, what the person still sees, and the colour of each state.
STANDING = (N.CLAIMED, N.CHECKED)
SHOWN = (N.CLAIMED, N.CHECKED, N.REFUSED, N.TAKEN_BACK)
NATIONAL_TONES: dict[str, str] = {
    N.CLAIMED: "info",
    N.CHECKED: "success",
    N.REFUSED: "warning",
    N.TAKEN_BACK: "danger",
}
VERIFIERS = ("coordinator", "office")
NATIONAL = Workflow(
    "national",
    initial=N.CLAIMED,
    moves=(
        Move(
            "correct",
            (N.CLAIMED, N.REFUSED),
            N.CLAIMED,
            ("trainee",),
            label=_("Correct it"),
            guard="number free, day possible, paper readable",
            effect="it waits for the check again",
            goes_back=True,
        ),
        Move(
            "check",
            (N.CLAIMED,),
            N.CHECKED,
            VERIFIERS,
            label=_("Paper and claim agree"),
            guard="paper readable, real name checked, own students only",
            effect="it is said as checked and counts in the national certification rate; the person is told",
        ),
        Move(
            "refuse",
            (N.CLAIMED,),
            N.REFUSED,
            VERIFIERS,
            label=_("Send back with the reason"),
            effect="the person reads the reason and can correct it",
            needs_reason=True,
        ),
        Move(
            "take_back",
            (N.CHECKED,),
            N.TAKEN_BACK,
            VERIFIERS,
            label=_("Take the check back"),
            effect="it counts no more from this day; the person reads the reason",
            needs_reason=True,
        ),
        Move(
            "retract",
            (N.TAKEN_BACK,),
            N.CHECKED,
            VERIFIERS,
            label=_("Undo"),
            guard="within the undo window and on the same day, number not claimed again meanwhile",
            effect="it counts as before; the person is told",
            back_to=(N.CHECKED,),
        ),
        Move(
            "withdraw",
            (N.CLAIMED, N.CHECKED, N.REFUSED),
            N.WITHDRAWN,
            ("trainee",),
            label=_("Remove it"),
            effect="number, issuer and paper are erased",
        ),
    ),
)
WORKFLOWS = (COMPANY, NATIONAL)
