"""Does the log of an admin that is gone go, where it was left, and does nothing happen where it was not?"""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

drop = import_module("core.migrations.0004_admin_log_goes").drop
pytestmark = pytest.mark.django_db(transaction=True)
TABLE = "django_admin_log"


def is_there() -> bool:
    with connection.cursor() as cursor:
        return TABLE in connection.introspection.table_names(cursor)


def test_it_goes_where_it_was_left_and_only_there() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (id integer)")
    assert is_there() is True
    for _time in ("where it was left", "where it is not"):
        with connection.schema_editor() as editor:
            drop(apps, editor)
        assert is_there() is False
