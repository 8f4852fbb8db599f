"""Does looking change anything? No GET writes a row, ends or changes a session; what is written by purpose is listed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from tests.cast import ROLES, Cast
from tests.hostile.deal import entitled
from tests.hostile.walk import HostileWalk, address
from tests.test_matrix_access import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.no_cover]
WRITE = re.compile(
    r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+"?(\w+)"?', re.I
)
# How often something was asked for is counted whatever comes of it; who looked at whose data, or at which
# opening, is itself a record.
COUNTED = {"core_tally"}
LOOKED = {"accounts_accesslog", "matching_viewing"}


@contextmanager
def written() -> Iterator[set[str]]:
    """The tables that something writes to."""
    tables: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITE.match(sql):
            tables.add(found[1].lower())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def test_the_watch_sees_every_way_to_write(cast: Cast):
    with written() as tables:
        cast.person.save()
        type(cast.firm).objects.filter(pk=0).delete()
        type(cast.office).objects.create(email="seen@zhicai.example")
        cast.person.refresh_from_db()

    assert tables == {"accounts_trainee", "accounts_user"}


def test_no_get_writes_a_row_or_touches_a_session(cast: Cast):
    walk = HostileWalk(cast)
    for name, row in sorted(ROWS.items()):
        if "GET" not in row.allowed:
            continue
        with walk.objects(row) as kwargs:
            path = address(name, kwargs)
            for role in sorted(
                {role.removeprefix("other_") for role in entitled(row)} & set(ROLES)
            ):
                visitor = walk.visitors[role]
                with written() as tables:
                    visitor.send(
                        "GET", path, quote(row.query.removeprefix("?"), safe="=&%"), "only looked"
                    )
                if wrong := tables - COUNTED - LOOKED:
                    walk.wrong.append(f"GET {path} ({name}) by {role} writes {sorted(wrong)}")
                if settings.SESSION_COOKIE_NAME in visitor.cookies and role != "anonymous":
                    walk.wrong.append(f"GET {path} ({name}) gave {role} another session")

    assert walk.wrong == []
