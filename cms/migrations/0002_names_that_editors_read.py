"""The names that Wagtail gave to what it made itself are read by editors here: in Chinese, like the rest."""

from typing import Any

from django.db import migrations

APPROVAL = ("Moderators approval", "编辑审批")
ROOT = ("Root", "全部网站")


def _rename(apps: Any, old: int) -> None:
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name=APPROVAL[old]).update(name=APPROVAL[1 - old])
    pages = apps.get_model("wagtailcore", "Page").objects.filter(depth=1, title=ROOT[old])
    pages.update(title=ROOT[1 - old], draft_title=ROOT[1 - old])


def to_chinese(apps: Any, schema_editor: Any) -> None:
    """Name approval and root in Chinese."""
    _rename(apps, 0)


def to_english(apps: Any, schema_editor: Any) -> None:
    """Name them as Wagtail did."""
    _rename(apps, 1)


class Migration(migrations.Migration):
    """Rename."""

    dependencies = [("cms", "0001_initial"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]
    operations = [migrations.RunPython(to_chinese, to_english)]
