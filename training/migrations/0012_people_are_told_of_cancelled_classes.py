"""A cancelled class remembers since when its people know; another class may be held at its time."""

from django.db import migrations, models
from django.db.models import F, Q


def all_are_told(apps, schema_editor):
    """Of what was cancelled so far everybody was told at once."""
    meetings = apps.get_model("training", "Meeting").objects
    meetings.filter(cancelled_at__isnull=False).update(cancelled_told_at=F("cancelled_at"))


class Migration(migrations.Migration):
    dependencies = [("training", "0011_every_certificate_has_its_completion")]
    operations = [
        migrations.AddField(
            model_name="meeting",
            name="cancelled_told_at",
            field=models.DateTimeField(
                blank=True, help_text="Since when everybody knows; nobody is told while it can be undone", null=True
            ),
        ),
        migrations.RunPython(all_are_told, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="meeting", name="meeting_start_once"),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("run", "starts_at"),
                condition=Q(cancelled_at=None),
                name="meeting_start_once",
                violation_error_message="The run already has a class at this time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=Q(cancelled_told_at=None)
                | Q(cancelled_at__isnull=False, cancelled_told_at__gte=F("cancelled_at")),
                name="meeting_told_once_cancelled",
                violation_error_message="Only of a class that was cancelled is it told.",
            ),
        ),
    ]
