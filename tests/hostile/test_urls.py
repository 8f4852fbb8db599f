"""Does any parameter of any address break a page? Never a 500, nothing stored that cannot be shown, mailed, exported.

Room by room with one cast; which address meets which value is dealt in tests/hostile/deal.py.
"""

from typing import Any

import pytest

from tests.access.format import Row
from tests.cast import Cast
from tests.hostile.deal import dealt, mixed, sent
from tests.hostile.names import names_of
from tests.hostile.values import INVALID_UTF8, PATHS, VALUES, query
from tests.hostile.walk import HostileWalk, address
from tests.test_matrix_access import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.no_cover]
ROOMS = ("accounts", "training", "matching", "outcomes", "core", "cms", "demo")
# So many requests an address; each carries one value for every parameter of it.
MIXED, ARGUMENTS = 3, 4


def rows(room: str) -> list[tuple[str, Row]]:
    """The rows of a room; those without one belong to core."""
    mine = [(name, row) for name, row in ROWS.items() if name.partition(":")[0] == room]
    return sorted(
        mine + [(n, r) for n, r in ROWS.items() if room == "core" and ":" not in n],
        key=lambda pair: pair[0],
    )


def spelled(name: str, kwargs: dict[str, Any]) -> list[str]:
    """The address with a mark in the place of one argument at a time, "{}"."""
    found = []
    for key, value in kwargs.items():
        mark = 90071992547 if isinstance(value, int) else "zzmarkzz"
        found.append(address(name, {**kwargs, key: mark}).replace(str(mark), "{}"))
    return found


def repeated(names: list[str]) -> str:
    """Every parameter several times, as an array and in no known encoding."""
    return "&".join(f"{each}=1&{each}[]=2&{each}={INVALID_UTF8}" for each in names)


def every_value(
    walk: HostileWalk, name: str, row: Row, method: str, path: str, names: list[str]
) -> None:
    """Send an address its parameters with the values dealt to it, and all of them several times."""
    for number, (said, values) in enumerate(mixed(name, names, VALUES, MIXED)):
        walk.of(name, row, number).send(method, path, query(values), said)
    walk.of(name, row, MIXED).send(method, path, repeated(names), "repeated")


@pytest.mark.parametrize("room", ROOMS)
def test_no_parameter_of_an_address_breaks_its_page(room: str, cast: Cast):
    walk = HostileWalk(cast)
    for name, row in rows(room):
        if "GET" not in row.allowed:
            continue
        with walk.objects(row) as kwargs:
            path = address(name, kwargs)
            every_value(walk, name, row, "GET", path, names_of(path, "GET"))

    assert walk.wrong == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_argument_in_an_address_breaks_its_page(room: str, cast: Cast):
    walk = HostileWalk(cast)
    for name, row in rows(room):
        with walk.objects(row) as kwargs:
            method = "GET" if "GET" in row.allowed else "POST"
            for path in spelled(name, kwargs):
                for number, kind in enumerate(dealt(name, PATHS, ARGUMENTS)):
                    walk.of(name, row, number).send(
                        method, path.replace("{}", PATHS[kind]), "", kind
                    )

    assert walk.wrong == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_field_of_a_form_breaks_its_page(room: str, cast: Cast):
    walk = HostileWalk(cast)
    for name, row in rows(room):
        if "POST" not in row.allowed:
            continue
        with walk.objects(row) as kwargs:
            path, valid = address(name, kwargs), sent(row.data(cast))
            fields = sorted({*names_of(path, "POST"), *valid})
            every_value(walk, name, row, "POST", path, fields)
            for number, (field, kind) in enumerate(
                zip(valid, dealt(name, VALUES, len(valid)), strict=False)
            ):
                walk.of(name, row, number).send(
                    "POST", path, query({**valid, field: VALUES[kind]}), f"{field}={kind}"
                )

    assert walk.wrong == []
