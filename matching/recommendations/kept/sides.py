"""How does a request use the snapshot of openings or people and still see every change?

`manage.py matcher refresh` writes both sides as arrays to disk (versions "openings" and "people"), shared by all processes.
A request reads in one query what has changed since, hides those rows of the snapshot, and scores the changed rows as a second,
small problem; both results are merged. If there is no snapshot, or one of another database or of other skills, places and
occupations, everything is read from the rows and cached in memory under a stamp.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from core import versions
from core.versions import Damaged, Version
from matching.permissions import live_openings
from matching.queries import freshness
from matching.queries import matches as rows
from matching.queries.freshness import Changes
from matching.recommendations.kept.arrays import openings_of, openings_side, people_side
from matching.recommendations.kept.store import store
from recommender import Divisions, Masks, Openings, People, Problem, Rule
from recommender.arrays import Bools, Ints
from recommender.batch import stored
from recommender.score.text import Texts

OPENINGS, PEOPLE = KINDS = "openings", "people"


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One side from disk: its problem with the other side empty, the columns by id, and since when rows may differ.

    until (N,) the last day on which an opening is live, company (N,) its owner; both empty for people.
    """

    problem: Problem
    since: datetime
    day: int
    columns: tuple[tuple[int, ...], ...]
    until: Ints
    company: Ints


@dataclass(frozen=True, eq=False)
class Side:
    """One side as requests query it: columns, and problems with the other side empty; each row is in one, or hidden."""

    columns: rows.Columns
    problems: tuple[Problem, ...]


def live_openings_side(today: date) -> Side:
    """Return today's live openings, as fresh as this request."""
    return live_openings_since(today, None)[0]


def live_openings_since(today: date, since: datetime | None) -> tuple[Side, Changes | None]:
    """Return today's live openings, and those that changed since a moment; in the same query if possible."""
    kept = _kept(OPENINGS)
    if kept is not None and kept.day <= today.toordinal():
        columns, changes = freshness.changed_openings(min(kept.since, since or kept.since))
        if kept.columns == _ids(columns):
            return _fresh_openings(kept, changes.after(kept.since), columns, today), changes.after(
                since
            ) if since else None
    columns, stamp = rows.stamps(today)
    return _all_openings(stamp, columns), freshness.changed_openings(since)[1] if since else None


def shown_people_since(today: date, since: datetime | None) -> tuple[Side, Changes | None]:
    """Return the people whom companies may find, as fresh as this request, and who changed since a moment."""
    kept = _kept(PEOPLE)
    if kept is not None:
        columns, changes = freshness.changed_people(min(kept.since, since or kept.since))
        if kept.columns == _ids(columns):
            return _fresh_people(kept, changes.after(kept.since), columns, today), changes.after(
                since
            ) if since else None
    openings = live_openings_side(today)
    return _all_people(rows.people_stamp(today), openings, today), freshness.changed_people(since)[
        1
    ] if since else None


def unusable(kind: str) -> str | None:
    """Return why an undamaged snapshot does not serve; None if it serves or there is none."""
    version = store(kind).serving()
    if version is None:
        return None
    if version.card.get("database") != freshness.database_born_at():
        return "made from another database"
    kept = _kept(kind)
    return (
        None
        if kept and kept.columns == _ids(rows.lists())
        else "made over other skills, places or occupations, or by another release"
    )


def is_current(today: date) -> bool:
    """Tell whether both snapshots serve and were made today."""
    return all(
        version is not None and version.card["day"] == today.isoformat() and unusable(kind) is None
        for kind, version in ((kind, store(kind).serving()) for kind in KINDS)
    )


def status() -> dict[str, dict[str, Any]]:
    """Return for each side what serves and its faults; without a version everything is read from the rows."""
    return {kind: _status(kind) for kind in KINDS}


def _status(kind: str) -> dict[str, Any]:
    version = store(kind).serving()
    card: Mapping[str, Any] = version.card if version else {}
    return {
        "version": version.name if version else "",
        "day": card.get("day", ""),
        "rows": card.get("rows", 0),
        "wrong": [said for said in (store(kind).fault(), unusable(kind)) if said],
    }


# --- from the disk -----------------------------------------------------------------------------------------------------


def _kept(kind: str) -> Snapshot | None:
    """Return the serving snapshot, or None if there is no undamaged one of this database."""
    version = store(kind).serving()
    if version is None:
        return None
    try:
        return _opened(
            kind, version.folder, *(version.card[name] for name in ("since", "day", "database"))
        )
    except Damaged:
        return None  # it was deleted in this instant; the next request looks again


