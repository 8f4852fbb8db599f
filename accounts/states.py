"""Which states do a company and a national certificate pass through, and which moves are there?"""

from enum import Flag, auto

from django.utils.translation import gettext_lazy as _

from core.states import States
from core.undoing import with_minutes
from core.workflow import Move, Workflow


class CompanyGroup(Flag):
    """In which groups a company stands."""

    UNPROVEN = auto()  # has sent no licence yet
    WITH_OFFICE = auto()  # the licence is being checked
    PROVEN = auto()
    WAITS = UNPROVEN | WITH_OFFICE  # prepares meanwhile


class CompanyState(States):
    """The verification state of a company."""

    REGISTERED = "registered", "", CompanyGroup.UNPROVEN, _("Registered")
    DOCUMENTS_SUBMITTED = (
        "documents_submitted",
        "info",
        CompanyGroup.WITH_OFFICE,
        _("Documents submitted"),
    )
    VERIFIED = "verified", "success", CompanyGroup.PROVEN, _("Verified")
    RETURNED = "returned", "warning", _("Returned")
    SUSPENDED = "suspended", "danger", _("Suspended")


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
            _("Submit the licence"),
        ),
        Move("verify", (S.DOCUMENTS_SUBMITTED,), S.VERIFIED, ("office",), _("Verify the company")),
        Move(
            "return",
            (S.DOCUMENTS_SUBMITTED, S.VERIFIED),
            S.RETURNED,
            ("office",),
            _("Return the papers"),
            needs_reason=True,
        ),
        Move(
            "suspend",
            (S.REGISTERED, S.DOCUMENTS_SUBMITTED, S.VERIFIED, S.RETURNED),
            S.SUSPENDED,
            ("office",),
            _("Suspend the company"),
            needs_reason=True,
        ),
        Move(
            "readmit",
            (S.SUSPENDED,),
            S.REGISTERED,
            ("office",),
            _("Readmit the company"),
            needs_reason=True,
        ),
    ),
)


class NationalGroup(Flag):
    """In which groups a national certificate stands."""

    TO_CHECK = auto()
    SENT_BACK = auto()
    STANDING = auto()  # excludes another one of its number
    SHOWN = auto()  # the person still sees it
    CORRECTABLE = auto()  # the person can correct it
    DECIDED = auto()  # the check was made; it counted from that day
    OVER = auto()
    REASONED = auto()  # says why not


G = NationalGroup


class NationalState(States):
    """The verification state of a national certificate."""

    CLAIMED = (
        "claimed",
        "info",
        G.TO_CHECK | G.STANDING | G.SHOWN | G.CORRECTABLE,
        _("Waits for the check"),
    )
    CHECKED = "checked", "success", G.STANDING | G.SHOWN | G.DECIDED, _("Checked")
    REFUSED = (
        "refused",
        "warning",
        G.SENT_BACK | G.SHOWN | G.CORRECTABLE | G.REASONED,
        _("Not confirmed"),
    )
    TAKEN_BACK = (
        "taken_back",
        "danger",
        G.SHOWN | G.DECIDED | G.OVER | G.REASONED,
        _("Check taken back"),
    )
    WITHDRAWN = "withdrawn", "", G.OVER, _("Removed")


N = NationalState
STANDING, SHOWN = N.of(G.STANDING), N.of(G.SHOWN)
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
            _("Correct it"),
            goes_back=True,
        ),
        Move("check", (N.CLAIMED,), N.CHECKED, VERIFIERS, _("Paper and claim agree")),
        Move(
            "refuse",
            (N.CLAIMED,),
            N.REFUSED,
            VERIFIERS,
            _("Send back with the reason"),
            needs_reason=True,
        ),
        Move(
            "take_back",
            (N.CHECKED,),
            N.TAKEN_BACK,
            VERIFIERS,
            _("Take the check back"),
            needs_reason=True,
        ),
        Move(
            "retract",
            (N.TAKEN_BACK,),
            N.CHECKED,
            VERIFIERS,
            _("Undo"),
            back_to=(N.CHECKED,),
            note=with_minutes(
                _("You can undo it for %(minutes)s minutes, until midnight at the latest.")
            ),
        ),
        Move(
            "withdraw",
            (N.CLAIMED, N.CHECKED, N.REFUSED),
            N.WITHDRAWN,
            ("trainee",),
            _("Remove it"),
            kind="danger",
        ),
    ),
)
WORKFLOWS = (COMPANY, NATIONAL)
