"""Which target does a year have, and which definition does a figure?"""

from datetime import date, datetime

from django.db.models import Q

from outcomes.models import AnnualTarget, EarlierTarget, FigureSnapshot, Indicator


def target_of(year: int) -> AnnualTarget | None:
    """Return the target of a calendar year, or None when the office has set none."""
    return AnnualTarget.objects.filter(year=year).first()


def goal_known(year: int, end: datetime) -> tuple[int | None, tuple[int, ...]]:
    """Return the goal of a year and its season as they were set before a moment; None before there was one."""
    target = target_of(year)
    if target is None:
        return None, ()
    said: AnnualTarget | EarlierTarget | None = target
    if target.set_at is not None and target.set_at >= end:
        was_set = Q(set_at=None) | Q(set_at__lt=end)
        said = (
            target.earlier.filter(was_set, replaced_at__gte=end)
            .order_by("replaced_at", "pk")
            .first()
        )
    return (said.persons, tuple(said.season_weights)) if said else (None, ())


def target_values(year: int) -> dict[str, int]:
    """Return the initial values of the target form: the year's own, or the season of the year before."""
    target = target_of(year) or AnnualTarget.objects.filter(year__lt=year).order_by("-year").first()
    if target is None:
        return {"year": year}
    months = {
        f"month_{month}": weight for month, weight in enumerate(target.season_weights, start=1)
    }
    return {"year": year, "persons": target.persons, **months}


def definitions_of(code: str) -> list[Indicator]:
    """Return every version of a figure's definition, the newest first."""
    return list(Indicator.objects.filter(code=code).order_by("-valid_from", "-pk"))


def definitions_on(on: date, codes: list[str]) -> list[Indicator]:
    """Return the valid definition of each of several figures, in the order asked for."""
    by_code: dict[str, Indicator] = {}
    for indicator in Indicator.objects.filter(code__in=codes).order_by("-valid_from", "-pk"):
        if indicator.code not in by_code or by_code[indicator.code].valid_from > on:
            by_code[indicator.code] = indicator
    return [by_code[code] for code in codes if code in by_code]


def last_frozen_on(scope: str) -> date | None:
    """Return the last day whose figures are frozen."""
    return (
        FigureSnapshot.objects.filter(scope=scope)
        .order_by("-on", "-pk")
        .values_list("on", flat=True)
        .first()
    )