@lru_cache(maxsize=4)
def _opened(kind: str, folder: Path, since: str, day: str, database: str) -> Snapshot | None:
    """Map a version into memory, once per process."""
    if database != freshness.database_born_at():
        return None
    found = versions.arrays(Version(kind, folder.name, folder, {}))
    own = {
        name: found.pop(f"own_{name}")
        for name in ("skills", "divisions", "occupations", "until", "company")
    }
    columns = tuple(tuple(own[name].tolist()) for name in ("skills", "divisions", "occupations"))
    try:
        problem = (
            stored.openings_problem(found) if kind == OPENINGS else stored.people_problem(found)
        )
    except KeyError:
        return None  # written by a release with fewer arrays
    first = date.fromisoformat(day).toordinal()
    return Snapshot(
        problem, datetime.fromisoformat(since), first, columns, own["until"], own["company"]
    )


@lru_cache(maxsize=2)
def _ids(columns: rows.Columns) -> tuple[tuple[int, ...], ...]:
    return tuple(columns.skills), tuple(columns.divisions), tuple(columns.occupations)


@lru_cache(maxsize=2)
def _fresh_openings(kept: Snapshot, changes: Changes, columns: rows.Columns, today: date) -> Side:
    """Hide rows that changed, closed or expired, and add the live ones of them; cached until the next change."""
    found = (
        rows.opening_rows(freshness.live_and_changed(changes, today))
        if changes.things or changes.companies
        else []
    )
    gone = [row[0] for row in changes.things] + [row["pk"] for row in found]
    ids, company = kept.problem.openings.ids, kept.company
    closed = (
        (kept.until < today.toordinal())
        | _among(ids, gone)
        | _among(company, [row[0] for row in changes.companies])
    )
    base = replace(kept.problem, masks=Masks(by_opening={Rule.CLOSED: closed}))
    extra = (kept.problem.with_openings(openings_of(found, columns), Masks()),) if found else ()
    return Side(columns, (base, *extra))


@lru_cache(maxsize=2)
def _fresh_people(kept: Snapshot, changes: Changes, columns: rows.Columns, today: date) -> Side:
    """Hide people who changed, and add those of them who may be found; cached until the next change."""
    changed = (
        people_side(rows.people_rows(freshness.shown_and_changed(changes, today)), columns)
        if changes.things
        else None
    )
    gone = [row[0] for row in changes.things] + (changed.ids.tolist() if changed else [])
    hidden = _among(kept.problem.people.ids, gone)
    base = replace(kept.problem, masks=Masks(by_person={Rule.NO_CONSENT: hidden}))
    extra = (kept.problem.with_people(changed, Masks()),) if changed and changed.ids.size else ()
    return Side(columns, (base, *extra))


def _among(ids: Ints, wanted: list[int]) -> Bools:
    return np.isin(ids, np.array(wanted, dtype=np.int64))


# --- in memory ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def live_side(stamp: rows.Stamp, columns: rows.Columns) -> tuple[Openings, Texts]:
    """Return the arrays of all live openings; cached until the stamp or the columns change."""
    return openings_side(live_openings(stamp[0]), columns)


@lru_cache(maxsize=2)
def _all_openings(stamp: rows.Stamp, columns: rows.Columns) -> Side:
    openings, texts = live_side(stamp, columns)
    return Side(columns, (problem_of(nobody(columns), openings, texts, columns),))


@lru_cache(maxsize=2)
def _all_people(stamp: rows.Stamp, openings: Side, today: date) -> Side:
    """Read everybody who may be found; their texts are projected into the openings' space, so both sides get one score."""
    columns, space = openings.columns, openings.problems[0].texts.space
    people = people_side(rows.people_rows(rows.people_who_may_be_shown(today)), columns)
    none, texts = Openings.none(len(columns.skills)), Texts.within(space, people.text, ())
    return Side(columns, (problem_of(people, none, texts, columns),))


def nobody(columns: rows.Columns) -> People:
    """Return no people, over these columns."""
    return People.nobody(len(columns.skills), len(columns.divisions), len(columns.occupations))


def problem_of(people: People, openings: Openings, texts: Texts, columns: rows.Columns) -> Problem:
    """Return the problem of these people and openings, without hard constraints."""
    skill_ids = np.fromiter(columns.skills, dtype=np.int64, count=len(columns.skills))
    return Problem.build(
        people, openings, Divisions.same_or_other(len(columns.divisions)), skill_ids, texts=texts
    )
