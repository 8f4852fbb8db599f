"""What does this room keep about a person, for their own copy?"""

from collections.abc import Iterator
from typing import Any

from django.db.models.fields.files import FieldFile

from accounts.models import User
from matching.models import (
    Application,
    Interview,
    NotForMe,
    Offer,
    OpeningReport,
    Placement,
    PlacementEvidence,
    PlacementLeftOut,
    PlacementProposal,
    Viewing,
)


def own_data(user: User) -> dict[str, Any]:
    """Return a person's applications as sent with all that followed, and what they said about openings.

    A company's notes for colleagues are about the person, so they are part of the copy.
    """
    about = Application.objects.filter(trainee__user=user).order_by("submitted_at", "pk")
    return {
        "applications": list(
            about.values(
                "opening__title", "opening__company__name_zh", "state", "submitted_at", "profile", "note",
                "rejection_reason", "rejection_text", "internal_note", "match_score", "match_parts", "match_model",
            )
        ),
        "interviews": list(
            Interview.objects.filter(application__trainee__user=user)
            .order_by("at", "pk")
            .values("at", "place", "note", "answer")
        ),
        "offers": list(
            Offer.objects.filter(application__trainee__user=user)
            .order_by("pk")
            .values("pay", "pay_reason", "start_on", "expires_on", "note")
        ),
        "placements": _placements(user),
        "not_for_me": list(
            NotForMe.objects.filter(trainee__user=user).order_by("pk").values("opening__title", "reason", "created_at")
        ),
        **_rounds(user),
        "viewings": list(
            Viewing.objects.filter(trainee__user=user)
            .order_by("at", "pk")
            .values("opening__title", "at", "origin", "place", "model_version", "match_score", "match_model")
        ),
        "reports": list(OpeningReport.objects.filter(by=user).order_by("pk").values("opening__title", "reason", "text")),
    }  # fmt: skip


def own_files(user: User) -> Iterator[tuple[str, FieldFile]]:
    """Yield the papers about a person's starts, whoever uploaded them."""
    for paper in _papers(user):
        yield f"papers/{paper.pk}-{paper.kind}", paper.file


def _placements(user: User) -> list[dict[str, Any]]:
    rows = Placement.objects.filter(trainee__user=user).order_by("start_on", "pk").values(
        "company__name_zh", "start_on", "early_reason", "contract_type", "pay", "pay_reason", "second_job_reason",
        "destination_code", "claimed_at", "confirmed_at",
        "contested_at", "contest_reason", "verified_at", "ended_on", "end_reason",
    )  # fmt: skip
    return list(rows)


def _rounds(user: User) -> dict[str, Any]:
    """Return what placement rounds proposed to a person, and why they were left out of others."""
    proposals = PlacementProposal.objects.filter(trainee__user=user).order_by("pk")
    left_out = PlacementLeftOut.objects.filter(trainee__user=user).order_by("pk")
    return {
        "proposals": list(
            proposals.values(
                "opening__title",
                "round__created_at",
                "state",
                "wish",
                "score",
                "skill",
                "passed_over",
            )
        ),
        "left_out": list(left_out.values("round__created_at", "reason", "passed_over")),
    }


def _papers(user: User) -> list[PlacementEvidence]:
    return list(
        PlacementEvidence.objects.filter(placement__trainee__user=user)
        .exclude(file="")
        .order_by("pk")
    )
