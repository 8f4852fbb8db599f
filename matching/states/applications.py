"""Which states do applications and papers have, and which moves? Tables only, nothing of ours imported."""

from enum import Flag, auto
from functools import lru_cache

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import States
from core.workflow import Move, Workflow


class ApplicationGroup(Flag):
    """In which groups an application stands; its state names the smallest one."""

    UNREAD = auto()  # the company has not said anything yet
    READING = auto()  # the company has begun to read
    PICKED = auto()  # the company wants to know more
    OFFER = auto()  # the person answers
    AGREED = auto()  # both agreed, the start does not stand yet
    STANDS = auto()  # the person has confirmed the start
    WORKED = auto()  # started, and the job has ended
    BROKEN = auto()  # agreed, and one side broke its word
    RAN_OUT = auto()  # the person did not answer in time
    UNANSWERED = auto()  # the company did not answer in time
    REFUSED = auto()  # the company said no
    TAKEN_BACK = auto()  # the person said no
    WAITS_FOR_COMPANY = auto()
    WAITS_FOR_PERSON = auto()

    TO_READ = UNREAD | READING  # the first answer is due
    UNDER_WAY = READING | PICKED  # the company has taken a step, and decides
    UNDECIDED = TO_READ | PICKED
    OPEN = UNDECIDED | OFFER
    ALIVE = OPEN | AGREED  # a step of somebody is still due before the start stands
    AT_WORK = AGREED | STANDS  # has a job, or is about to
    HIRED = AT_WORK | WORKED  # holds a position, also after the job; a broken agreement frees it
    GONE = WORKED | BROKEN  # an agreement that no longer holds
    OVER = GONE | RAN_OUT | UNANSWERED | REFUSED | TAKEN_BACK  # nothing more will happen
    ON_BOARD = OPEN | AT_WORK  # has a column on the company's board
    TOLD_LATER = REFUSED | TAKEN_BACK  # the other side is told after the undo window


G = ApplicationGroup


class ApplicationState(States):
    """Where an application stands, as the company sees it."""

    SUBMITTED = "submitted", "info", G.UNREAD | G.WAITS_FOR_COMPANY, _("Newly sent")
    REVIEWING = "reviewing", "info", G.READING | G.WAITS_FOR_COMPANY, _("Reading")
    SHORTLISTED = "shortlisted", "info", G.PICKED, _("Shortlisted")
    INTERVIEW = "interview", "info", G.PICKED, _("Interview")
    OFFERED = "offered", "warning", G.OFFER | G.WAITS_FOR_PERSON, _("Offer sent")
    ACCEPTED = "accepted", "success", G.AGREED, _("Offer accepted")
    DECLINED = "declined", "", G.TAKEN_BACK, _("Offer turned down")
    EXPIRED = "expired", "", G.RAN_OUT, _("Offer not answered in time")
    HIRE_CLAIMED = "hire_claimed", "warning", G.AGREED | G.WAITS_FOR_PERSON, _("Start reported")
    PLACED = "placed", "success", G.STANDS, _("Start confirmed")
    CONTESTED = "contested", "danger", G.AGREED | G.WAITS_FOR_COMPANY, _("Start contested")
    VERIFIED = "verified", "success", G.STANDS, _("Evidence verified")
    ENDED = "ended", "", G.WORKED, _("Job ended")
    REJECTED = "rejected", "", G.REFUSED, _("Not this time")
    WITHDRAWN = "withdrawn", "", G.TAKEN_BACK, _("Withdrawn by the person")
    LAPSED = "lapsed", "", G.UNANSWERED, _("Lapsed without an answer")
    BREACHED = "breached", "danger", G.BROKEN, _("Agreement broken")


class Stage(States):
    """The coarser stage that the trainee sees."""

    SENT = "sent", "info", _("Sent")
    IN_PROGRESS = "in_progress", "info", _("In progress")
    INTERVIEW = "interview", "info", _("Interview")
    OFFER = "offer", "info", _("Offer")
    HIRED = "hired", "success", _("Hired")
    RESULT = "result", "", _("Ended")


class RejectionReason(models.TextChoices):
    """Why a company says no."""

    LACKING_SKILLS = "lacking_skills", _("Skills are still missing")
    EXPERIENCE = "experience", _("Another person has more practice")
    TERMS = "terms", _("Pay, place or hours do not fit together")
    FILLED = "filled", _("All positions are filled")
    CLOSED = "closed", _("The opening was closed")
    OTHER = "other", _("Another reason")


