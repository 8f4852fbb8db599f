"""Which rows does a recommendation stand on? People, openings, wishes and refusals, read in few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from accounts.models import Division, HeldSkill, Trainee
from matching.models import Application, NotForMe, Opening, OpeningSkill
from matching.permissions import live_openings
from skills.models import Occupation, Skill

CARD = ("company", "occupation", "division")
OPENING_TEXTS = ("title", "duties", "conditions")


@dataclass(frozen=True, slots=True)
class Lists:
    """The columns that arrays are written over: skills, places and occupations, each id → column."""

    skills: dict[int, int]
    divisions: dict[int, int]
    occupations: dict[int, int]


def lists() -> Lists:
    """Return the columns, in the order of ids."""
    return Lists(*(_columns(model) for model in (Skill, Division, Occupation)))


def _columns(model: type[Any]) -> dict[int, int]:
    return {pk: column for column, pk in enumerate(model.objects.order_by("pk").values_list("pk", flat=True))}


def openings_stamp(today: date) -> tuple[Any, ...]:
    """Return what changes whenever a live opening comes, goes or is edited; one query."""
    found = live_openings(today).aggregate(Count("pk"), Max("pk"), Sum("version"), Sum("hires"), Max("published_at"))
    return (today, *found.values())


def opening_rows(openings: QuerySet[Opening]) -> list[dict[str, Any]]:
    """Return the columns of the openings that may enter the recommender, by id."""
    fields = (
        "pk",
        "pay_min",
        "pay_max",
        "pay_unit",
        "division_id",
        "occupation_id",
        "education__rank",
        "title",
        "duties",
        "conditions",
    )
    return list(openings.order_by("pk").values(*fields))


def asked_rows_of(opening_ids: Iterable[int]) -> list[tuple[int, int, int, int, bool]]:
    """Return (opening, skill, level, importance, essential) of the openings."""
    rows = OpeningSkill.objects.filter(opening__in=list(opening_ids)).order_by("opening_id", "skill_id")
    return list(rows.values_list("opening_id", "skill_id", "level", "importance", "is_essential"))


def people_who_may_be_shown() -> QuerySet[Trainee]:
    """Return those whom companies may find: they agreed to be contacted and to automatic recommendations."""
    consents = Q(user__consents__purpose="contact", user__consents__withdrawn_at=None)
    return Trainee.objects.filter(
        consents, is_open_to_contact=True, uses_recommendations=True, merged_into=None, user__is_active=True
    )


def people_stamp() -> tuple[Any, ...]:
    """Return what changes whenever somebody who may be shown comes, goes or edits the profile; one query."""
    found = people_who_may_be_shown().aggregate(Count("pk"), Max("pk"), Sum("profile_version"), Sum("pk"))
    return tuple(found.values())


def person_rows(people: QuerySet[Trainee]) -> list[dict[str, Any]]:
    """Return the columns of the people that may enter the recommender, by id. Sex, age and origin are not among them."""
    return list(people.order_by("pk").values("pk", "wanted_pay_min", "home_division_id", "education__rank", "about"))


def held_rows(people: QuerySet[Trainee]) -> list[tuple[int, int, int]]:
    """Return (trainee, skill, level) of the people."""
    rows = HeldSkill.objects.filter(trainee__in=people.values("pk")).order_by("trainee_id", "skill_id")
    return list(rows.values_list("trainee_id", "skill_id", "level"))


def wished_rows(people: QuerySet[Trainee], field: str) -> list[tuple[int, int]]:
    """Return (trainee, wished id) of one wish: "occupation" or "division"."""
    through = getattr(Trainee, f"wanted_{field}s").through
    rows = through.objects.filter(trainee__in=people.values("pk")).order_by("pk")
    return list(rows.values_list("trainee_id", f"{field}_id"))


def refused_openings(trainee: Trainee) -> set[int]:
    """Return the openings that a person said are not for them."""
    return set(NotForMe.objects.filter(trainee=trainee).values_list("opening_id", flat=True))


def applied_openings(trainee: Trainee) -> set[int]:
    """Return the openings that a person has applied to."""
    return set(Application.objects.filter(trainee=trainee).values_list("opening_id", flat=True))


def applicants_of(opening: Opening) -> set[int]:
    """Return the people who have applied to an opening or said that it is not for them."""
    applied = Application.objects.filter(opening=opening).values_list("trainee_id", flat=True)
    refused = NotForMe.objects.filter(opening=opening).values_list("trainee_id", flat=True)
    return set(applied) | set(refused)


def openings_by_id(opening_ids: Iterable[int]) -> dict[int, Opening]:
    """Return the openings of a list with what a card shows."""
    return Opening.objects.select_related(*CARD).in_bulk(list(opening_ids))


def people_by_id(trainee_ids: Iterable[int]) -> dict[int, Trainee]:
    """Return the people of a list with what a card shows."""
    return Trainee.objects.select_related("education", "major", "home_division").in_bulk(list(trainee_ids))


def skills_by_id(skill_ids: Iterable[int]) -> dict[int, Skill]:
    """Return the skills that reasons name."""
    return Skill.objects.in_bulk(list(skill_ids))


def newest_live(today: date, limit: int) -> list[Opening]:
    """Return the newest live openings: what a person sees who has switched recommendations off."""
    return list(live_openings(today).select_related(*CARD).order_by("-published_at", "-pk")[:limit])


def refused_of(trainee: Trainee) -> QuerySet[NotForMe]:
    """Return what a person said no to, newest first, so that it can be taken back."""
    return NotForMe.objects.filter(trainee=trainee).select_related("opening").order_by("-created_at", "-pk")


def said_of(trainee: Trainee, opening_id: int) -> NotForMe | None:
    """Return a person's own "not for me" about an opening."""
    return refused_of(trainee).filter(opening=opening_id).first()
