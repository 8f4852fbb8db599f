"""How is a site there at once? The rows that building it leaves behind are kept the first time, and laid again after that."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, models, transaction
from wagtail.models import Locale, Page, Site

from core.clock import now, today

Rows = dict[Any, tuple[Any, ...]]
HOUSES = ("wagtail", "modelsearch", "cms", "auth")
FILLED_BY_SQLITE = "_fts"  # by triggers, from the index's own table


@dataclass(frozen=True)
class Change:
    """What building the site did to one table: by primary keys."""

    table: str
    key: str
    columns: tuple[str, ...]
    gone: list[Any]
    changed: Rows
    added: Rows

    def lay(self, cursor: Any) -> None:
        """Do it again."""
        names = [connection.ops.quote_name(name) for name in self.columns]
        for pk in self.gone:
            cursor.execute(f"DELETE FROM {self.table} WHERE {self.key} = %s", [pk])
        assigned = ", ".join(f"{name} = %s" for name in names)
        for pk, row in self.changed.items():
            cursor.execute(f"UPDATE {self.table} SET {assigned} WHERE {self.key} = %s", [*row, pk])
        if self.added:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(
                f"INSERT INTO {self.table} ({', '.join(names)}) VALUES ({marks})",
                list(self.added.values()),
            )


_kept: dict[tuple[Any, ...], list[Change]] = {}


def lay_or(build: Callable[[], None]) -> bool:
    """Lay the rows of a site on an installation without one, built and kept the first time; False where it cannot be."""
    if apps.get_model("training.Course").objects.exists():
        return False
    start = empty()
    if start in _kept:
        return _laid(_kept[start])
    before = dict(tables())
    build()
    _kept[start] = [
        change
        for (model, after), earlier in zip(tables(), before.values(), strict=True)
        if (change := _difference(model, earlier, after))
    ]
    return True


def empty() -> tuple[Any, ...]:
    """What the rows of a new site hang on: the day, and the rows that were there before."""
    pages = Page.objects.order_by("pk").values_list("pk", "path", "content_type_id")
    sites = Site.objects.order_by("pk").values_list("pk", "root_page_id")
    locales = Locale.objects.order_by("pk").values_list("pk", "language_code")
    groups = Group.objects.order_by("pk").values_list("pk", "name", "permissions__pk")
    day: date = today()
    return (day, *(frozenset(rows) for rows in (pages, sites, locales, groups)))


def tables() -> Iterator[tuple[type[models.Model], Rows]]:
    """The rows of every table that pages, their editors and their search have."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            options = model._meta
            ours = options.app_label.startswith(HOUSES) and not options.proxy
            if ours and not options.db_table.endswith(FILLED_BY_SQLITE):
                columns = ", ".join(map(connection.ops.quote_name, _columns(model)))
                cursor.execute(f"SELECT {columns} FROM {options.db_table}")
                place = _columns(model).index(str(options.pk.column))
                yield model, {row[place]: row for row in cursor.fetchall()}


def _columns(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(str(field.column) for field in model._meta.local_concrete_fields)


def _difference(model: type[models.Model], before: Rows, after: Rows) -> Change | None:
    if before == after:
        return None
    return Change(
        table=connection.ops.quote_name(model._meta.db_table),
        key=connection.ops.quote_name(str(model._meta.pk.column)),
        columns=_columns(model),
        gone=[pk for pk in before if pk not in after],
        changed={pk: row for pk, row in after.items() if pk in before and before[pk] != row},
        added={pk: row for pk, row in after.items() if pk not in before},
    )


def _laid(changes: list[Change]) -> bool:
    """Whether the rows found their places: a number may be taken by another row."""
    with suppress(IntegrityError), transaction.atomic():
        with connection.cursor() as cursor:
            for change in changes:
                change.lay(cursor)
        moment = now()
        Page.objects.filter(first_published_at__isnull=False).update(
            first_published_at=moment, last_published_at=moment
        )
        Site.clear_site_root_paths_cache()
        return True
    return False
