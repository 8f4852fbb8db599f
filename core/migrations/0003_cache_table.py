"""The table that remembers for a while, also where Redis does: it stands in when Redis does not answer."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", "django_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_tally")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
