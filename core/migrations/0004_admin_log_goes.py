"""Drop the log of Django's admin, which is no longer here, where an earlier installation left it."""

from typing import Any

from django.db import migrations

TABLE = "django_admin_log"


def drop(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        is_there = TABLE in connection.introspection.table_names(cursor)
    if is_there:
        schema_editor.execute(schema_editor.sql_delete_table % {"table": schema_editor.quote_name(TABLE)})
    apps.get_model("contenttypes", "ContentType").objects.filter(app_label="admin", model="logentry").delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0003_cache_table"), ("contenttypes", "0002_remove_content_type_name"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(drop, migrations.RunPython.noop)]
