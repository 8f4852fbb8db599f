"""Which statements are compiled once a process and only run again with other arguments?

Django writes the SQL of a queryset anew each time it is evaluated; for a wide one this costs more than the database takes to
answer. A `Prepared` writes it once for each database and language, with stand-ins in place of the arguments, and later only
fills in what is asked for. What comes back is what the queryset itself would give: the same instances, dictionaries or tuples.

Only for statements whose shape does not depend on an argument: no None, no list, no `if`. Every day and every moment in one
must be an argument or follow from arguments, or it would stay that of the first call; settings that it reads are arguments too.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Count, IntegerField, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler
from django.utils.timezone import is_naive
from django.utils.translation import get_language

# What stands for the arguments while a statement is written; differing in every part, so that nothing is alike by chance.
TRIES = 3
STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 7001 + 13 * number,
    str: lambda number: f"stand-in-{number}",
    date: lambda number: date(1803, 2, 1) + timedelta(days=401 * number),
    datetime: lambda number: datetime(1907, 3, 2, 4, 5, 6, tzinfo=UTC) + timedelta(number * 403.21),
}
WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\b")  # as SQLite keeps days and moments


class NotPreparable(TypeError):
    """A statement, or an argument of one, that cannot be kept; the words say what is in the way."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement as it was written once: its text, its parameters, and which value belongs in which place."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    parameters: tuple[Any, ...]
    places: tuple[tuple[int, str], ...]
    converters: dict[int, Any]


class Prepared:
    """A queryset as a function of its arguments, compiled once: `Prepared(build, user_id=int).rows(user_id=5)`.

    `build` takes the arguments by name and returns the queryset. `derived` names further values that follow from the arguments
    (the first day of the year of a day), as functions of the same arguments. Kinds are int, str, date and datetime (aware).
    """

    def __init__(
        self,
        build: Callable[..., QuerySet[Any, Any]],
        *,
        derived: Mapping[str, Callable[..., Any]] | None = None,
        **kinds: type,
    ) -> None:
        self.build, self.derived, self.kinds = build, dict(derived or {}), kinds
        self._written: dict[tuple[str, str | None], _Written] = {}

    def rows(self, *, using: str = DEFAULT_DB_ALIAS, **arguments: Any) -> list[Any]:
        """Run the statement and return what the queryset would, as a list.

        Raises `NotPreparable` where an argument is missing or of another kind, or where the statement cannot be kept.
        """
        self._check(arguments)
        key = (using, get_language())
        written = self._written.get(key)
        if written is None:
            written = self._written[key] = self._write(using)
        return list(_filled(written, self._values(arguments), using))

    def number(self, **arguments: Any) -> int:
        """Return the first value of the first row, of a statement made with `counting`; 0 without a row."""
        rows = self.rows(**arguments)
        return int(rows[0][0]) if rows else 0

    def _check(self, arguments: dict[str, Any]) -> None:
        if arguments.keys() != self.kinds.keys():
            raise NotPreparable(f"takes {sorted(self.kinds)}, not {sorted(arguments)}")
        for name, kind in self.kinds.items():
            value = arguments[name]
            if type(value) is not kind or (isinstance(value, datetime) and is_naive(value)):
                raise NotPreparable(f"{name} is {value!r}, not an (aware) {kind.__name__}")

    def _values(self, arguments: dict[str, Any]) -> dict[str, Any]:
        return {
            **arguments,
            **{name: follows(**arguments) for name, follows in self.derived.items()},
        }

    def _write(self, using: str) -> _Written:
        """Compile the statement with several sets of stand-ins and find by comparison where each value belongs."""
        tries = [self._stand_ins(number) for number in range(TRIES)]
        querysets = [self.build(**arguments).using(using) for arguments in tries]
        if any(queryset.query.select_for_update for queryset in querysets):
            raise NotPreparable("a statement that locks rows is compiled in its transaction")
        compilers = [queryset.query.get_compiler(using) for queryset in querysets]
        texts, parameters = zip(*(compiler.as_sql() for compiler in compilers), strict=True)
        if len(set(texts)) > 1 or len({len(each) for each in parameters}) > 1:
            raise NotPreparable("the shape of the statement depends on an argument")
        values = [self._values(arguments) for arguments in tries]
        places = _places(list(zip(*parameters, strict=True)), values, connections[using])
        compiler = compilers[0]
        converters = compiler.get_converters(
            [part[0] for part in compiler.select[: compiler.col_count]]
        )
        return _Written(querysets[0], compiler, texts[0], tuple(parameters[0]), places, converters)

    def _stand_ins(self, number: int) -> dict[str, Any]:
        return {
            name: STAND_INS[kind](number * len(self.kinds) + place)
            for place, (name, kind) in enumerate(self.kinds.items())
        }


def counting(found: QuerySet[Any, Any], of: str = "pk") -> QuerySet[Any, Any]:
    """Return a queryset of one row with how many different rows are found; perhaps of another column."""
    alone = found.order_by().annotate(counted=Value(1, IntegerField())).values("counted")
    return alone.annotate(number=Count(of, distinct=True)).values_list("number")


def _places(
    seen: list[tuple[Any, ...]], values: list[dict[str, Any]], connection: Any
) -> tuple[tuple[int, str], ...]:
    """Return which value stands in which place; what is the same in every try is a constant."""
    places = []
    for place, found in enumerate(seen):
        names = [
            name
            for name in values[0]
            if all(
                _fits(each, given[name], connection)
                for each, given in zip(found, values, strict=True)
            )
        ]
        if names:
            places.append((place, names[0]))
        elif any(each != found[0] for each in found):
            raise NotPreparable(f"parameter {place} ({found[0]!r}) follows from an argument unsaid")
        elif _is_moment(found[0]):
            raise NotPreparable(f"{found[0]!r} is no argument and would stay the same for ever")
    return tuple(places)


def _fits(parameter: Any, value: Any, connection: Any) -> bool:
    stored = _stored(parameter, value, connection)
    return type(stored) is type(parameter) and bool(stored == parameter)


def _is_moment(parameter: Any) -> bool:
    return isinstance(parameter, date) or (
        isinstance(parameter, str) and WRITTEN_DAY.match(parameter) is not None
    )


def _stored(example: Any, value: Any, connection: Any) -> Any:
    """Return a value as the database takes it; a number in the width of its column, as the example has it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, int) and isinstance(example, int) and not isinstance(example, bool):
        return type(example)(value)
    return value


def _filled(written: _Written, values: dict[str, Any], using: str) -> QuerySet[Any, Any]:
    """Return the queryset whose compiler gives the kept text with these values; to be evaluated, never to be narrowed."""
    connection = connections[using]
    parameters = list(written.parameters)
    for place, name in written.places:
        parameters[place] = _stored(parameters[place], values[name], connection)
    compiler = _copied(written.compiler, connection=connection)
    vars(compiler).update(
        as_sql=lambda *_args, **_kwargs: (written.sql, tuple(parameters)),
        get_converters=lambda _expressions: written.converters,
    )
    query = _copied(written.queryset.query, get_compiler=lambda *_args, **_kwargs: compiler)
    return _copied(written.queryset, _query=query)  # type: ignore[no-any-return]  # the same kind of object


def _copied(thing: Any, **changed: Any) -> Any:
    """Return a shallow copy; `copy.copy` would evaluate a queryset."""
    copied = object.__new__(type(thing))
    vars(copied).update(vars(thing), **changed)
    return copied
