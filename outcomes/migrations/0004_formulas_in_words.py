from django.db import migrations, models
from django.db.models import F, Q


def take_over(apps, schema_editor):
    """Until the definitions are loaded again the formula stands in both languages as it was."""
    apps.get_model('outcomes', 'Indicator').objects.update(formula_zh=F('formula_en'))


class Migration(migrations.Migration):

    dependencies = [
        ('outcomes', '0003_earlier_targets'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='indicator', name='indicator_defined'),
        migrations.RenameField(model_name='indicator', old_name='formula', new_name='formula_en'),
        migrations.AddField(
            model_name='indicator',
            name='formula_zh',
            field=models.TextField(default=''),
            preserve_default=False,
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(
                condition=~Q(code='') & ~Q(version='') & ~Q(formula_zh='') & ~Q(formula_en=''),
                name='indicator_defined',
                violation_error_message='A figure has a code, a version and a formula in both languages.',
            ),
        ),
    ]
