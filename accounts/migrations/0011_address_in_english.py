"""Where a company is, in English too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0010_about_in_english"),
    ]

    operations = [
        migrations.AddField(
            model_name="company",
            name="address_en",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="address, in English"),
            preserve_default=False,
        ),
    ]
