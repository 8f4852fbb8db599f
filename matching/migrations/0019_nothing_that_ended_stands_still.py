from typing import Any

from django.db import migrations
from django.db.models import F


def let_go(apps: Any, schema_editor: Any) -> None:
    """What ended while its clocks stood still kept the mark; what was marked before it was sent is marked from then."""
    alive = (
        "submitted", "reviewing", "shortlisted", "interview", "offered", "accepted", "hire_claimed", "contested",
    )  # fmt: skip
    held = apps.get_model("matching", "Application").objects.filter(held_at__isnull=False)
    held.exclude(state__in=alive).update(held_at=None)
    held.filter(held_at__lt=F("submitted_at")).update(held_at=F("submitted_at"))


class Migration(migrations.Migration):
    dependencies = [("matching", "0018_openings_in_english")]

    operations = [migrations.RunPython(let_go, migrations.RunPython.noop)]
