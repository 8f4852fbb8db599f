"""Which rows does a recommendation use? People, openings, wishes and refusals, read in few queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, DateTimeField, F, Max, Model, QuerySet, Sum, Value

from accounts.models import Division, GuardianConsent, HeldSkill, Trainee
from accounts.permissions.consents import Use, allowing
from core.statements import Prepared
from matching.models import Application, NotForMe, Opening, OpeningSkill, PlacementProposal
from matching.permissions import live_openings
from matching.permissions.working import keeps_internships_from, shown_young
from matching.queries.duplicates import one_card_each
from matching.states import ContractType, OpeningState, ProposalState
from skills.models import Occupation, Skill

CARD = ("company", "occupation", "division")
# What a list reads of an opening: its card, and the key by which copies stand as one.
ON_CARDS = (
    "title",
    "title_en",
    "pay_min",
    "pay_max",
    "pay_unit",
    "shift",
    "shift_en",
    "has_room",
    "has_meals",
    "contract_type",
    "content_key",
    *(f"{each}__name_{tongue}" for each in CARD for tongue in ("zh", "en")),
)
ZERO = Value(0)
FEW = 1000
AT_ONCE = 10_000  # ids in one query; databases have limits
OPENING_TEXTS = ("title", "duties", "conditions")


# One row of counts: enough to see that rows came or went, and for openings that one was edited.
Stamp = tuple[Any, ...]
STAMPED = ("what", "n", "last", "sum", "edits", "hires", "at")
LISTED: tuple[type[Model], ...] = (Skill, Division, Occupation)


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns that arrays are written over: skills, places and occupations, each id → column.

    The same object as long as the tables have the same rows, so that caches may be keyed by it.
    """

    skills: dict[int, int]
    divisions: dict[int, int]
    occupations: dict[int, int]


@dataclass(frozen=True, slots=True)
class PeopleRows:
    """The people that may enter the recommender, by id, with what they can do and wish.

    `held` is (trainee, skill, level), the wishes are (trainee, wished id).
    """

    persons: list[dict[str, Any]]
    held: list[tuple[int, int, int]]
    wanted_divisions: list[tuple[int, int]]
    wanted_occupations: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class OwnRows:
    """The rows of one person's list, read in this request."""

    people: PeopleRows
    refused: set[int]
    applied: set[int]
    has_guardian_consent: bool
    is_proposed_to: bool

    @property
    def holds_a_skill(self) -> bool:
        """Whether anything is known to recommend by."""
        return bool(self.people.held)


def stamps(today: date) -> tuple[Columns, Stamp]:
    """Return the columns and a stamp that changes whenever a live opening is added, removed or edited; one query if possible."""
    found = {row[0]: row[1:] for row in COUNTED.rows(today=today)}
    opening = found.pop("opening")
    return lists_of(found), (today, *opening)


def _counted(today: date) -> QuerySet[Any, Any]:
    live = live_openings(today).order_by().values(what=Value("opening"))
    first = live.annotate(
        n=Count("pk"),
        last=Max("pk"),
        sum=Sum("pk"),
        edits=Sum("version"),
        hires=Sum("hires"),
        at=Max("published_at"),
    )
    return first.values_list(*STAMPED).union(*listed(), all=True)


def lists() -> Columns:
    """Return the columns, in the order of ids; one query when the tables stand."""
    first, *others = listed()
    return lists_of({row[0]: row[1:] for row in first.union(*others, all=True)})


def lists_of(counted: dict[str, Stamp]) -> Columns:
    """Return the columns behind the counts of their tables."""
    return _lists(tuple(sorted(counted.items())))


def listed() -> list[QuerySet[Any, Any]]:
    """Return one counting query for each table that makes columns, in the shape of the openings' one."""
    nothing = {"edits": Value(0), "hires": Value(0), "at": Value(None, DateTimeField())}
    return [
        model._default_manager.order_by()
        .values(what=Value(model.__name__.lower()))
        .annotate(n=Count("pk"), last=Max("pk"), sum=Sum("pk"), **nothing)
        .values_list(*STAMPED)
        for model in LISTED
    ]


