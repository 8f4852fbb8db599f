"""Dates facts that were written down without their day, from the entries of the audit."""

from typing import Any

from django.db import migrations

CHECKED = ("trainee.verify_name", "trainee.match_roster")


def date_facts(apps: Any, schema_editor: Any) -> None:
    """Give merges their day, and bring back the checks of names that were taken back."""
    trainees = apps.get_model("accounts", "Trainee")
    checks = apps.get_model("accounts", "EarlierNameCheck")
    entries = apps.get_model("core", "AuditEntry").objects.filter(
        content_type__app_label="accounts", content_type__model="trainee"
    )
    for entry in entries.filter(verb="trainee.merge").order_by("at", "pk"):
        trainees.objects.filter(pk=entry.object_id, merged_into__isnull=False).update(merged_at=entry.at)
    for entry in entries.filter(verb="trainee.doubt_name").order_by("at", "pk"):
        before = entries.filter(verb__in=CHECKED, object_id=entry.object_id, at__lte=entry.at)
        check = before.order_by("-at", "-pk").first()
        if check is not None:
            checks.objects.create(trainee_id=entry.object_id, verified_at=check.at, taken_back_at=entry.at)


class Migration(migrations.Migration):
    """After the tables of facts."""

    dependencies = [("accounts", "0004_facts_carry_their_day"), ("core", "0001_initial")]
    operations = [migrations.RunPython(date_facts, migrations.RunPython.noop)]
