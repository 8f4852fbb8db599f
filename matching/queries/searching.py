"""Which openings does a query find? What it asks for, by the names of skills, trades and places, by fields, by words."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower
from django.db.models.lookups import Contains

from matching.hours import is_five_days, is_in_daytime, is_in_evening
from matching.lawful.fields import names_read
from matching.models import Opening, OpeningSkill
from matching.permissions import live_openings
from matching.states import ContractType, PayUnit
from skills.models import Condition
from skills.queries import reading_that_finds, vocabulary
from skills.wording.reading import Ask, Reading
from skills.wording.text import has_han
from skills.wording.vocabulary import Vocabulary

TITLE = Concat(Value(" "), Lower("title"), Value(" "), Lower("title_en"))
TEXTS = (*names_read("matching.Opening"), "company__name_zh", "company__name_en")
MOST_TITLES = 6  # words that one ask looks for in titles
FIELDS: dict[str, Q] = {
    Condition.ROOM: Q(has_room=True),
    Condition.MEALS: Q(has_meals=True),
    Condition.ROOM_AND_MEALS: Q(has_room=True, has_meals=True),
    Condition.PIECE: Q(pay_unit=PayUnit.PIECE) | Q(contract_type=ContractType.PIECEWORK),
    Condition.HOURLY: Q(pay_unit=PayUnit.HOUR),
    Condition.DAILY: Q(pay_unit=PayUnit.DAY),
    Condition.FULL_TIME: Q(contract_type=ContractType.FULL_TIME),
    Condition.PART_TIME: Q(contract_type=ContractType.PART_TIME),
    Condition.INTERNSHIP: Q(contract_type=ContractType.INTERNSHIP),
}
SHIFTS: dict[str, Callable[[str], bool]] = {
    Condition.EVENING: is_in_evening,
    Condition.DAYTIME: is_in_daytime,
    Condition.WEEKEND_OFF: is_five_days,
}
NONE = Q(pk__in=[])


def understood(query: str, today: date) -> tuple[Reading, Vocabulary]:
    """Return the first reading of a query that finds a live opening, and the vocabulary it was read with."""
    known = vocabulary()
    return reading_that_finds(
        query, known, lambda reading: openings_of(reading, known, today).exists()
    ), known


def openings_of(reading: Reading, known: Vocabulary, today: date) -> QuerySet[Opening]:
    """Return the live openings that a reading finds."""
    return narrowed(live_openings(today), reading, known, today)


def narrowed(
    found: QuerySet[Opening], reading: Reading, known: Vocabulary, today: date
) -> QuerySet[Opening]:
    """Keep the openings that have everything asked for; any of it where the reading is loose."""
    if reading.says_nothing:
        return found.filter(NONE)
    parts = [_asked(ask, known, today) for ask in reading.asks]
    condition = parts[0]
    for part in parts[1:]:
        condition = condition | part if reading.is_loose else condition & part
    return found.filter(condition | _of_company(reading))


def _asked(ask: Ask, known: Vocabulary, today: date) -> Q:
    """Return the condition of one ask."""
    if ask.condition:
        return _field(ask.condition, today)
    things = known.named(ask.words)
    skills, trades, places = (
        things.get(kind, frozenset()) for kind in ("skill", "occupation", "division")
    )
    condition = _in_titles(ask)
    if skills:
        asked = OpeningSkill.objects.filter(
            opening=OuterRef("pk"), is_essential=True, skill__in=sorted(skills)
        )
        condition |= Q(Exists(asked))
    if trades:
        condition |= Q(occupation__in=sorted(trades))
    if places:
        condition |= Q(division__in=sorted(places))
    if not (skills or trades or places) and not ask.is_known:
        for name in TEXTS:
            condition |= Q(**{f"{name}__icontains": ask.typed})
    return condition


def _field(condition: str, today: date) -> Q:
    """Return the condition of a field; what a course alone has finds no opening."""
    if condition in SHIFTS:
        fits = SHIFTS[condition]
        shifts = live_openings(today).order_by().values_list("shift", flat=True).distinct()
        return Q(shift__in=sorted(shift for shift in shifts if fits(shift)))
    return FIELDS.get(condition, NONE)


def _in_titles(ask: Ask) -> Q:
    """Return the condition that a title holds one of the words, English ones from their first letter on."""
    condition = NONE
    for word in ask.words[:MOST_TITLES]:
        condition |= Q(title__contains=word) if has_han(word) else Q(Contains(TITLE, f" {word}"))
    return condition


def _of_company(reading: Reading) -> Q:
    """Return the condition of a company's name, where the query is long enough to be one."""
    name = reading.typed if len(reading.typed) > 3 and not reading.mended else ""
    return (
        Q(company__name_zh__icontains=name) | Q(company__name_en__icontains=name) if name else NONE
    )
