"""Which states do applications and papers have, and which moves? Tables only, nothing of ours imported."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.workflow import Move, Workflow


class ApplicationState(models.TextChoices):
    """Where an application stands, as the company sees it."""

    SUBMITTED = "submitted", _("Newly sent")
    REVIEWING = "reviewing", _("Reading")
    SHORTLISTED = "shortlisted", _("Shortlisted")
    INTERVIEW = "interview", _("Interview")
    OFFERED = "offered", _("Offer sent")
    ACCEPTED = "accepted", _("Offer accepted")
    DECLINED = "declined", _("Offer turned down")
    EXPIRED = "expired", _("Offer not answered in time")
    HIRE_CLAIMED = "hire_claimed", _("Start reported")
    PLACED = "placed", _("Start confirmed")
    CONTESTED = "contested", _("Start contested")
    VERIFIED = "verified", _("Evidence verified")
    ENDED = "ended", _("Job ended")
    REJECTED = "rejected", _("Not this time")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person")
    LAPSED = "lapsed", _("Lapsed without an answer")
    BREACHED = "breached", _("Agreement broken")


class Stage(models.TextChoices):
    """The coarser stage that the trainee sees."""

    SENT = "sent", _("Sent")
    IN_PROGRESS = "in_progress", _("In progress")
    INTERVIEW = "interview", _("Interview")
    OFFER = "offer", _("Offer")
    HIRED = "hired", _("Hired")
    RESULT = "result", _("Ended")


class RejectionReason(models.TextChoices):
    """Why a company says no."""

    LACKING_SKILLS = "lacking_skills", _("Skills are still missing")
    EXPERIENCE = "experience", _("Another person has more practice")
    TERMS = "terms", _("Pay, place or hours do not fit together")
    FILLED = "filled", _("All positions are filled")
    CLOSED = "closed", _("The opening was closed")
    OTHER = "other", _("Another reason")


class Grade(models.TextChoices):
    """How well a placement is attested."""

    CLAIMED = "claimed", _("Claimed by the company")
    CONFIRMED = "confirmed", _("Confirmed by the person")
    VERIFIED = "verified", _("Verified with evidence")
    CONTESTED = "contested", _("Contested by the person")


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


class EvidenceState(models.TextChoices):
    """What was decided about a paper."""

    SUBMITTED = "submitted", _("To be checked")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Sent back")


class Answer(models.TextChoices):
    """What a person answers to an interview invitation."""

    WAITING = "waiting", _("No answer yet")
    YES = "yes", _("Will come")
    NO = "no", _("Cannot come")


class Destination(models.TextChoices):
    """The destination codes (毕业去向) that a hire can carry; the full list belongs to the figures."""

    AGREEMENT = "10", _("10 Employment agreement signed")
    CONTRACT = "11", _("11 Labour contract signed")
    OTHER_HIRE = "12", _("12 Other form of employment")
    OWN_BUSINESS = "75", _("75 Own business, online shops included")
    FREELANCE = "76", _("76 Freelance, internet marketing included")


UNDECIDED = ("submitted", "reviewing", "shortlisted", "interview")
OPEN = (*UNDECIDED, "offered")
AGREED = ("accepted", "hire_claimed", "contested")
OVER = (
    "withdrawn",
    "rejected",
    "lapsed",
    "declined",
    "expired",
    "breached",
    "ended",
)  # nothing more will happen
ALIVE = (*OPEN, *AGREED)  # a step of somebody is still due before the start stands

APPLICATION = Workflow(
    "application",
    "submitted",
    [
        Move("review", ("submitted",), "reviewing", ("company",), _("Start reading")),
        Move(
            "shortlist",
            ("submitted", "reviewing"),
            "shortlisted",
            ("company",),
            _("Shortlist"),
            effect="person told",
        ),
        Move(
            "invite",
            UNDECIDED,
            "interview",
            ("company",),
            _("Invite to an interview"),
            effect="person told, may answer",
        ),
        Move(
            "offer",
            ("reviewing", "shortlisted", "interview"),
            "offered",
            ("company",),
            _("Make an offer"),
            "positions free",
            "person told",
        ),
        Move(
            "accept",
            ("offered",),
            "accepted",
            ("trainee",),
            _("Accept the offer"),
            "offer live, positions free",
            "a position is taken; the last one fills the opening",
        ),
        Move(
            "decline",
            ("offered",),
            "declined",
            ("trainee",),
            _("Decline the offer"),
            effect="company told after the undo window",
        ),
        Move(
            "expire",
            ("offered",),
            "expired",
            ("platform",),
            _("Offer expires"),
            "past its date",
            "both told",
        ),
        Move(
            "claim_hire",
            ("accepted",),
            "hire_claimed",
            ("company",),
            _("Report the start"),
            effect="person asked to confirm",
        ),
        Move(
            "correct_claim",
            ("hire_claimed", "contested"),
            "hire_claimed",
            ("company",),
            _("Correct the report"),
            effect="person asked again",
            goes_back=True,
        ),
        Move(
            "confirm",
            ("hire_claimed", "contested"),
            "placed",
            ("trainee",),
            _("Yes, I started there"),
            effect="coordinator's to-do",
        ),
        Move(
            "contest",
            ("hire_claimed",),
            "contested",
            ("trainee",),
            _("This is not right"),
            "once",
            "company told",
            needs_reason=True,
        ),
        Move(
            "verify",
            ("placed",),
            "verified",
            ("coordinator", "office"),
            _("Verify"),
            "accepted evidence of the needed type",
            "both told",
        ),
        Move(
            "end",
            ("placed", "verified"),
            "ended",
            ("company", "coordinator", "office"),
            _("Record the end"),
            effect="person told",
            needs_reason=True,
        ),
        Move(
            "reject",
            OPEN,
            "rejected",
            ("company",),
            _("Say no"),
            effect="person told after the undo window",
            needs_reason=True,
        ),
        Move(
            "reconsider",
            ("rejected",),
            "reviewing",
            ("company",),
            _("Undo"),
            "before the person was told, opening not ended",
            "everything as it was",
            back_to=OPEN,
        ),
        Move(
            "bring_back",
            ("rejected",),
            "submitted",
            ("platform",),
            _("The opening stays"),
            "before the person was told",
            "everything as it was",
            back_to=OPEN,
        ),
        Move(
            "resume",
            ("withdrawn", "declined"),
            "submitted",
            ("trainee",),
            _("Undo"),
            "before the company was told, opening not ended",
            "everything as it was",
            back_to=OPEN,
        ),
        Move(
            "release",
            OPEN,
            "rejected",
            ("platform",),
            _("The opening ends"),
            "opening filled or closed",
            "person told after the undo window",
        ),
        Move(
            "withdraw",
            OPEN,
            "withdrawn",
            ("trainee",),
            _("Withdraw the application"),
            effect="company told after the undo window",
        ),
        Move(
            "lapse",
            UNDECIDED,
            "lapsed",
            ("platform",),
            _("Lapse"),
            "no answer in time",
            "person told; counts in the answer rate",
        ),
        Move(
            "breach_by_person",
            ("accepted", "hire_claimed", "contested"),
            "breached",
            ("company",),
            _("The person did not start"),
            effect="the position is free again",
            needs_reason=True,
        ),
        Move(
            "breach_by_company",
            ("accepted",),
            "breached",
            ("trainee",),
            _("The company broke its word"),
            effect="the position is free again",
            needs_reason=True,
        ),
        Move(
            "retract_breach",
            ("breached",),
            "accepted",
            ("company", "trainee"),
            _("Undo"),
            "whoever reported it, within the undo window, position still free",
            "the position is taken again, the other side told",
            back_to=AGREED,
        ),
        Move(
            "retract_end",
            ("ended",),
            "placed",
            ("company", "coordinator", "office"),
            _("Undo"),
            "the side that recorded it, within the undo window, no other job confirmed meanwhile",
            "the job goes on, the person told",
            back_to=("placed", "verified"),
        ),
    ],
)

EVIDENCE = Workflow(
    "evidence",
    "submitted",
    [
        Move(
            "accept", ("submitted",), "accepted", ("coordinator", "office"), _("Accept the paper")
        ),
        Move(
            "return",
            ("submitted",),
            "returned",
            ("coordinator", "office"),
            _("Send back"),
            effect="uploader told",
            needs_reason=True,
        ),
    ],
)

STAGES: dict[str, Stage] = {
    "submitted": Stage.SENT,
    **dict.fromkeys(("reviewing", "shortlisted"), Stage.IN_PROGRESS),
    "interview": Stage.INTERVIEW,
    "offered": Stage.OFFER,
    **dict.fromkeys(("accepted", "hire_claimed", "placed", "contested", "verified"), Stage.HIRED),
}


def stage_of(state: str, *, is_told: bool = True) -> Stage:
    """Return the coarse stage of a state; a refusal that the person was not told yet still reads as in progress."""
    if state == "rejected" and not is_told:
        return Stage.IN_PROGRESS
    return STAGES.get(state, Stage.RESULT)
