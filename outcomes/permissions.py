"""Who may see figures of the whole city, and who those of one school?"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Trainee, University
from accounts.session import university_of
from core.denials import Denial
from training.queries.figures import end_of


def denies_office(user: Any) -> Denial | None:
    """Say that only the programme office may, or None."""
    if user.is_authenticated and user.is_office:
        return None
    return Denial("outcomes.office", _("This page is for the programme office only."))


def denies_university_desk(user: Any, university: University | None) -> Denial | None:
    """Say that only the school's own coordinator may, or None."""
    own = university_of(user)
    if own is not None and university is not None and own.pk == university.pk:
        return None
    return Denial("outcomes.university", _("This page is for the coordinators of the school only."))


def visible_persons(user: Any, known_on: date | None = None) -> QuerySet[Trainee]:
    """Return the people whose figures a user may open: the office all, a coordinator the own school's, others none.

    A merged duplicate is the person it was merged into; as known on a day before the merge it is a person of its own.
    """
    is_person = Q(merged_into=None)
    if known_on is not None:
        is_person |= Q(merged_at__gte=end_of(known_on))
    return _people_of(user).filter(is_person)


def denies_person(user: Any, trainee: Trainee) -> Denial | None:
    """Say that a person's evidence is not the user's to see, or None."""
    if _people_of(user).filter(pk=trainee.pk).exists():
        return None
    return Denial("outcomes.person", _("You may not see the evidence behind this person."))


def _people_of(user: Any) -> QuerySet[Trainee]:
    people = Trainee.objects.all()
    if user.is_authenticated and user.is_office:
        return people
    own = university_of(user)
    return people.filter(university=own) if own is not None else people.none()
