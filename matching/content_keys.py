"""Which openings say the same? One key of everything a reader is told, so that copies stand as one card everywhere."""

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from matching.models.openings import AUTHORED

# Whoever adds a name here gives all openings their keys anew, in a migration: two with the same content may differ otherwise.
CONTENT = (
    "company_id", "title", "occupation_id", "duties", "conditions", "division_id", "address", "pay_min", "pay_max", "pay_base",
    "pay_unit", "shift", "has_room", "has_meals", "contract_type", "education_id",
)  # fmt: skip
ASKED = ("skill_id", "level", "importance", "is_essential")
SIZE = 16  # bytes; twice as many signs in hexadecimal


def content_key(opening: Any, asked: Iterable[Any]) -> str:
    """Return the key of an opening and its asked skills: the same for the same content, in any order of the skills."""
    skills = sorted([getattr(row, name) for name in ASKED] for row in asked)
    content: list[Any] = [[getattr(opening, name) for name in CONTENT], skills]
    english = [getattr(opening, f"{name}_en", "") for name in AUTHORED]
    if any(
        english
    ):  # readers of English are told it, and searches find it; what says nothing in English keeps its key
        content.append(english)
    return blake2b(json.dumps(content).encode(), digest_size=SIZE).hexdigest()
