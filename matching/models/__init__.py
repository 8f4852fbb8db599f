"""What is work here? Openings, applications with interviews and offers, placements with evidence, feedback, rounds."""

from matching.models.applications import Application, Interview, Offer
from matching.models.feedback import NotForMe, NotForMeReason
from matching.models.learning import FitOutcome, ModelFit, Viewing
from matching.models.openings import Opening, OpeningReport, OpeningSkill
from matching.models.placements import EarlierClaim, Placement, PlacementEvidence
from matching.models.rounds import (
    PlacementLeftOut,
    PlacementProposal,
    PlacementRound,
    PlacementSeats,
)
from matching.models.texts import WrittenText

__all__ = [
    "Application",
    "EarlierClaim",
    "FitOutcome",
    "Interview",
    "ModelFit",
    "NotForMe",
    "NotForMeReason",
    "Offer",
    "Opening",
    "OpeningReport",
    "OpeningSkill",
    "Placement",
    "PlacementEvidence",
    "PlacementLeftOut",
    "PlacementProposal",
    "PlacementRound",
    "PlacementSeats",
    "Viewing",
    "WrittenText",
]
