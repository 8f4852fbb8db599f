"""What happens to the papers about a placement? Uploaded, accepted or returned; the placement verified."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core import audit, clock
from core.denials import require
from core.files import UNREADABLE, UploadKind, can_be_opened, kept_copy, no_orphan, private_storage
from core.workflow import advance
from matching import notifications, permissions
from matching.models import Placement, PlacementEvidence
from matching.states import APPLICATION, EVIDENCE, EvidenceState


@transaction.atomic
def upload_evidence(
    *, placement: Placement, kind: str, upload: UploadedFile, by: Any, now: datetime
) -> PlacementEvidence:
    """Keep a paper in private storage."""
    require(permissions.denies_upload(by, placement, kind, clock.local_date(now)))
    kept = kept_copy(upload, UploadKind.IMAGE_OR_PDF)
    with no_orphan(private_storage()) as files:
        paper = PlacementEvidence.objects.create(
            placement=placement, kind=kind, file=kept, uploaded_by=by
        )
        files.append(str(paper.file.name))
        audit.record(
            paper,
            "evidence.upload",
            by=by,
            after=paper.state,
            data={"kind": kind, "placement": placement.pk},
        )
    return paper


@transaction.atomic
def accept_paper(*, paper: PlacementEvidence, by: Any, now: datetime) -> None:
    """Find a paper good."""
    require(permissions.denies_evidence_decision(by, paper, "accept"))
    require(None if can_be_opened(paper.file) else UNREADABLE)
    advance(paper, EVIDENCE, "accept", by=by, decided_by=by, decided_at=now)


@transaction.atomic
def return_paper(*, paper: PlacementEvidence, reason: str, by: Any, now: datetime) -> None:
    """Send a paper back with the reason."""
    require(permissions.denies_evidence_decision(by, paper, "return"))
    advance(paper, EVIDENCE, "return", by=by, reason=reason, decided_by=by, decided_at=now)
    PlacementEvidence.objects.filter(pk=paper.pk).update(reason=reason)
    paper.reason = reason
    notifications.tell_paper_returned(paper)


@transaction.atomic
def verify_placement(*, placement: Placement, by: Any, now: datetime) -> None:
    """Verify a confirmed placement whose needed paper was accepted."""
    papers = list(PlacementEvidence.objects.filter(placement=placement).order_by("pk"))
    require(permissions.denies_verification(by, placement, papers, clock.local_date(now)))
    application = placement.application
    kinds = sorted({paper.kind for paper in papers if paper.state == EvidenceState.ACCEPTED})
    advance(application, APPLICATION, "verify", by=by, moved_at=now, data={"kinds": kinds})
    placement.verified_at, placement.verified_by = now, by
    placement.save(update_fields=["verified_at", "verified_by"])
    notifications.tell_person(application, "verified")
    notifications.tell_candidate_moved(application, "verified")
