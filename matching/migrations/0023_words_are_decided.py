"""Gives each text of a company its state and the key by which the same words are known again.

A stopped text that was only looked at was never decided: it waits again.
"""

from django.db import migrations, models

from matching.lawful import key_of


def keys_and_states(apps, schema_editor):
    WrittenText = apps.get_model("matching", "WrittenText")
    AuditEntry = apps.get_model("core", "AuditEntry")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for written in WrittenText.objects.order_by("pk"):
        written.key = key_of(written.text)
        if written.seen_at and written.reason:
            written.seen_at = written.seen_by = None
        written.state = "seen" if written.seen_at else "waiting"
        written.save(update_fields=["key", "state", "seen_at", "seen_by"])
    kind = ContentType.objects.filter(app_label="matching", model="writtentext").first()
    if kind is not None:
        seen = WrittenText.objects.filter(state="seen").values("pk")
        entries = AuditEntry.objects.filter(content_type=kind, verb="text.seen", object_id__in=seen)
        entries.update(verb="text.see", before="waiting", after="seen")


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0022_earlier_contests"),
        ("core", "__first__"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="writtentext", name="written_text_seen_by_somebody"),
        migrations.RemoveIndex(model_name="writtentext", name="written_texts_unseen"),
        migrations.AddField(model_name="writtentext", name="decision", field=models.TextField(blank=True, max_length=500)),
        migrations.AddField(
            model_name="writtentext",
            name="key",
            field=models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="writtentext",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "To be looked at"),
                    ("passed", "Let pass"),
                    ("stopped", "Kept stopped"),
                    ("seen", "Looked at"),
                ],
                default="waiting",
                max_length=12,
            ),
        ),
        migrations.RunPython(keys_and_states, migrations.RunPython.noop),
    ]
