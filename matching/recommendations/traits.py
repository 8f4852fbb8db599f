"""What may be learned from about people and openings? The two lists below and nothing else.

No sex, age, origin, ethnicity, marriage or household, and no skill of a person: so learning a skill never lowers a score.
"""

import hashlib
import json
from dataclasses import asdict, dataclass

from matching.queries import history
from matching.recommender.learned import Table

PERSON_TRAITS = ("education", "major", "wanted_occupations", "wanted_divisions", "wanted_pay")
OPENING_TRAITS = (
    "occupation", "division", "contract_type", "pay_unit", "asked_skills", "perks", "pay_min", "pay_max", "shift",
)  # fmt: skip
DIGITS = 12  # ids as text with leading zeros: text and number sort alike


@dataclass(frozen=True)
class Tables:
    """Both sides, rows by id."""

    people: Table
    openings: Table


def tables() -> Tables:
    """Read both sides."""
    return Tables(_people(), _openings())


def name_of(pk: int) -> str:
    """Return an id as the learned engine names it."""
    return f"{pk:0{DIGITS}d}"


def digest(both: Tables) -> str:
    """Return the SHA-256 of everything that is learned from about both sides."""
    text = json.dumps([asdict(both.people), asdict(both.openings)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _people() -> Table:
    rows = history.person_traits()
    ids = [row["pk"] for row in rows]
    return Table(
        tuple(name_of(pk) for pk in ids),
        categories={
            "education": [row["education__code"] or "" for row in rows],
            "major": [row["major__code"] or "" for row in rows],
        },
        tags={
            "wanted_occupations": _gathered(ids, history.wishes("occupation")),
            "wanted_divisions": _gathered(ids, history.wishes("division")),
        },
        numbers={"wanted_pay": [_number(row["wanted_pay_min"]) for row in rows]},
    )


def _openings() -> Table:
    rows = history.opening_traits()
    ids = [row["pk"] for row in rows]
    monthly = [row["pay_unit"] == "month" for row in rows]
    return Table(
        tuple(name_of(pk) for pk in ids),
        categories={
            "occupation": [row["occupation__code"] for row in rows],
            "division": [row["division__code"] for row in rows],
            "contract_type": [row["contract_type"] for row in rows],
            "pay_unit": [row["pay_unit"] for row in rows],
        },
        tags={
            "asked_skills": _gathered(ids, history.asked_skills()),
            "perks": [[name for name in ("room", "meals") if row[f"has_{name}"]] for row in rows],
        },
        numbers={
            key: [
                _number(row[key]) if is_monthly else float("nan") for row, is_monthly in zip(rows, monthly, strict=True)
            ]
            for key in ("pay_min", "pay_max")
        },
        texts={"shift": [row["shift"] for row in rows]},
    )


def _gathered(ids: list[int], pairs: list[tuple[int, str]]) -> list[list[str]]:
    found: dict[int, list[str]] = {pk: [] for pk in ids}
    for pk, code in pairs:
        found[pk].append(code)
    return [sorted(found[pk]) for pk in ids]


def _number(value: int | None) -> float:
    return float("nan") if value is None else float(value)
