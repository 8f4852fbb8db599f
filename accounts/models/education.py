"""What can be studied, and how high?"""

from django.db import models

from skills.models import Occupation


class EducationLevel(models.Model):
    """A level of schooling (GB/T 4658); the rank compares, the code does not.

    `usual_years` is how long it usually takes; empty where nothing is usual.
    """

    code = models.CharField(max_length=4, unique=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    rank = models.PositiveSmallIntegerField()
    usual_years = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name_zh


class Major(models.Model):
    """A field of study by its national code, and the occupations it leads to."""

    code = models.CharField(max_length=10, unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100)
    level = models.CharField(max_length=20)
    level_en = models.CharField(max_length=60)
    occupations = models.ManyToManyField(Occupation, related_name="majors", blank=True)

    def __str__(self) -> str:
        return f"{self.name_zh}（{self.level}）"
