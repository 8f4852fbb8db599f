"""Who may, and if not, why not? One module a subject."""

from matching.permissions.applications import (
    denies_application_move,
    denies_apply,
    denies_contact,
    denies_interview_answer,
    denies_note,
    denies_offer_answer,
    denies_reconsider,
    visible_applications,
)
from matching.permissions.openings import (
    denies_approval,
    denies_editing,
    denies_handling,
    denies_opening_move,
    denies_resuming,
    denies_submission,
    is_live,
    live_openings,
    visible_openings,
)
from matching.permissions.placements import (
    denies_claim,
    denies_contest,
    denies_end,
    denies_evidence_decision,
    denies_upload,
    denies_verification,
    visible_placements,
)

__all__ = [
    "denies_application_move",
    "denies_apply",
    "denies_approval",
    "denies_claim",
    "denies_contact",
    "denies_contest",
    "denies_editing",
    "denies_end",
    "denies_evidence_decision",
    "denies_handling",
    "denies_interview_answer",
    "denies_note",
    "denies_offer_answer",
    "denies_opening_move",
    "denies_reconsider",
    "denies_resuming",
    "denies_submission",
    "denies_upload",
    "denies_verification",
    "is_live",
    "live_openings",
    "visible_applications",
    "visible_openings",
    "visible_placements",
]
