"""Which states do openings, applications, papers and placement rounds have, and which moves? One module a subject."""

from matching.states.applications import (
    APPLICATION,
    EVIDENCE,
    OPEN,
    STAGES,
    UNDECIDED,
    Answer,
    ApplicationState,
    Destination,
    EvidenceKind,
    EvidenceState,
    Grade,
    RejectionReason,
    Stage,
    stage_of,
)
from matching.states.openings import (
    OPENING,
    REPORT,
    ContractType,
    OpeningState,
    PayUnit,
    ReportReason,
    ReportState,
)
from matching.states.rounds import (
    PROPOSAL,
    ROUND,
    LeftOut,
    ProposalState,
    RoundState,
)

WORKFLOWS = (OPENING, APPLICATION, EVIDENCE, REPORT, ROUND, PROPOSAL)

__all__ = [
    "APPLICATION",
    "EVIDENCE",
    "OPEN",
    "OPENING",
    "PROPOSAL",
    "REPORT",
    "ROUND",
    "STAGES",
    "UNDECIDED",
    "WORKFLOWS",
    "Answer",
    "ApplicationState",
    "ContractType",
    "Destination",
    "EvidenceKind",
    "EvidenceState",
    "Grade",
    "LeftOut",
    "OpeningState",
    "PayUnit",
    "ProposalState",
    "RejectionReason",
    "ReportReason",
    "ReportState",
    "RoundState",
    "Stage",
    "stage_of",
]
