"""Which occupations and skills are there?"""

from django.db.models import QuerySet

from skills.models import Occupation, OccupationSkill, Skill


def occupations() -> QuerySet[Occupation]:
    """Return every occupation, by family and code."""
    return Occupation.objects.order_by("family_zh", "code")


def skills() -> QuerySet[Skill]:
    """Return every skill with its group, by group and code."""
    return Skill.objects.select_related("group").order_by("group__code", "code")


def needs_of(occupation: Occupation) -> QuerySet[OccupationSkill]:
    """Return what an occupation needs, most important first."""
    return occupation.needs.select_related("skill").order_by("-importance", "-level", "skill__code")
