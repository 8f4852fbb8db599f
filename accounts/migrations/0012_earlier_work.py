"""What people worked in before, and for about how long, as they say themselves."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0011_address_in_english"),
        ("skills", "0002_synonyms"),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("occupation", "An occupation of the trade"),
                            ("other", "Another line of work"),
                            ("none", "None yet"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "span",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("under_half_year", "Under 6 months"),
                            ("under_year", "6 to 12 months"),
                            ("under_three_years", "1 to 3 years"),
                            ("longer", "Over 3 years"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "occupation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="skills.occupation",
                    ),
                ),
                (
                    "trainee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_work",
                        to="accounts.trainee",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier work",
                "verbose_name_plural": "earlier work",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(kind="occupation", occupation__isnull=False)
                        | Q(kind__in=["other", "none"], occupation=None),
                        name="earlier_work_kind_whole",
                        violation_error_message="Only work in an occupation names one.",
                    ),
                    models.CheckConstraint(
                        condition=Q(kind="none", span="")
                        | Q(
                            kind__in=["occupation", "other"],
                            span__in=["under_half_year", "under_year", "under_three_years", "longer"],
                        ),
                        name="earlier_work_span_whole",
                        violation_error_message="Work that was done says for how long.",
                    ),
                    models.UniqueConstraint(
                        fields=["trainee", "occupation"],
                        name="earlier_occupation_once",
                        violation_error_message="This work is already in the profile.",
                    ),
                    models.UniqueConstraint(
                        fields=["trainee", "kind"],
                        condition=~Q(kind="occupation"),
                        name="earlier_kind_once",
                        violation_error_message="This work is already in the profile.",
                    ),
                ],
            },
        ),
    ]
