"""What does this room keep about a person, for their own copy?"""

from typing import Any

from accounts.models import User
from training.models import Certificate, Enrolment


def own_data(user: User) -> dict[str, Any]:
    """Return a person's enrolments with attendance and marks, and the certificates as they were frozen."""
    enrolments = Enrolment.objects.filter(trainee__user=user).select_related(
        "run__course", "assessment"
    )
    certificates = Certificate.objects.filter(trainee__user=user).order_by("issued_at", "pk")
    return {
        "enrolments": [
            _enrolment(found)
            for found in enrolments.prefetch_related(
                "attendances__meeting", "earlier_assessments"
            ).order_by("applied_at", "pk")
        ],
        "certificates": list(
            certificates.values(
                "number", "payload", "payload_hash", "issued_at", "revoked_at", "revoked_reason"
            )
        ),
    }


def _enrolment(found: Enrolment) -> dict[str, Any]:
    assessment = getattr(found, "assessment", None)
    plain = (
        "state",
        "applied_at",
        "waitlisted_at",
        "offered_at",
        "seated_at",
        "ended_at",
        "end_reason",
        "completed_on",
    )
    return {
        "course": found.run.course.title_zh,
        "run": found.run.code,
        **{name: getattr(found, name) for name in plain},
        "mark": assessment.mark if assessment else None,
        "earlier_marks": [
            {"mark": each.mark, "assessed_on": each.assessed_on, "reason": each.reason}
            for each in found.earlier_assessments.all()
        ],
        "attendance": [
            {
                "starts_at": mark.meeting.starts_at,
                "status": mark.status,
                "hours": mark.hours,
                "reason": mark.reason,
            }
            for mark in sorted(found.attendances.all(), key=lambda mark: mark.meeting.starts_at)
        ],
    }
