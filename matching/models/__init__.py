"""What is work here? Openings, applications with interviews and offers, placements with their evidence, feedback."""

from matching.models.applications import Application, Interview, Offer
from matching.models.feedback import NotForMe
from matching.models.learning import Training, Viewing
from matching.models.openings import Opening, OpeningReport, OpeningSkill
from matching.models.placements import Placement, PlacementEvidence

__all__ = [
    "Application",
    "Interview",
    "NotForMe",
    "Offer",
    "Opening",
    "OpeningReport",
    "OpeningSkill",
    "Placement",
    "PlacementEvidence",
    "Training",
    "Viewing",
]
