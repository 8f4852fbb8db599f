"""How is the snapshot of openings and people written, so that no request has to read them all?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from core import clock
from core.versions import Version
from matching.permissions import live_openings
from matching.queries import freshness
from matching.queries import matches as rows
from matching.recommendations.kept.arrays import openings_of, people_side
from matching.recommendations.kept.sides import OPENINGS, PEOPLE, nobody, problem_of
from matching.recommendations.kept.store import store
from recommender import Openings
from recommender.batch import stored
from recommender.score.text import Texts

STEPS = (
    "read openings",
    "fit the text space",
    "write openings",
    "read people",
    "place people",
    "write people",
)


def unheard(step: str) -> None:
    """Report nothing."""


def refresh(report: Callable[[str], None] = unheard) -> tuple[Version, Version]:
    """Write both sides as they are now and let them serve; calls `report` as each step begins."""
    moment, columns = clock.now(), rows.lists()
    today = clock.local_date(moment)
    card = {
        "since": (moment - freshness.MARGIN).isoformat(),
        "day": today.isoformat(),
        "database": freshness.database_born_at(),
    }
    report(STEPS[0])
    found = rows.opening_rows(live_openings(today))
    openings = openings_of(found, columns)
    report(STEPS[1])
    texts = Texts.fit((), openings.text)
    report(STEPS[2])
    asked = stored.openings_arrays(problem_of(nobody(columns), openings, texts, columns))
    written = [_serve(OPENINGS, asked | _own(columns, found), card | {"rows": openings.ids.size})]
    report(STEPS[3])
    people = people_side(rows.people_rows(rows.people_who_may_be_shown(today)), columns)
    report(STEPS[4])
    placed = Texts.within(texts.space, people.text, ())
    report(STEPS[5])
    have = stored.people_arrays(
        problem_of(people, Openings.none(len(columns.skills)), placed, columns)
    )
    written.append(_serve(PEOPLE, have | _own(columns, []), card | {"rows": people.ids.size}))
    return written[0], written[1]


def _serve(kind: str, arrays: dict[str, Any], card: dict[str, Any]) -> Version:
    version = store(kind).write(card["day"], arrays, card)
    store(kind, keep=2).serve(
        version
    )  # an older snapshot gives the same lists as a newer one, only more slowly
    return version


def _own(columns: rows.Columns, found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the snapshot's own arrays: the ids of the columns, how long each opening is live, its company."""
    lists = {
        "skills": columns.skills,
        "divisions": columns.divisions,
        "occupations": columns.occupations,
    }
    own = {name: np.array(list(ids), dtype=np.int64) for name, ids in lists.items()}
    own["until"] = np.array([_until(row) for row in found], dtype=np.int64)
    own["company"] = np.array([row["company_id"] for row in found], dtype=np.int64)
    return {f"own_{name}": array for name, array in own.items()}


def _until(row: dict[str, Any]) -> int:
    """Return the last day on which an opening is live, if nobody changes anything."""
    last: date = min(row["valid_until"], row["company__verified_until"])
    return last.toordinal()
