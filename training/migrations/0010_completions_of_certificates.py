"""Every certificate gets its completion: its own, or that of the certificate which took its place."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def fill(apps, schema_editor):
    """Write the completions, from the newest of each chain back to the first."""
    Certificate = apps.get_model("training", "Certificate")
    Certificate.objects.filter(enrolment__isnull=False).update(completion=F("enrolment"))
    after = Certificate.objects.filter(replaces=OuterRef("pk"), completion__isnull=False)
    replaced = Certificate.objects.filter(completion=None, replaced_by__completion__isnull=False)
    while numbers := list(replaced.order_by("pk").values_list("pk", flat=True)):
        Certificate.objects.filter(pk__in=numbers).update(completion=Subquery(after.values("completion")[:1]))


class Migration(migrations.Migration):
    dependencies = [("training", "0009_certificates_of_a_completion")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
