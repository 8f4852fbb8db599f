"""An attempt to learn from outcomes is called a model fit: a training is what a person goes to."""

from django.db import migrations, models
from django.db.models import Q

OUTCOMES = ["running", "promoted", "refreshed", "kept", "retired", "nothing", "failed"]


class Migration(migrations.Migration):
    dependencies = [("matching", "0024_words_decided_with_a_reason")]

    operations = [
        migrations.RemoveConstraint("Training", "training_outcome"),
        migrations.RemoveConstraint("Training", "training_ended_when"),
        migrations.RenameModel("Training", "ModelFit"),
        migrations.RenameIndex("ModelFit", new_name="modelfit_newest", old_name="training_newest"),
        migrations.AddConstraint(
            "ModelFit",
            models.CheckConstraint(
                condition=Q(outcome__in=OUTCOMES),
                name="modelfit_outcome",
                violation_error_message="Unknown outcome.",
            ),
        ),
        migrations.AddConstraint(
            "ModelFit",
            models.CheckConstraint(
                condition=Q(outcome="running", ended_at__isnull=True)
                | ~Q(outcome="running") & Q(ended_at__isnull=False),
                name="modelfit_ended_when",
                violation_error_message="A fit that is over says since when.",
            ),
        ),
    ]
