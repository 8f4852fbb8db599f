"""What does the programme office change about the search? What words mean; every change is written down."""

from typing import Any

from django.db import transaction

from core import audit
from core.denials import require
from outcomes.permissions import denies_office
from skills.models import Synonym

KEPT = ("typed", "means", "condition", "is_mutual", "is_active")


@transaction.atomic
def keep_synonym(
    *,
    synonym_id: int | None,
    typed: str,
    means: str,
    condition: str,
    is_mutual: bool,
    is_active: bool,
    by: Any,
) -> Synonym:
    """Add what words mean, or change it; the next search reads the row as it is then."""
    require(denies_office(by))
    said = {
        "typed": typed,
        "means": means,
        "condition": condition,
        "is_mutual": is_mutual,
        "is_active": is_active,
    }
    before: dict[str, Any] = {}
    if synonym_id is None:
        row = Synonym.objects.create(**said)
    else:
        row = Synonym.objects.select_for_update(of=("self",)).get(pk=synonym_id)
        before = {name: getattr(row, name) for name in KEPT}
        for name, value in said.items():
            setattr(row, name, value)
        row.save(update_fields=list(KEPT))
    verb = "synonym.change" if before else "synonym.add"
    audit.record(row, verb, by=by, data={"before": before, "after": said})
    return row