class Grade(States):
    """How well a placement is attested."""

    CLAIMED = "claimed", "warning", _("Claimed by the company")
    CONFIRMED = "confirmed", "info", _("Confirmed by the person")
    VERIFIED = "verified", "success", _("Verified with evidence")
    CONTESTED = "contested", "danger", _("Contested by the person")


class EvidenceKind(models.TextChoices):
    """What a paper proves."""

    AGREEMENT = "agreement", _("Employment agreement")
    LABOUR_CONTRACT = "labour_contract", _("Labour contract")
    EMPLOYER_CERTIFICATE = "employer_certificate", _("Employer's certificate")
    SOCIAL_INSURANCE = "social_insurance", _("Social insurance record")
    BUSINESS_LICENCE = "business_licence", _("Business licence")
    SHOP_PROOF = "shop_proof", _("Proof of an online shop")
    DECLARATION = "declaration", _("Signed declaration")
    INTERNSHIP_AGREEMENT = "internship_agreement", _("Internship agreement")


class EvidenceState(States):
    """What was decided about a paper."""

    SUBMITTED = "submitted", "warning", _("To be checked")
    ACCEPTED = "accepted", "success", _("Accepted")
    RETURNED = "returned", "danger", _("Sent back")


class Answer(States):
    """What a person answers to an interview invitation."""

    WAITING = "waiting", _("No answer yet")
    YES = "yes", "success", _("Will come")
    NO = "no", "danger", _("Cannot come")


class Destination(models.TextChoices):
    """The destination codes (毕业去向) that a hire can carry; the full list belongs to the figures."""

    AGREEMENT = "10", _("10 Employment agreement signed")
    CONTRACT = "11", _("11 Labour contract signed")
    OTHER_HIRE = "12", _("12 Other form of employment")
    OWN_BUSINESS = "75", _("75 Own business, online shops included")
    FREELANCE = "76", _("76 Freelance, internet marketing included")


A = ApplicationState
UNDECIDED, OPEN, AGREED = A.of(G.UNDECIDED), A.of(G.OPEN), A.of(G.AGREED)
ALIVE, AT_WORK, OVER = A.of(G.ALIVE), A.of(G.AT_WORK), A.of(G.OVER)
ON_BOARD = A.of(G.ON_BOARD)

