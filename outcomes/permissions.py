"""Who may see figures of the whole city, and who those of one school?"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Trainee, University
from accounts.queries import university_of
from core.denials import Denial


def denies_office(user: Any) -> Denial | None:
    """Say that only the programme office may, or None."""
    if user.is_authenticated and user.is_office:
        return None
    return Denial("outcomes.office", _("This page belongs to the programme office."))


def denies_university_desk(user: Any, university: University | None) -> Denial | None:
    """Say that only the school's own coordinator may, or None."""
    own = university_of(user)
    if own is not None and university is not None and own.pk == university.pk:
        return None
    return Denial("outcomes.university", _("This page belongs to the coordinators of the school."))


def visible_persons(user: Any) -> QuerySet[Trainee]:
    """Return the people whose figures a user may open: the office all, a coordinator the own school's, others none."""
    persons = Trainee.objects.filter(merged_into=None)
    if user.is_authenticated and user.is_office:
        return persons
    own = university_of(user)
    return persons.filter(university=own) if own is not None else persons.none()


def denies_person(user: Any, trainee: Trainee) -> Denial | None:
    """Say that a person's evidence is not the user's to see, or None."""
    if visible_persons(user).filter(pk=trainee.pk).exists():
        return None
    return Denial("outcomes.person", _("You may not see the evidence behind this person."))
