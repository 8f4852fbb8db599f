from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matching', '0005_application_scores'),
    ]

    operations = [
        migrations.AddField(
            model_name='viewing',
            name='match_model',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='viewing',
            name='match_score',
            field=models.FloatField(blank=True, help_text='How well it fitted in the night after', null=True),
        ),
        migrations.AddConstraint(
            model_name='viewing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('match_model', ''), ('match_score__isnull', True)), models.Q(('match_score__range', (0, 1)), models.Q(('match_model', ''), _negated=True)), _connector='OR'), name='viewing_match_whole', violation_error_message='A score lies between 0 and 1 and says by which version.'),
        ),
    ]