APPLICATION = Workflow(
    "application",
    A.SUBMITTED,
    [
        Move(
            "review",
            (A.SUBMITTED,),
            A.REVIEWING,
            ("company",),
            _("Start reading"),
            kind="secondary",
        ),
        Move(
            "shortlist",
            (A.SUBMITTED, A.REVIEWING),
            A.SHORTLISTED,
            ("company",),
            _("Shortlist"),
            kind="secondary",
        ),
        Move("invite", UNDECIDED, A.INTERVIEW, ("company",), _("Invite to an interview")),
        Move(
            "offer",
            (A.REVIEWING, A.SHORTLISTED, A.INTERVIEW),
            A.OFFERED,
            ("company",),
            _("Make an offer"),
        ),
        Move("accept", (A.OFFERED,), A.ACCEPTED, ("trainee",), _("Accept the offer")),
        Move(
            "decline",
            (A.OFFERED,),
            A.DECLINED,
            ("trainee",),
            _("Decline the offer"),
            opens=_("Decline"),
            kind="danger",
        ),
        Move("expire", (A.OFFERED,), A.EXPIRED, ("platform",), _("Offer expires")),
        Move("claim_hire", (A.ACCEPTED,), A.HIRE_CLAIMED, ("company",), _("Report the start")),
        Move(
            "correct_claim",
            (A.HIRE_CLAIMED, A.CONTESTED),
            A.HIRE_CLAIMED,
            ("company",),
            _("Correct the report"),
            goes_back=True,
        ),
        Move(
            "confirm",
            (A.HIRE_CLAIMED, A.CONTESTED),
            A.PLACED,
            ("trainee",),
            _("Yes, I started there"),
        ),
        Move(
            "contest",
            (A.HIRE_CLAIMED,),
            A.CONTESTED,
            ("trainee",),
            _("This is not right"),
            needs_reason=True,
            press=_("Contest"),
            kind="danger",
        ),
        Move("verify", (A.PLACED,), A.VERIFIED, ("coordinator", "office"), _("Verify")),
        Move(
            "end",
            (A.PLACED, A.VERIFIED),
            A.ENDED,
            ("company", "coordinator", "office"),
            _("Record the end"),
            needs_reason=True,
        ),
        Move(
            "reject", OPEN, A.REJECTED, ("company",), _("Say no"), needs_reason=True, kind="danger"
        ),
        Move(
            "reconsider",
            (A.REJECTED,),
            A.REVIEWING,
            ("company",),
            _("Undo"),
            back_to=OPEN,
            kind="secondary",
        ),
        Move(
            "bring_back",
            (A.REJECTED,),
            A.SUBMITTED,
            ("platform",),
            _("The opening stays"),
            back_to=OPEN,
        ),
        Move(
            "resume",
            (A.WITHDRAWN, A.DECLINED),
            A.SUBMITTED,
            ("trainee",),
            _("Undo"),
            back_to=OPEN,
            kind="secondary",
            note=_("The company has not been told yet."),
        ),
        Move("release", OPEN, A.REJECTED, ("platform",), _("The opening ends")),
        Move(
            "withdraw",
            OPEN,
            A.WITHDRAWN,
            ("trainee",),
            _("Withdraw the application"),
            press=_("Withdraw my application"),
            kind="danger",
        ),
        Move("lapse", UNDECIDED, A.LAPSED, ("platform",), _("Lapse")),
        Move(
            "breach_by_person",
            (A.ACCEPTED, A.HIRE_CLAIMED, A.CONTESTED),
            A.BREACHED,
            ("company",),
            _("The person did not start"),
            needs_reason=True,
            kind="danger",
        ),
        Move(
            "breach_by_company",
            (A.ACCEPTED,),
            A.BREACHED,
            ("trainee",),
            _("The company broke its word"),
            needs_reason=True,
            opens=_("The company did not give me the job"),
            press=_("Report it"),
            kind="danger",
        ),
        Move(
            "retract_breach",
            (A.BREACHED,),
            A.ACCEPTED,
            ("company", "trainee"),
            _("Undo"),
            back_to=AGREED,
            kind="secondary",
        ),
        Move(
            "retract_end",
            (A.ENDED,),
            A.PLACED,
            ("company", "coordinator", "office"),
            _("Undo"),
            back_to=(A.PLACED, A.VERIFIED),
            kind="secondary",
        ),
    ],
)

EVIDENCE = Workflow(
    "evidence",
    EvidenceState.SUBMITTED,
    [
        Move(
            "accept",
            (EvidenceState.SUBMITTED,),
            EvidenceState.ACCEPTED,
            ("coordinator", "office"),
            _("Accept the paper"),
        ),
        Move(
            "return",
            (EvidenceState.SUBMITTED,),
            EvidenceState.RETURNED,
            ("coordinator", "office"),
            _("Send back"),
            needs_reason=True,
            kind="danger",
        ),
    ],
)


def column_of(state: ApplicationState) -> ApplicationState:
    """Return the state after which the column of the board is called where a state stands: several share one."""
    shared = {A.ACCEPTED: AGREED, A.PLACED: A.of(G.STANDS)}
    return next((name for name, states in shared.items() if state in states), state)


COLUMNS: dict[str, tuple[ApplicationState, ...]] = {
    name: tuple(state for state in ON_BOARD if column_of(state) == name)
    for name in dict.fromkeys(map(column_of, ON_BOARD))
}


@lru_cache(maxsize=64)  # lists ask for each of their rows, and there are few states
def stage_of(state: str, *, is_told: bool = True) -> Stage:
    """Return the coarse stage of a state; a refusal that the person was not told yet still reads as in progress."""
    here = ApplicationState(state)
    if here == A.INTERVIEW:
        return Stage.INTERVIEW
    if here in A.of(G.UNDER_WAY) or (here in A.of(G.REFUSED) and not is_told):
        return Stage.IN_PROGRESS
    stages = {G.UNREAD: Stage.SENT, G.OFFER: Stage.OFFER, G.AT_WORK: Stage.HIRED}
    return next((stage for group, stage in stages.items() if here in A.of(group)), Stage.RESULT)
