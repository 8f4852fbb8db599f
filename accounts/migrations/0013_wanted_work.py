"""Which work a person wants, in their own words."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_earlier_work'),
    ]

    operations = [
        migrations.AddField(
            model_name='trainee',
            name='wanted_work',
            field=models.CharField(blank=True, max_length=200, verbose_name='wanted work in my own words'),
        ),
    ]
