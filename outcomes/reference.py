"""Where do targets and definitions come from? From the CSV files of outcomes/data; loading again changes nothing."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import transaction

from outcomes.models import AnnualTarget, Indicator

DATA = Path(__file__).parent / "data"
TEXTS = tuple(
    f"{text}_{language}"
    for text in ("name", "definition", "formula", "rules")
    for language in ("zh", "en")
)


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one data file."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


@transaction.atomic
def load() -> dict[str, int]:
    """Load definitions and first targets; a target that the office has set is never overwritten."""
    for row in rows("indicators.csv"):
        Indicator.objects.update_or_create(
            code=row["code"],
            version=row["version"],
            defaults={
                "valid_from": date.fromisoformat(row["valid_from"]),
                **{text: row[text] for text in TEXTS},
            },
        )
    for row in rows("targets.csv"):
        weights = [int(row[f"month_{month}"]) for month in range(1, 13)]
        AnnualTarget.objects.get_or_create(
            year=int(row["year"]),
            defaults={"persons": int(row["persons"]), "season_weights": weights},
        )
    return {"indicators": Indicator.objects.count(), "targets": AnnualTarget.objects.count()}
