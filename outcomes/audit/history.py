"""Is every change of state written down with actor, time and reason (I10)?"""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef

from accounts.models import Company, NationalCertificate
from accounts.states import COMPANY, NATIONAL
from core.models import AuditEntry
from core.workflow import Workflow
from matching.models import (
    Application,
    Opening,
    OpeningReport,
    PlacementEvidence,
    PlacementProposal,
    PlacementRound,
    WrittenText,
)
from matching.states import APPLICATION, EVIDENCE, OPENING, PROPOSAL, REPORT, ROUND, TEXT
from outcomes.audit.findings import Breach, rows
from training.models import CourseRun, Enrolment
from training.states import COURSE_RUN, ENROLMENT

TABLES: tuple[tuple[type[Model], Workflow], ...] = (
    (Company, COMPANY),
    (NationalCertificate, NATIONAL),
    (CourseRun, COURSE_RUN),
    (Enrolment, ENROLMENT),
    (Opening, OPENING),
    (OpeningReport, REPORT),
    (Application, APPLICATION),
    (PlacementEvidence, EVIDENCE),
    (PlacementRound, ROUND),
    (PlacementProposal, PROPOSAL),
    (WrittenText, TEXT),
)
PLATFORM = "platform"


def changes_are_recorded(now: datetime) -> list[Breach]:
    """I10: whatever left its first state has the entry that led there; entries name who and, where asked for, why."""
    return [problem for model, workflow in TABLES for problem in _problems(model, workflow)]


def _problems(model: type[Model], workflow: Workflow) -> list[Breach]:
    entries = AuditEntry.objects.filter(verb__startswith=f"{workflow.name}.")
    by_people = [
        f"{workflow.name}.{move.verb}" for move in workflow.moves if PLATFORM not in move.who
    ]
    with_reason = [f"{workflow.name}.{move.verb}" for move in workflow.moves if move.needs_reason]
    return [
        *_unrecorded(model, workflow),
        *rows(
            f"{workflow.name}: an entry without its actor",
            entries.filter(actor=None, verb__in=by_people),
        ),
        *rows(
            f"{workflow.name}: an entry without its reason",
            entries.filter(reason="", verb__in=with_reason),
        ),
    ]


def _unrecorded(model: type[Model], workflow: Workflow) -> list[Breach]:
    kind = ContentType.objects.get_for_model(model)
    entry = AuditEntry.objects.filter(
        content_type=kind, object_id=OuterRef("pk"), after=OuterRef("state")
    )
    moved = model._default_manager.exclude(state=workflow.initial)
    return rows(f"{workflow.name}: a state without its entry", moved.filter(~Exists(entry)))
