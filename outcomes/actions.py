"""What changes in the figures? Targets are set, days are frozen, exports and accesses are logged."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.actions.privacy import record_access
from accounts.models import AccessLog, Trainee, University
from core import audit
from core.denials import require
from matching.models import PlacementRound
from outcomes import permissions
from outcomes.figures.fair_public import PUBLIC, public_of, released
from outcomes.figures.fairness import CODE as FAIRNESS
from outcomes.figures.fairness import compared
from outcomes.figures.frozen import definition_code, figures_on
from outcomes.models import CITY, AnnualTarget, EarlierTarget, FairnessReport, FigureSnapshot
from outcomes.queries.fairness import last_report_before
from outcomes.queries.targets import definitions_on, last_frozen_on

CATCH_UP_DAYS = 31
LOOK, EXPORT = "evidence", "export"


@transaction.atomic
def set_target(
    *, year: int, persons: int, season_weights: list[int], by: Any, now: datetime
) -> AnnualTarget:
    """Set how many persons a year is to train, and in which months."""
    require(permissions.denies_office(by))
    for kept in AnnualTarget.objects.select_for_update(of=("self",)).filter(year=year):
        said = {
            "persons": kept.persons,
            "season_weights": kept.season_weights,
            "set_at": kept.set_at,
        }
        EarlierTarget.objects.create(target=kept, replaced_at=now, **said)
    target, is_new = AnnualTarget.objects.update_or_create(
        year=year, defaults={"persons": persons, "season_weights": season_weights, "set_at": now}
    )
    data = {"persons": persons, "season_weights": season_weights}
    audit.record(target, "target.set" if is_new else "target.change", by=by, data=data)
    return target


@transaction.atomic
def freeze_day(*, on: date) -> int:
    """Freeze the city's figures of one day with their definitions; a frozen day stays as it is. Return how many are new."""
    figures = figures_on(on)
    codes = sorted({definition_code(figure.code) for figure in figures})
    versions = {indicator.code: indicator.version for indicator in definitions_on(on, codes)}
    before = FigureSnapshot.objects.filter(on=on, scope=CITY).count()
    FigureSnapshot.objects.bulk_create(
        [
            FigureSnapshot(
                indicator=figure.code,
                on=on,
                value=figure.value,
                numerator=figure.numerator,
                denominator=figure.denominator,
                definition_version=versions[definition_code(figure.code)],
            )
            for figure in figures
        ],
        ignore_conflicts=True,
    )
    return FigureSnapshot.objects.filter(on=on, scope=CITY).count() - before


def freeze_up_to(*, last: date) -> int:
    """Freeze every day since the last frozen one, at most a month back; return how many days were frozen."""
    frozen = last_frozen_on(CITY)
    first = (
        max(frozen + timedelta(days=1), last - timedelta(days=CATCH_UP_DAYS)) if frozen else last
    )
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return sum(1 for day in days if freeze_day(on=day))


def freeze_fairness(*, on: date, lists_of: date) -> bool:
    """Freeze the comparison of groups of one day; a frozen day stays as it is. Tell whether it is new.

    Selection is that of the day and before. Past lists cannot be recomputed, so exposure is that of the current lists, on
    `lists_of`.
    """
    if FairnessReport.objects.filter(on=on).exists():
        return False
    found = compared(on, lists_of)
    last, minimum = last_report_before(on), settings.PUBLIC_MINIMUM_CELL
    lines = released(
        found.plain, public_of(last.rows, last.on, minimum) if last else {}, on, minimum
    )
    report = {
        "rows": {**found.plain, PUBLIC: lines},
        "model_version": found.model_version,
        "definition_version": definitions_on(on, [FAIRNESS])[0].version,
    }
    return FairnessReport.objects.get_or_create(on=on, defaults=report)[1]


@transaction.atomic
def record_persons_export(
    *, trainee_ids: Iterable[int], filters: dict[str, Any], by: Any, reason: str = ""
) -> None:
    """Log that the office exported the list of counted persons, in the audit and in each person's access log."""
    require(permissions.denies_office(by))
    ids = list(trainee_ids)
    data = {
        "figure": "annual_trained",
        "filters": filters,
        "rows": len(ids),
        "whole_phones": bool(reason),
    }
    audit.record(by, "figure.export", by=by, reason=reason, data=data)
    _log_looks(ids, by)


@transaction.atomic
def record_rows_export(
    *, figure: str, ids: Iterable[int], filters: dict[str, Any], by: Any
) -> None:
    """Log that the office exported the rows behind a figure, in the audit and in each person's access log."""
    require(permissions.denies_office(by))
    rows = list(ids)
    audit.record(
        by, "figure.export", by=by, data={"figure": figure, "filters": filters, "rows": len(rows)}
    )
    _log_looks(sorted(set(rows)), by)


@transaction.atomic
def record_cohort_export(
    *, university: University, trainee_ids: Iterable[int], by: Any, reason: str = ""
) -> None:
    """Log that a coordinator exported the school's list."""
    require(permissions.denies_university_desk(by, university))
    ids = list(trainee_ids)
    data = {"rows": len(ids), "whole_phones": bool(reason)}
    audit.record(university, "cohort.export", by=by, reason=reason, data=data)
    _log_looks(ids, by)


@transaction.atomic
def record_round_export(*, kept: PlacementRound, trainee_ids: Iterable[int], by: Any) -> None:
    """Log that the office exported a placement round, in the audit and in each person's access log."""
    require(permissions.denies_office(by))
    ids = list(trainee_ids)
    audit.record(kept, "placement_round.export", by=by, data={"rows": len(ids)})
    _log_looks(ids, by)


def record_look(*, trainee: Trainee, by: Any, now: datetime) -> None:
    """Log that somebody opened the evidence behind one person; once a day for the same reader."""
    require(permissions.denies_person(by, trainee))
    since = now - timedelta(days=1)
    if not AccessLog.objects.filter(trainee=trainee, by=by, what=LOOK, at__gt=since).exists():
        record_access(trainee=trainee, what=LOOK, by=by)


def _log_looks(trainee_ids: list[int], by: Any) -> None:
    AccessLog.objects.bulk_create(
        [AccessLog(trainee_id=each, by=by, what=EXPORT) for each in trainee_ids], batch_size=500
    )
