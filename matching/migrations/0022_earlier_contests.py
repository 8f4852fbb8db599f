"""A claim that was corrected after a contest keeps the contest with it."""

from django.db import migrations, models


def keep_contests(apps, schema_editor):
    """Give each contest that was answered by a correction to the claim that stood when it was made."""
    placements = apps.get_model("matching", "Placement").objects.exclude(contested_at=None).exclude(corrected_at=None)
    claims = apps.get_model("matching", "EarlierClaim").objects
    for placement, contested_at in placements.values_list("pk", "contested_at").iterator():
        stood = claims.filter(placement=placement, claimed_at__lte=contested_at).order_by("claimed_at", "pk").last()
        if stood is not None:
            claims.filter(pk=stood.pk).update(contested_at=contested_at)


class Migration(migrations.Migration):
    dependencies = [("matching", "0021_words_for_the_office")]

    operations = [
        migrations.AddField(
            model_name="earlierclaim",
            name="contested_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(keep_contests, migrations.RunPython.noop),
    ]
