"""How does a statement of a crowded moment cost little? Its SQL is compiled once a process; only its values change.

    RUN = Prepared(lambda run: CourseRun.objects.filter(pk=run).values_list("state"), run=BigIntegerField())
    RUN.row(run=5)

Compiling a query with subqueries costs many times as much as running it. Settings are values too: what a query is built
with stays in it.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection, models


class Slot(models.Expression):
    """The place of a value that comes with each call."""

    def __init__(self, name: str, field: models.Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Stand where the value will stand."""
        return "%s", [self]


class Prepared:
    """A query with slots; `build` gets a slot for each named field and returns rows of plain columns."""

    def __init__(self, build: Callable[..., models.QuerySet], **fields: models.Field) -> None:
        self.build, self.fields = build, fields
        self._compiled: dict[str, tuple[str, list[Any], list[tuple[int, str]]]] = {}

    def row(self, **values: Any) -> tuple[Any, ...] | None:
        """Run the statement with these values and return its first row, or None."""
        sql, params, places = self._statement()
        bound = list(params)
        ready = {
            name: field.get_db_prep_value(values[name], connection)
            for name, field in self.fields.items()
        }
        for place, name in places:
            bound[place] = ready[name]
        with connection.cursor() as cursor:
            cursor.execute(sql, bound)
            found: tuple[Any, ...] | None = cursor.fetchone()
        return found

    def _statement(self) -> tuple[str, list[Any], list[tuple[int, str]]]:
        vendor = connection.vendor
        if vendor not in self._compiled:
            query = self.build(**{name: Slot(name, each) for name, each in self.fields.items()})
            sql, params = query.query.sql_with_params()
            places = [(n, each.name) for n, each in enumerate(params) if isinstance(each, Slot)]
            self._compiled[vendor] = (sql, list(params), places)
        return self._compiled[vendor]
