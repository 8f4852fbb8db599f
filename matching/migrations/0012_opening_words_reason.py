from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matching", "0011_round_strikes")]

    operations = [
        migrations.AddField(
            model_name="opening",
            name="words_reason",
            field=models.TextField(
                blank=True,
                help_text="The programme office reads it beside the marked words and decides.",
                max_length=500,
                verbose_name="Why these words are meant otherwise",
            ),
        ),
    ]