@lru_cache(maxsize=2)
def _lists(stamp: Stamp) -> Columns:
    """Read the columns; cached until a row is added or removed."""
    return Columns(*(_columns(model) for model in LISTED))


def _columns(model: type[Any]) -> dict[int, int]:
    return {
        pk: column
        for column, pk in enumerate(model.objects.order_by("pk").values_list("pk", flat=True))
    }


def opening_rows(openings: QuerySet[Opening]) -> list[dict[str, Any]]:
    """Return the columns of the openings that may enter the recommender, by id."""
    fields = (
        "pk",
        "pay_min",
        "pay_max",
        "pay_base",
        "pay_unit",
        "division_id",
        "occupation_id",
        "education__rank",
        "contract_type",
        "title",
        "duties",
        "conditions",
        "company_id",
        "valid_until",
        "company__verified_until",
    )
    return list(openings.order_by("pk").values(*fields))


def asked_rows_of(opening_ids: Iterable[int]) -> list[tuple[int, int, int, int, bool]]:
    """Return (opening, skill, level, importance, essential) of the openings."""
    ids, found = sorted(opening_ids), []
    for start in range(0, len(ids), AT_ONCE):
        some = OpeningSkill.objects.filter(opening__in=ids[start : start + AT_ONCE]).order_by(
            "opening_id", "skill_id"
        )
        found += list(
            some.values_list("opening_id", "skill_id", "level", "importance", "is_essential")
        )
    return found


def people_who_may_be_shown(today: date) -> QuerySet[Trainee]:
    """Return the people whom companies may find: by their consents and, if under age, a guardian's."""
    return Trainee.objects.filter(
        allowing(Use.BE_FOUND),
        shown_young(today),
        is_open_to_contact=True,
        uses_recommendations=True,
        merged_into=None,
        user__is_active=True,
    )


def people_stamp(today: date) -> tuple[Any, ...]:
    """Return a stamp that changes whenever somebody who may be shown is added, removed or edits the profile; one query."""
    found = people_who_may_be_shown(today).aggregate(
        Count("pk"), Max("pk"), Sum("profile_version"), Sum("pk")
    )
    return tuple(found.values())


def people_rows(people: QuerySet[Trainee]) -> PeopleRows:
    """Return the people with what they can do and wish, in four queries. Sex, age and origin are not among it."""
    fields = ("pk", "wanted_pay_min", "home_division_id", "education__rank", "wanted_work", "about")
    persons = list(people.order_by("pk").values(*fields))
    # A few are looked up by their numbers, a whole city by the same question again.
    among = [row["pk"] for row in persons] if len(persons) <= FEW else people.values("pk")
    held = HeldSkill.objects.filter(trainee__in=among).order_by("trainee_id", "skill_id")
    return PeopleRows(
        persons,
        list(held.values_list("trainee_id", "skill_id", "level")),
        _wished(among, "division"),
        _wished(among, "occupation"),
    )


def _wished(people: Any, field: str) -> list[tuple[int, int]]:
    through = getattr(Trainee, f"wanted_{field}s").through
    rows = through.objects.filter(trainee__in=people).order_by("pk")
    return list(rows.values_list("trainee_id", f"{field}_id"))


