"""Which states do placement rounds and their proposals have, and which moves? Tables only, nothing of ours imported."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import States
from core.workflow import Move, Workflow


class RoundState(States):
    """Whether the proposals of a placement round can still be answered."""

    KEPT = "kept", "info", _("Proposals are out")
    CLOSED = "closed", _("Round closed")


class ProposalState(States):
    """What became of the proposal to one person."""

    PROPOSED = "proposed", _("No answer yet")
    APPLIED = "applied", _("Has applied")
    DECLINED = "declined", _("Not for this person")
    LAPSED = "lapsed", _("Lapsed")


class LeftOut(models.TextChoices):
    """Why somebody of the cohort gets no proposal."""

    SWITCHED_OFF = "switched_off", _("Has switched recommendations off.")
    NO_CONSENT = "no_consent", _("Has not agreed to automatic recommendations.")
    UNDER_AGE = "under_age", _("Is under 16.")
    AT_WORK = "at_work", _("Has accepted an offer or is at work already.")
    PROPOSED = "proposed", _("Has a proposal of another round that waits for an answer.")
    NO_OPENING = (
        "no_opening",
        _("No opening of this trade with a free position is possible at present."),
    )
    FEW_SKILLS = (
        "few_skills",
        _("Too few of the skills that openings ask for are there yet; a course can change that."),
    )
    NO_SEAT = "no_seat", _("The positions of everything that fits went to people who fit better.")
    STRUCK = "struck", _("Was struck off this round by the programme office.")


ROUND = Workflow(
    "placement_round",
    RoundState.KEPT,
    [
        Move(
            "close",
            (RoundState.KEPT,),
            RoundState.CLOSED,
            ("office",),
            _("Close the round"),
            needs_reason=True,
            kind="danger",
        ),
    ],
)

PROPOSAL = Workflow(
    "proposal",
    ProposalState.PROPOSED,
    [
        Move("take", (ProposalState.PROPOSED,), ProposalState.APPLIED, ("trainee",), _("Apply")),
        Move(
            "decline",
            (ProposalState.PROPOSED,),
            ProposalState.DECLINED,
            ("trainee",),
            _("Not for me"),
        ),
        Move(
            "lapse",
            (ProposalState.PROPOSED,),
            ProposalState.LAPSED,
            ("platform", "office"),
            _("Lapse"),
        ),
    ],
)
