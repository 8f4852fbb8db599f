"""No certificate without the completion that it was issued for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("training", "0010_completions_of_certificates")]
    operations = [
        migrations.AlterField(
            model_name="certificate",
            name="completion",
            field=models.ForeignKey(
                help_text="What it was issued for; stays when it is issued anew",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="training.enrolment",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("enrolment", None), ("enrolment", models.F("completion")), _connector="OR"),
                name="certificate_of_its_completion",
                violation_error_message="A certificate certifies the completion that it was issued for.",
            ),
        ),
    ]
