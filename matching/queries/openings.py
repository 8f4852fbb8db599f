"""Which openings does a page list, and with which facets?"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.models import Division, HeldSkill, Trainee
from matching.models import Opening, OpeningReport, OpeningSkill
from matching.permissions import live_openings, visible_openings
from matching.queries.applications import waits_for_company
from matching.queries.duplicates import one_card_each
from matching.queries.searching import narrowed, openings_of, understood
from matching.states import OPENING, ContractType, OpeningState, ReportState
from skills.models import Occupation, OccupationSkill, Skill
from skills.wording.reading import Reading
from skills.wording.vocabulary import Vocabulary

PAGE_SIZE = 20
PAY_BANDS = (4000, 5000, 6000, 8000, 10000)
FIELDS = ("contract_type", "pay_from", "has_room", "has_meals", "leaves_out_internships")
RELATED = ("company", "company__division", "occupation", "division", "education")


@dataclass(frozen=True, slots=True)
class OpeningFilters:
    """What a visitor asks the list for; every part is optional."""

    words: str = ""
    occupation: str = ""
    division: str = ""
    contract_type: str = ""
    pay_from: int | None = None
    has_room: bool = False
    has_meals: bool = False
    before: tuple[datetime, int] | None = None
    like: int | None = None
    with_internships: bool = False
    leaves_out_internships: bool = (
        False  # by the rule of who may start one, unless asked for with the field above
    )

    @property
    def is_any(self) -> bool:
        """Whether anything narrows the list."""
        return bool(
            self.words
            or self.occupation
            or self.division
            or self.contract_type
            or self.pay_from
            or self.has_room
            or self.has_meals
            or self.like
        )


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice of a filter, with how many openings it would leave."""

    value: str
    name_zh: str
    name_en: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class OpeningPage:
    """One page of the list: rows, how many in all, facets, and where the next page starts."""

    rows: list[Opening]
    count: int
    occupations: list[Facet] = field(default_factory=list)
    divisions: list[Facet] = field(default_factory=list)
    contract_types: dict[str, int] = field(default_factory=dict)
    pay_bands: list[tuple[int, int]] = field(default_factory=list)
    with_room: int = 0
    with_meals: int = 0
    next_before: str = ""
    reading: Reading | None = None
    left_out: int = 0


Understood = tuple[Reading, Vocabulary] | None


def opening_page(filters: OpeningFilters, today: date) -> OpeningPage:
    """Return one page of the public list in five queries, however long it is; what was searched for costs three more."""
    meant = understood(filters.words, today) if filters.words else None
    found = _filtered(live_openings(today), filters, meant, today)
    totals = _filtered(live_openings(today), filters, meant, today, without=FIELDS).aggregate(
        **_totals(filters)
    )
    rows = list(_page(found if filters.like else one_card_each(found, today), filters.before))
    shown = rows[:PAGE_SIZE]
    return OpeningPage(
        rows=shown,
        count=totals["total"],
        occupations=_facets(filters, "occupation", meant, today),
        divisions=_facets(filters, "division", meant, today),
        contract_types={value: totals[f"type_{value}"] for value in ContractType.values},
        pay_bands=[(band, totals[f"pay_{band}"]) for band in PAY_BANDS],
        with_room=totals["room"],
        with_meals=totals["meals"],
        next_before=keyset_of(shown[-1]) if len(rows) > PAGE_SIZE else "",
        reading=meant[0] if meant else None,
        left_out=totals[f"type_{ContractType.INTERNSHIP}"]
        if "leaves_out_internships" in _fields(filters)
        else 0,
    )


def keyset_of(opening: Opening) -> str:
    """Return the place of an opening in the list, for the address of the next page."""
    assert opening.published_at is not None  # only published openings are listed
    return f"{opening.published_at.isoformat()}|{opening.pk}"


def _totals(filters: OpeningFilters) -> dict[str, Any]:
    """Count what each choice of a field would leave, beside what is chosen of the others; one query for all of them."""

    def left_by(**choice: Any) -> Count:
        return Count("pk", filter=reduce(and_, _fields(replace(filters, **choice)).values(), Q()))

    return {
        "total": left_by(),
        "room": left_by(has_room=True),
        "meals": left_by(has_meals=True),
        **{f"type_{value}": left_by(contract_type=value) for value in ContractType.values},
        **{f"pay_{band}": left_by(pay_from=band) for band in PAY_BANDS},
    }


