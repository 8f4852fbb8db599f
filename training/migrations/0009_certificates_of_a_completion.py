"""A certificate keeps the completion that it was issued for, also once another one took its place."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("training", "0008_proofs_of_certificates")]
    operations = [
        migrations.AddField(
            model_name="certificate",
            name="completion",
            field=models.ForeignKey(
                help_text="What it was issued for; stays when it is issued anew",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="training.enrolment",
            ),
        )
    ]
