"""Which address meets which value as whom? Each is dealt a few, turned on from address to address: frugal and complete.

Every parameter of an address gets another value in one request, so that a few requests show it many; whoever may open an
address takes turns. ZHICAI_HOSTILE=all deals every value to every address (minutes instead of seconds).
"""

import os
from collections.abc import Iterator
from typing import Any

from tests.access.format import Row
from tests.cast import ROLES

ALL = os.environ.get("ZHICAI_HOSTILE") == "all"
# Coprime to the number of kinds: neighbours in a form get far values, and every turn shows another pair.
STRIDE = 7


def turn_of(name: str) -> int:
    """A number of an address by which its cards differ from its neighbour's."""
    return sum(name.encode())


def dealt(name: str, kinds: dict[str, str], count: int) -> list[str]:
    """The kinds that one address meets."""
    every, turn = list(kinds), turn_of(name)
    return every if ALL else [every[(turn + i * STRIDE) % len(every)] for i in range(count)]


def mixed(
    name: str, fields: list[str], kinds: dict[str, str], count: int
) -> Iterator[tuple[str, dict[str, str]]]:
    """Requests for one address: what to say of them, and a value for each field; no two fields have the same."""
    every, turn = list(kinds), turn_of(name)
    for i in range(len(every) if ALL else count):
        chosen = {
            field: every[(turn + i * STRIDE + j) % len(every)] for j, field in enumerate(fields)
        }
        yield (
            ", ".join(f"{field}={kind}" for field, kind in chosen.items()),
            {f: kinds[k] for f, k in chosen.items()},
        )


def entitled(row: Row) -> list[str]:
    """The roles that get past the wall: somebody logged in where an address is for nobody else."""
    walls = (
        {401, 403, 404}
        if row.anonymous == 200 or "GET" not in row.allowed
        else {401, 302, 403, 404}
    )
    inside = [role for role in ROLES if row.status(role) not in walls and role != "anonymous"]
    return inside + ["anonymous"] * (row.anonymous == 200) or [
        role for role in ROLES if role != "anonymous"
    ]


def role_of(name: str, row: Row, number: int) -> str:
    """Whose turn it is."""
    roles = entitled(row)
    return roles[(turn_of(name) + number) % len(roles)]


def sent(values: dict[str, Any]) -> dict[str, str]:
    """The fields of a row's form as texts."""
    return {key: str(value) for key, value in values.items()}
