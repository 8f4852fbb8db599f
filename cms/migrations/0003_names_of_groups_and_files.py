"""The two groups of editors, the first folder of files and the page that came with Wagtail are read in Chinese, too."""

from typing import Any

from django.db import migrations

GROUPS = (("Editors", "编辑"), ("Moderators", "审核员"))
FILES = ("Root", "全部文件")
WELCOME = ("Welcome to your new Wagtail site!", "欢迎页")


def _rename(apps: Any, old: int) -> None:
    groups = apps.get_model("auth", "Group").objects
    for names in GROUPS:
        if not groups.filter(name=names[1 - old]).exists():
            groups.filter(name=names[old]).update(name=names[1 - old])
    apps.get_model("wagtailcore", "Collection").objects.filter(depth=1, name=FILES[old]).update(name=FILES[1 - old])
    apps.get_model("wagtailcore", "PageLogEntry").objects.filter(label=WELCOME[old]).update(label=WELCOME[1 - old])


def to_chinese(apps: Any, schema_editor: Any) -> None:
    """Name them in Chinese."""
    _rename(apps, 0)


def to_english(apps: Any, schema_editor: Any) -> None:
    """Name them as Wagtail did."""
    _rename(apps, 1)


class Migration(migrations.Migration):
    """Rename."""

    dependencies = [("cms", "0002_names_that_editors_read"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(to_chinese, to_english)]