def _fields(filters: OpeningFilters) -> dict[str, Q]:
    """Return the conditions of the fields that are chosen, by their name; who asks for internships gets them."""
    conditions = {
        "contract_type": Q(contract_type=filters.contract_type),
        "pay_from": Q(pay_unit="month", pay_max__gte=filters.pay_from),
        "has_room": Q(has_room=True),
        "has_meals": Q(has_meals=True),
        "leaves_out_internships": ~Q(contract_type=ContractType.INTERNSHIP),
    }
    asks = filters.with_internships or filters.contract_type or filters.like
    chosen = replace(filters, leaves_out_internships=False) if asks else filters
    return {name: condition for name, condition in conditions.items() if getattr(chosen, name)}


def _page(found: QuerySet[Opening], before: tuple[datetime, int] | None) -> QuerySet[Opening]:
    """Return one page and one row more, newest first, from where the last page ended."""
    if before:
        found = found.filter(
            Q(published_at__lt=before[0]) | Q(published_at=before[0], pk__lt=before[1])
        )
    return found.select_related(*RELATED).order_by("-published_at", "-pk")[: PAGE_SIZE + 1]


def _filtered(
    found: QuerySet[Opening],
    filters: OpeningFilters,
    meant: Understood,
    today: date,
    *,
    without: tuple[str, ...] = (),
) -> QuerySet[Opening]:
    """Narrow the list; `without` leaves filters out, for the counts beside their choices."""
    if filters.like:
        found = found.filter(
            content_key__in=Opening.objects.filter(pk=filters.like)
            .exclude(content_key="")
            .values("content_key")
        )
    if filters.occupation and "occupation" not in without:
        found = found.filter(occupation__code=filters.occupation)
    if filters.division and "division" not in without:
        found = found.filter(division__code=filters.division)
    for name, condition in _fields(filters).items():
        found = found if name in without else found.filter(condition)
    return narrowed(found, *meant, today) if meant else found


def _facets(filters: OpeningFilters, name: str, meant: Understood, today: date) -> list[Facet]:
    """Count the list by one relation, as if that filter were not set; what is chosen is there, even with nothing left."""
    chosen = getattr(filters, name)
    rows = (
        _filtered(live_openings(today), filters, meant, today, without=(name,))
        .values_list(f"{name}__code", f"{name}__name_zh", f"{name}__name_en")
        .annotate(count=Count("pk"))
        .order_by("-count", f"{name}__code")
    )
    facets = [Facet(code, zh, en, count, code == chosen) for code, zh, en, count in rows]
    if chosen and not any(facet.is_chosen for facet in facets):
        named = (Occupation if name == "occupation" else Division).objects.filter(code=chosen)
        facets += [Facet(each.code, each.name_zh, each.name_en, 0, True) for each in named]
    return facets


def newest_openings(limit: int, today: date) -> list[Opening]:
    """Return the newest live openings, for the home page."""
    found = one_card_each(live_openings(today), today)
    return list(found.select_related(*RELATED).order_by("-published_at", "-pk")[:limit])


def opening_cards_with(reading: Reading, known: Vocabulary, today: date) -> QuerySet[Opening]:
    """Return the live openings that a reading of a query finds, newest first, one for all that say the same."""
    found = one_card_each(openings_of(reading, known, today), today)
    return found.select_related(*RELATED).order_by("-published_at", "-pk")


def openings_asking(skill_ids: Iterable[int], today: date, limit: int = 6) -> list[Opening]:
    """Return live openings that ask for any of the skills, those that ask for most of them first."""
    wanted = list(skill_ids)
    return list(
        one_card_each(live_openings(today), today)
        .filter(asked__skill__in=wanted)
        .annotate(shared=Count("asked", filter=Q(asked__skill__in=wanted)))
        .select_related(*RELATED)
        .order_by("-shared", "-published_at", "-pk")[:limit]
    )


def live_opening_count(today: date) -> int:
    """Return how many openings are live."""
    return live_openings(today).count()


def opening_for(user: Any, opening_id: int, today: date) -> Opening | None:
    """Return an opening that the user may see, with everything its page shows."""
    return (
        visible_openings(user, today)
        .select_related(*RELATED, "company__division")
        .filter(pk=opening_id)
        .first()
    )


@dataclass(frozen=True, slots=True)
class AskedSkill:
    """One asked skill beside the level that the reader holds (None when nobody is signed in as a trainee)."""

    skill: Skill
    level: int
    importance: int
    is_essential: bool
    held: int | None

    @property
    def is_met(self) -> bool:
        """Whether the held level is enough."""
        return (self.held or 0) >= self.level


def asked_skills(opening: Opening, trainee: Trainee | None) -> list[AskedSkill]:
    """Return the asked skills beside the held levels, most important first."""
    return beside_held(asked_by_opening([opening.pk]).get(opening.pk, []), trainee)


def beside_held(rows: list[AskedSkill], trainee: Trainee | None) -> list[AskedSkill]:
    """Return asked skills beside the levels that a trainee holds; as they are for who is no trainee."""
    if trainee is None:
        return rows
    held = held_by_person([trainee.pk]).get(trainee.pk, {})
    return [replace(row, held=held.get(row.skill.pk, 0)) for row in rows]


