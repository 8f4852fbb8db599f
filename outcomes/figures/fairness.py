"""What does the comparison of groups say on a day? Exposure on lists and selection by companies, as rows that are frozen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from matching.recommendations.market.exposure import exposure_of_lists
from outcomes.fairness import GroupRow, Ints, compare
from outcomes.groups import groups_of
from outcomes.queries.fairness import Decision, decisions, people

CODE = "fairness"
EXPOSURE, SELECTION = "exposure", "selection"


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows of both comparisons and the version of the model whose lists were counted."""

    exposure: list[GroupRow]
    selection: list[GroupRow]
    model_version: str

    @property
    def plain(self) -> dict[str, list[dict[str, Any]]]:
        """The rows as JSON keeps them."""
        return {
            name: [row.plain() for row in getattr(self, name)] for name in (EXPOSURE, SELECTION)
        }


def compared(on: date, lists_of: date) -> Compared:
    """Compare the groups: selection up to the end of a day, exposure on the lists as they are on `lists_of`."""
    lists = exposure_of_lists(lists_of)
    return Compared(
        exposure=_rows(lists.people_ids, lists.shown, lists.could, on),
        selection=selection(on),
        model_version=lists.model_version,
    )


def selection(on: date) -> list[GroupRow]:
    """Compare selection (shortlisted of those decided on); from the audit record, so that a past day is reproducible."""
    found = decisions(on)
    ids = np.unique(np.array([one.person_id for one in found], dtype=np.int64))
    return _rows(
        ids,
        _counted(ids, found, (one for one in found if one.is_shortlisted)),
        _counted(ids, found, found),
        on,
    )


def _counted(ids: Ints, every: Iterable[Decision], some: Iterable[Decision]) -> Ints:
    """Count decisions by person and occupation, (P, K)."""
    occupations = {
        pk: place for place, pk in enumerate(sorted({one.occupation_id for one in every}))
    }
    counts = np.zeros((ids.size, len(occupations)), dtype=np.int64)
    for one in some:
        counts[np.searchsorted(ids, one.person_id), occupations[one.occupation_id]] += 1
    return counts


def _rows(ids: Ints, hits: Ints, chances: Ints, on: date) -> list[GroupRow]:
    groups = groups_of(people(int(pk) for pk in ids), on)
    return compare(hits, chances, groups, seed=on.toordinal())