def own_rows(trainee: Trainee) -> OwnRows:
    """Return what one person can do, wishes, refused, applied to and was proposed; one query beside the loaded profile."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for what, thing, much in sorted(OWN.rows(trainee_id=trainee.pk)):
        found[what].append((thing, much))
    pk = trainee.pk
    people = PeopleRows(
        [_person(trainee)],
        [(pk, skill, level) for skill, level in found["held"]],
        [(pk, division) for division, _much in found["division"]],
        [(pk, occupation) for occupation, _much in found["occupation"]],
    )
    refused, applied = ({thing for thing, _much in found[what]} for what in ("refused", "applied"))
    return OwnRows(people, refused, applied, bool(found["guardian"]), bool(found["proposed"]))


def _own(trainee_id: int) -> QuerySet[Any, Any]:
    first, *others = (
        _pairs("held", HeldSkill.objects.filter(trainee=trainee_id), "skill_id", F("level")),
        _pairs(
            "division",
            Trainee.wanted_divisions.through._default_manager.filter(trainee=trainee_id),
            "division_id",
        ),
        _pairs(
            "occupation",
            Trainee.wanted_occupations.through._default_manager.filter(trainee=trainee_id),
            "occupation_id",
        ),
        _pairs("refused", NotForMe.objects.filter(trainee=trainee_id), "opening_id"),
        _pairs("applied", Application.objects.filter(trainee=trainee_id), "opening_id"),
        _pairs(
            "guardian",
            GuardianConsent.objects.filter(trainee=trainee_id, withdrawn_at=None),
            "pk",
        ),
        _pairs(
            "proposed",
            PlacementProposal.objects.filter(trainee=trainee_id, state=ProposalState.PROPOSED),
            "pk",
        ),
    )
    return first.union(*others, all=True)


def _person(trainee: Trainee) -> dict[str, Any]:
    return {
        "pk": trainee.pk,
        "wanted_pay_min": trainee.wanted_pay_min,
        "home_division_id": trainee.home_division_id,
        "education__rank": trainee.education.rank if trainee.education else None,
        "wanted_work": trainee.wanted_work,
        "about": trainee.about,
    }


def _pairs(
    what: str, rows: QuerySet[Any], field: str, much: F | Value = ZERO
) -> QuerySet[Any, Any]:
    return (
        rows.order_by()
        .annotate(what=Value(what), thing=F(field), much=much)
        .values_list("what", "thing", "much")
    )


def applicants_of(opening: Opening) -> set[int]:
    """Return the people who have applied to an opening or said that it is not for them; one query."""
    applied, refused = (
        model.objects.filter(opening=opening).order_by().values_list("trainee_id", flat=True)
        for model in (Application, NotForMe)
    )
    return set(applied.union(refused))


def taken() -> list[tuple[int, int]]:
    """Return every pair (trainee, opening) that a list leaves out: applied to, or not for them."""
    pair = ("trainee_id", "opening_id")
    applied = (
        Application.objects.filter(opening__state=OpeningState.PUBLISHED)
        .order_by()
        .values_list(*pair)
    )
    return list(applied) + list(NotForMe.objects.order_by().values_list(*pair))


def openings_by_id(opening_ids: Iterable[int], today: date) -> dict[int, Opening]:
    """Return the openings of a list with what a card shows; who has left the list this instant is not among them."""
    cards = live_openings(today).select_related(*CARD).only(*ON_CARDS)
    return cards.in_bulk(list(opening_ids))


def people_by_id(trainee_ids: Iterable[int], today: date) -> dict[int, Trainee]:
    """Return the people of a list with what a card shows; who may no longer be shown is not among them."""
    return people_who_may_be_shown(today).select_related("education").in_bulk(list(trainee_ids))


def skills_by_id(skill_ids: Iterable[int]) -> dict[int, Skill]:
    """Return the skills that reasons name."""
    return Skill.objects.in_bulk(list(skill_ids))


def newest_live(today: date, limit: int, reader: Trainee) -> list[Opening]:
    """Return the newest live openings, one for all that say the same: what a person sees who switched recommendations off.

    Internships only where this person may start one, as in recommendations.
    """
    live = live_openings(today)
    if keeps_internships_from(reader, today):
        live = live.exclude(contract_type=ContractType.INTERNSHIP)
    return list(
        one_card_each(live, today).select_related(*CARD).order_by("-published_at", "-pk")[:limit]
    )


def refused_of(trainee: Trainee) -> QuerySet[NotForMe]:
    """Return what a person said no to, newest first, so that it can be taken back."""
    return (
        NotForMe.objects.filter(trainee=trainee)
        .select_related("opening")
        .order_by("-created_at", "-pk")
    )


def said_of(trainee: Trainee, opening_id: int) -> NotForMe | None:
    """Return a person's own "not for me" about an opening."""
    return refused_of(trainee).filter(opening=opening_id).first()


COUNTED, OWN = Prepared(_counted, today=date), Prepared(_own, trainee_id=int)
