"""Brings back what companies had claimed before they corrected it, from the entries of the audit."""

from typing import Any

from django.db import migrations

TERMS = ("start_on", "contract_type", "pay", "destination_code")


def bring_back(apps: Any, schema_editor: Any) -> None:
    """Write a row for every claim that a later one replaced."""
    placements = apps.get_model("matching", "Placement").objects
    earlier = apps.get_model("matching", "EarlierClaim").objects
    entries = apps.get_model("core", "AuditEntry").objects.filter(
        content_type__app_label="matching", content_type__model="application"
    )
    corrected = entries.filter(verb="application.correct_claim").order_by().values_list("object_id", flat=True)
    for placement in placements.filter(application__in=list(corrected)).order_by("pk"):
        claims = entries.filter(
            object_id=placement.application_id, verb__in=["application.claim_hire", "application.correct_claim"]
        )
        said = list(claims.order_by("at", "pk"))
        for entry in said[:-1]:
            if all(term in entry.data for term in TERMS):
                terms = {term: entry.data[term] for term in TERMS}
                earlier.create(placement=placement, claimed_at=entry.at, claimed_by_id=entry.actor_id, **terms)
        placements.filter(pk=placement.pk).update(corrected_at=said[-1].at)


class Migration(migrations.Migration):
    """After the table of earlier claims."""

    dependencies = [("matching", "0008_earlier_claims"), ("core", "0001_initial")]
    operations = [migrations.RunPython(bring_back, migrations.RunPython.noop)]
