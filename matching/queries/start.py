"""What can a person without any known skill tick (cold start)?"""

from django.db.models import QuerySet

from accounts.models import HeldSkill, Trainee
from skills.models import Occupation, OccupationSkill, Skill


def occupations_with_skills() -> QuerySet[Occupation]:
    """Return the occupations whose skills are known, by family."""
    known = OccupationSkill.objects.values("occupation")
    return Occupation.objects.filter(pk__in=known).order_by("family_zh", "name_zh", "pk")


def skills_to_tick(occupation: Occupation, trainee: Trainee) -> QuerySet[Skill]:
    """Return an occupation's skills that the person does not hold yet, what matters most first."""
    held = HeldSkill.objects.filter(trainee=trainee).values("skill")
    needs = OccupationSkill.objects.filter(occupation=occupation).exclude(skill__in=held)
    found = Skill.objects.filter(pk__in=needs.values("skill"), needed_by__occupation=occupation)
    return found.order_by("-needed_by__is_essential", "-needed_by__importance", "code")
