"""Which features of people and openings may training use? The two lists below and nothing else.

No sex, age, origin, ethnicity, marriage or household, and no skill of a person: so learning a skill never lowers a score.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass

from django.db.models import QuerySet

from accounts.models import EarlierSpan, Trainee
from core.typed import plain
from matching.models import Opening
from matching.queries import history
from recommender.learned.tables import FeatureTable

PERSON_TRAITS = (
    "education", "major", "wanted_occupations", "wanted_work", "wanted_divisions", "wanted_pay", "earlier_work",
    "earlier_length",
)  # fmt: skip
OPENING_TRAITS = (
    "occupation", "division", "contract_type", "pay_unit", "asked_skills", "perks", "pay_min", "pay_max", "shift",
)  # fmt: skip
# The length of earlier work is a feature in three steps: finer ones are a proxy for age, which is no feature.
LENGTHS = {
    "": "none",
    EarlierSpan.UNDER_HALF_YEAR: "under_year",
    EarlierSpan.UNDER_YEAR: "under_year",
    EarlierSpan.UNDER_THREE_YEARS: "longer",
    EarlierSpan.LONGER: "longer",
}
BETWEEN_WORDS = re.compile(r"[\W_]+")
DIGITS = 12  # ids as text with leading zeros: text and number sort alike


@dataclass(frozen=True)
class FeatureTables:
    """Both sides, rows by id."""

    people: FeatureTable
    openings: FeatureTable


def tables() -> FeatureTables:
    """Read both sides."""
    return FeatureTables(
        people_table(history.people_to_learn_from()),
        openings_table(history.openings_to_learn_from()),
    )


def name_of(pk: int) -> str:
    """Return an id as the learned part names it."""
    return f"{pk:0{DIGITS}d}"


def digest(both: FeatureTables) -> str:
    """Return the SHA-256 of all features of both sides."""
    text = json.dumps(
        [asdict(both.people), asdict(both.openings)], sort_keys=True, ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def people_table(people: QuerySet[Trainee]) -> FeatureTable:
    """Return the features of some people, by id."""
    rows = history.person_traits(people)
    ids = sorted({pk for pk, _trait, _value in rows})
    values = {trait: _gathered(ids, rows, trait) for trait in PERSON_TRAITS}
    return FeatureTable(
        tuple(name_of(pk) for pk in ids),
        categories={
            **{
                trait: ["".join(cell) for cell in values[trait]] for trait in ("education", "major")
            },
            "earlier_length": [_longest(cell) for cell in values["earlier_length"]],
        },
        tags={
            trait: values[trait]
            for trait in ("wanted_occupations", "wanted_divisions", "earlier_work")
        },
        numbers={"wanted_pay": [float(cell[0] or "nan") for cell in values["wanted_pay"]]},
        texts={"wanted_work": [words_of("".join(cell)) for cell in values["wanted_work"]]},
    )


def openings_table(openings: QuerySet[Opening]) -> FeatureTable:
    """Return the features of some openings, by id."""
    rows = history.opening_traits(openings)
    ids = [row["pk"] for row in rows]
    asked = [(pk, "asked_skills", code) for pk, code in history.asked_skills(openings)]
    monthly = [row["pay_unit"] == "month" for row in rows]
    return FeatureTable(
        tuple(name_of(pk) for pk in ids),
        categories={
            "occupation": [row["occupation__code"] for row in rows],
            "division": [row["division__code"] for row in rows],
            "contract_type": [row["contract_type"] for row in rows],
            "pay_unit": [row["pay_unit"] for row in rows],
        },
        tags={
            "asked_skills": _gathered(ids, asked, "asked_skills"),
            "perks": [[name for name in ("room", "meals") if row[f"has_{name}"]] for row in rows],
        },
        numbers={
            key: [
                _number(row[key]) if is_monthly else float("nan")
                for row, is_monthly in zip(rows, monthly, strict=True)
            ]
            for key in ("pay_min", "pay_max")
        },
        texts={"shift": [row["shift"] for row in rows]},
    )


def words_of(text: str) -> str:
    """Return a wish as a feature: half width, without invisible characters, single spaces for all non-word characters.

    The engine removes forbidden attributes (`recommender.score.text.neutral`), and keeps a word only if several people use it.
    """
    return " ".join(BETWEEN_WORDS.split(plain(text))).strip()


def _gathered(ids: list[int], rows: list[tuple[int, str, str]], trait: str) -> list[list[str]]:
    found: dict[int, list[str]] = {pk: [] for pk in ids}
    for pk, name, value in rows:
        if name == trait:
            found[pk].append(value)
    return [sorted(found[pk]) for pk in ids]


def _longest(spans: list[str]) -> str:
    """Return the longest earlier work of any kind, as a step; "" if unknown."""
    steps = list(dict.fromkeys(LENGTHS.values()))
    return max((LENGTHS[span] for span in spans), key=steps.index, default="")


def _number(value: int | None) -> float:
    return float("nan") if value is None else float(value)
