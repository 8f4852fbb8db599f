"""Which occupations and skills are there, which words are they called by, and what does a query mean?"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Concat

from skills.models import Occupation, Skill, Synonym
from skills.wording.mending import mended
from skills.wording.reading import Reading, loosened, reading_of
from skills.wording.vocabulary import Vocabulary, vocabulary_of

SYNONYM = "synonym"
NO_TEXT = Value("", output_field=CharField())
Names = Callable[[], QuerySet[Any, Any]]
_NAMES: list[Names] = []


def register_names(names: Names) -> None:
    """Have things of a room above known by their names; `names` returns rows of `name_rows`."""
    if names not in _NAMES:
        _NAMES.append(names)


def name_rows(
    found: QuerySet[Any],
    kind: str,
    zh: str,
    en: str,
    *,
    other: Any = NO_TEXT,
    family: Any = NO_TEXT,
) -> QuerySet[Any, Any]:
    """Return things as rows of the vocabulary: kind, id, name in Chinese and English, other names, family."""
    kinds = Value(kind, output_field=CharField())
    return found.order_by().values_list(kinds, "pk", F(zh), F(en), other, family)


def occupations() -> QuerySet[Occupation]:
    """Return every occupation, by family and code."""
    return Occupation.objects.order_by("family_zh", "code")


def skills() -> QuerySet[Skill]:
    """Return every skill with its group, by group and code."""
    return Skill.objects.select_related("group").order_by("group__code", "code")


def synonyms() -> QuerySet[Synonym]:
    """Return every synonym, those in use first."""
    return Synonym.objects.order_by("-is_active", "typed", "pk")


def vocabulary() -> Vocabulary:
    """Return the words that things are called by and the synonyms in use, as they stand now; one query."""
    families = Concat("family_zh", Value(" "), "family_en", output_field=CharField())
    skill_rows = name_rows(
        Skill.objects.all(), "skill", "name_zh", "name_en", other=F("aliases_zh")
    )
    occupation_rows = name_rows(
        Occupation.objects.all(),
        "occupation",
        "name_zh",
        "name_en",
        other=F("titles_zh"),
        family=families,
    )
    mutual = Case(When(is_mutual=True, then=Value("1")), default=NO_TEXT)
    active = Synonym.objects.filter(is_active=True)
    synonym_rows = name_rows(active, SYNONYM, "typed", "means", other=F("condition"), family=mutual)
    rows = sorted(
        skill_rows.union(occupation_rows, synonym_rows, *(names() for names in _NAMES), all=True)
    )
    return vocabulary_of(
        tuple(row for row in rows if row[0] != SYNONYM),
        tuple(
            (typed, means, condition, bool(both))
            for kind, _pk, typed, means, condition, both in rows
            if kind == SYNONYM
        ),
    )


def readings(query: str, known: Vocabulary) -> Iterator[Reading]:
    """Yield the readings of a query: as typed, then with one typo corrected, then relaxed."""
    typed = reading_of(query, known)
    yield typed
    better = mended(typed, known)
    if better != typed and all(ask.is_known for ask in better.asks):
        yield better
    nearest = loosened(better)
    if nearest.asks and (nearest.left_out or len(nearest.asks) > 1):
        yield nearest


def reading_that_finds(query: str, known: Vocabulary, finds: Callable[[Reading], bool]) -> Reading:
    """Return the first reading of a query that finds something; the query as typed if none does."""
    tried = readings(query, known)
    typed = next(tried)
    if typed.says_nothing:
        return typed
    return next((reading for reading in chain([typed], tried) if finds(reading)), typed)
