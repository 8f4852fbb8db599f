"""Where is it?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DivisionKind(models.TextChoices):
    """What sort of place it is."""

    CITY = "city", _("City")
    STREET = "street", _("Subdistrict")
    TOWN = "town", _("Town")
    TOWNSHIP = "township", _("Township")
    FARM = "farm", _("Farm")
    ZONE = "zone", _("Management zone")


class Division(models.Model):
    """A city, street, town, township, farm or zone, by its statistical code."""

    code = models.CharField(max_length=12, unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=DivisionKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["city", "street", "town", "township", "farm", "zone"]),
                name="division_kind_known",
                violation_error_message=_("A place is of one of the known kinds."),
            )
        ]

    def __str__(self) -> str:
        return self.name_zh


class City(models.Model):
    """The city that this installation serves."""

    code = models.SlugField(unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    division = models.OneToOneField(Division, models.PROTECT, related_name="city")

    def __str__(self) -> str:
        return self.name_zh
