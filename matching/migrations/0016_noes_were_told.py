from typing import Any

from django.db import migrations
from django.db.models import F


def were_told(apps: Any, schema_editor: Any) -> None:
    """Until now a company was told at once of a withdrawal or a no to an offer."""
    applications = apps.get_model("matching", "Application").objects
    applications.filter(state__in=["withdrawn", "declined"], told_at=None).update(told_at=F("moved_at"))


class Migration(migrations.Migration):
    dependencies = [("matching", "0015_second_jobs")]

    operations = [migrations.RunPython(were_told, migrations.RunPython.noop)]
