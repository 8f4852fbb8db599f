"""What has changed since a copy of the openings or of the people was made?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F, Min, Model, Q, QuerySet, Value

from accounts.models import Company, Trainee
from matching.models import Opening
from matching.permissions import live_openings
from matching.queries import matches
from matching.queries.matches import FEW, STAMPED, Columns

# A change that another process was still writing while the rows were read is dated before the reading. So changes within this
# time before the reading count as changed since: a few rows are read twice and none is missed.
MARGIN = timedelta(minutes=15)
Row = tuple[int, int, datetime]  # id, version, when it changed


@dataclass(frozen=True, slots=True)
class Changes:
    """Which rows changed after a moment; equal only where nothing changed in between. `companies` is empty for people."""

    since: datetime
    things: tuple[Row, ...]
    companies: tuple[Row, ...] = ()

    def after(self, since: datetime) -> "Changes":
        """Return what changed after a later moment."""
        things, companies = (
            tuple(row for row in rows if row[2] >= since) for rows in (self.things, self.companies)
        )
        return Changes(since, things, companies)


def changed_openings(since: datetime) -> tuple[Columns, Changes]:
    """Return the columns, the openings that changed since, and the companies that did; one query."""
    found, counted = _read(since, opening=(Opening, "version"), company=(Company, "id"))
    return counted, Changes(since, found["opening"], found["company"])


def changed_people(since: datetime) -> tuple[Columns, Changes]:
    """Return the columns and the trainees that changed since, whoever may be shown; one query."""
    found, counted = _read(since, trainee=(Trainee, "profile_version"))
    return counted, Changes(since, found["trainee"])


def _read(
    since: datetime, **asked: tuple[type[Model], str]
) -> tuple[dict[str, tuple[Row, ...]], Columns]:
    first, *others = (
        *(_changed(what, model, version, since) for what, (model, version) in asked.items()),
        *matches.listed(),
    )
    rows = sorted(first.union(*others, all=True), key=lambda row: (row[0], row[1]))
    counted = {row[0]: row[1:] for row in rows if row[0] not in asked}
    found = {
        what: tuple((row[1], row[2], row[6]) for row in rows if row[0] == what) for what in asked
    }
    return found, matches.lists_of(counted)


def _changed(what: str, model: type[Model], version: str, since: datetime) -> QuerySet[Any, Any]:
    """Return what changed since, in the shape of the counts that make columns."""
    fields = {
        "n": F("pk"),
        "last": F(version),
        "sum": Value(0),
        "edits": Value(0),
        "hires": Value(0),
    }
    fields["at"] = F("changed_at")
    rows = model._default_manager.filter(changed_at__gte=since).order_by()
    return rows.values(what=Value(what)).annotate(**fields).values_list(*STAMPED)


def live_and_changed(changes: Changes, today: date) -> QuerySet[Opening]:
    """Return the live openings among those that changed, themselves or their company."""
    few = len(changes.things) <= FEW  # looked up by their numbers
    own = Q(pk__in=[row[0] for row in changes.things]) if few else Q(changed_at__gte=changes.since)
    theirs = Q(company__in=[row[0] for row in changes.companies])
    return live_openings(today).filter(own | theirs if changes.companies else own)


def shown_and_changed(changes: Changes, today: date) -> QuerySet[Trainee]:
    """Return those who changed and whom companies may find."""
    return matches.people_who_may_be_shown(today).filter(changed_at__gte=changes.since)


def database_born_at() -> str:
    """Return when this database got its first table, to recognise files of another database."""
    born = MigrationRecorder.Migration.objects.aggregate(at=Min("applied"))["at"]
    return born.isoformat() if born else ""
