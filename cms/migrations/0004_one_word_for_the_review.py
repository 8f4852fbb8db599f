"""The workflow of the editors says 审核 as every other page does."""

from typing import Any

from django.db import migrations

NAMES = ("编辑审批", "编辑审核")


def _rename(apps: Any, old: int) -> None:
    for model in ("Task", "Workflow"):
        found = apps.get_model("wagtailcore", model).objects
        if not found.filter(name=NAMES[1 - old]).exists():
            found.filter(name=NAMES[old]).update(name=NAMES[1 - old])


def to_review(apps: Any, schema_editor: Any) -> None:
    """Say 审核."""
    _rename(apps, 0)


def to_approval(apps: Any, schema_editor: Any) -> None:
    """Say 审批, as before."""
    _rename(apps, 1)


class Migration(migrations.Migration):
    """Rename."""

    dependencies = [("cms", "0003_names_of_groups_and_files")]
    operations = [migrations.RunPython(to_review, to_approval)]
