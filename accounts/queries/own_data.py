"""What does this room keep about a person, for the copy that the person may take along?"""

from typing import Any

from accounts.models import Consent, Trainee, User
from accounts.queries import access_log_of, held_skills_of, work_samples_of
from accounts.session import trainee_of


def own_data(user: User) -> dict[str, Any]:
    """Return everything this room keeps about a person, as plain values."""
    given = Consent.objects.filter(user=user).order_by("pk")
    data: dict[str, Any] = {
        "account": _values(user, exclude={"password", "id", "groups", "user_permissions"}),
        "consents": list(given.values("purpose", "version", "given_at", "withdrawn_at")),
    }
    trainee = trainee_of(user)
    if trainee is not None:
        data["profile"] = _trainee_data(trainee)
    return data


def _trainee_data(trainee: Trainee) -> dict[str, Any]:
    held = held_skills_of(trainee).values(
        "skill__code", "skill__name_zh", "level", "evidence", "evidence_reference"
    )
    return {
        **_values(trainee, exclude={"id", "user"}),
        "wanted_occupations": list(
            trainee.wanted_occupations.order_by("code").values_list("name_zh", flat=True)
        ),
        "wanted_divisions": list(
            trainee.wanted_divisions.order_by("code").values_list("name_zh", flat=True)
        ),
        "held_skills": list(held),
        "earlier_work": list(
            trainee.earlier_work.order_by("pk").values("kind", "occupation__name_zh", "span")
        ),
        "skill_proofs": list(
            trainee.skill_proofs.order_by("pk").values(
                "skill__code", "level", "evidence", "reference", "proven_on", "revoked_at"
            )
        ),
        "guardian_consents": list(
            trainee.guardian_consents.order_by("pk").values(
                "guardian_name", "guardian_phone", "given_on", "recorded_at", "withdrawn_at"
            )
        ),
        "work_samples": list(
            work_samples_of(trainee).values("title", "description", "link", "picture", "created_at")
        ),
        "access_log": list(access_log_of(trainee).values("at", "what")),
    }


def _values(thing: User | Trainee, exclude: set[str]) -> dict[str, Any]:
    return {
        f.name: f.value_from_object(thing)
        for f in thing._meta.concrete_fields
        if f.name not in exclude
    }
