"""Where do places, schooling and majors come from? From the CSV files of accounts/data; loading again changes nothing."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.models import City, Division, EducationLevel, Major
from skills.models import Occupation

DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one data file."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


@transaction.atomic
def load() -> dict[str, int]:
    """Load the city of this installation, its divisions, education levels and majors; return the counts by name."""
    _load_divisions()
    _load_city()
    _load_education_levels()
    _load_majors()
    return {
        "divisions": Division.objects.count(),
        "education levels": EducationLevel.objects.count(),
        "majors": Major.objects.count(),
    }


def _load_divisions() -> None:
    by_code: dict[str, Division] = {}
    for row in rows(f"divisions_{settings.CITY_CODE}.csv"):
        by_code[row["code"]], _ = Division.objects.update_or_create(
            code=row["code"],
            defaults={
                "name_zh": row["name_zh"],
                "name_en": row["name_en"],
                "kind": row["kind"],
                "parent": by_code[row["parent"]] if row["parent"] else None,
            },
        )


def _load_city() -> None:
    for row in rows("cities.csv"):
        if row["code"] == settings.CITY_CODE:
            City.objects.update_or_create(
                code=row["code"],
                defaults={
                    "name_zh": row["name_zh"],
                    "name_en": row["name_en"],
                    "division": Division.objects.get(code=row["division"]),
                },
            )


def _load_education_levels() -> None:
    for row in rows("education_levels.csv"):
        EducationLevel.objects.update_or_create(
            code=row["code"],
            defaults={
                "name_zh": row["name_zh"],
                "name_en": row["name_en"],
                "rank": int(row["rank"]),
                "usual_years": int(row["usual_years"]) if row["usual_years"] else None,
            },
        )


def _load_majors() -> None:
    occupations = dict(Occupation.objects.values_list("code", "pk"))
    for row in rows("majors.csv"):
        names = {name: row[name] for name in ("name_zh", "name_en", "level", "level_en")}
        major, _ = Major.objects.update_or_create(code=row["code"], defaults=names)
        major.occupations.set([occupations[code] for code in row["occupations"].split("|")])