def asked_by_opening(opening_ids: Iterable[int]) -> dict[int, list[AskedSkill]]:
    """Return what openings ask for, nobody's levels beside it, most important first; one query."""
    found: dict[int, list[AskedSkill]] = {}
    rows = OpeningSkill.objects.filter(opening__in=set(opening_ids)).select_related("skill")
    for row in rows.order_by("-is_essential", "-importance", "-level", "skill__code"):
        asked = AskedSkill(row.skill, row.level, row.importance, row.is_essential, None)
        found.setdefault(row.opening_id, []).append(asked)
    return found


def held_by_person(trainee_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """Return the levels that people hold, by skill; one query."""
    found: dict[int, dict[int, int]] = {}
    rows = HeldSkill.objects.filter(trainee__in=set(trainee_ids)).order_by("pk")
    for person, skill, level in rows.values_list("trainee_id", "skill_id", "level"):
        found.setdefault(person, {})[skill] = level
    return found


def openings_of_company(company_id: int, today: date) -> QuerySet[Opening]:
    """Return a company's openings, the newest first, with how many people applied and how many wait for the company."""
    waiting = waits_for_company(today, "applications__")
    return (
        Opening.objects.filter(company=company_id)
        .select_related("occupation", "division")
        .annotate(applied=Count("applications"), waiting=Count("applications", filter=waiting))
        .order_by("-created_at", "-pk")
    )


def own_opening(user: Any, opening_id: int) -> Opening | None:
    """Return an opening of the user's company."""
    return (
        Opening.objects.filter(
            company__members__user=user, company__members__is_active=True, pk=opening_id
        )
        .select_related(*RELATED)
        .first()
    )


def openings_to_check() -> QuerySet[Opening]:
    """Return what waits for the office, oldest first."""
    return (
        Opening.objects.filter(state=OpeningState.SUBMITTED)
        .select_related("company", "occupation", "division")
        .order_by("submitted_at", "pk")
    )


def occupation_with(code: str) -> Occupation | None:
    """Return the occupation with a code."""
    return Occupation.objects.filter(code=code).first()


def asked_rows(opening: Opening) -> list[dict[str, int | bool]]:
    """Return the asked skills of an opening as rows of its form."""
    return list(
        opening.asked.order_by("pk").values("skill_id", "level", "importance", "is_essential")
    )


def openings_past_their_date(today: date) -> QuerySet[Opening]:
    """Return what can still expire and whose date has passed."""
    return (
        Opening.objects.filter(state__in=OPENING.move("expire").source, valid_until__lt=today)
        .select_related("company")
        .order_by("pk")
    )


def template_of(occupation_id: int) -> list[dict[str, int | bool]]:
    """Return the skills that an occupation usually needs, to start an opening from."""
    needs = OccupationSkill.objects.filter(occupation=occupation_id).order_by(
        "-importance", "-level", "skill__code"
    )
    return list(needs.values("skill_id", "level", "importance", "is_essential"))


def opening_for_office(opening_id: int) -> Opening | None:
    """Return any opening with its asked skills, for the office."""
    asked = Prefetch(
        "asked", OpeningSkill.objects.select_related("skill").order_by("-importance", "skill__code")
    )
    return (
        Opening.objects.select_related(*RELATED)
        .prefetch_related(asked)
        .filter(pk=opening_id)
        .first()
    )


def reports_to_handle() -> QuerySet[OpeningReport]:
    """Return reports that nobody has dealt with, oldest first."""
    return (
        OpeningReport.objects.filter(state=ReportState.WAITING)
        .select_related("opening", "opening__company", "by")
        .order_by("created_at", "pk")
    )


def reports_just_upheld(since: datetime) -> QuerySet[OpeningReport]:
    """Return the reports that stopped an opening since a moment, the last one first: it may have been a slip."""
    return (
        OpeningReport.objects.filter(state=ReportState.UPHELD, handled_at__gt=since)
        .select_related("opening", "opening__company")
        .order_by("-handled_at", "-pk")
    )


def report_for_office(report_id: int) -> OpeningReport | None:
    """Return one report with its opening and company."""
    return OpeningReport.objects.select_related("opening__company").filter(pk=report_id).first()


def skills_of(opening: Opening) -> QuerySet[Skill]:
    """Return the skills that an opening asks for, for choices."""
    return opening.skills.order_by("code")


def divisions() -> QuerySet[Division]:
    """Return every place, the city itself too, for choices."""
    return Division.objects.order_by("code")


def all_skills() -> QuerySet[Skill]:
    """Return every skill in the order of its group, for choices."""
    return Skill.objects.select_related("group").order_by("group__code", "code")
