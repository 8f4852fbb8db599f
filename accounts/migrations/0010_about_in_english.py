"""What a company says of itself, in English too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0009_national_certificates"),
    ]

    operations = [
        migrations.AddField(
            model_name="company",
            name="about_en",
            field=models.TextField(blank=True, default="", max_length=2000, verbose_name="about the company, in English"),
            preserve_default=False,
        ),
    ]
