"""Where do occupations, skills and synonyms come from? From the CSV files of skills/data; loading again changes nothing."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from skills.models import Occupation, OccupationSkill, Skill, SkillGroup, Synonym

DATA = Path(__file__).parent / "data"
FAMILIES_EN = {
    "直播": "Live commerce",
    "运营": "Operations",
    "内容": "Content",
    "跨境": "Cross-border",
    "设计": "Design",
    "生产": "Production",
    "供应链": "Supply chain",
    "客服": "Customer service",
    "数据": "Data",
}


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one data file."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


@transaction.atomic
def load() -> dict[str, int]:
    """Load groups, skills, occupations, needs and synonyms; return the counts by name."""
    _load_skills()
    _load_occupations()
    _load_needs()
    _load_synonyms()
    return {
        "occupations": Occupation.objects.count(),
        "skills": Skill.objects.count(),
        "needs": OccupationSkill.objects.count(),
        "synonyms": Synonym.objects.count(),
    }


def _load_skills() -> None:
    groups: dict[str, SkillGroup] = {}
    for row in rows("skills.csv"):
        code = row["group_id"]
        if code not in groups:
            names = {"name_zh": row["group_zh"], "name_en": row["group_en"]}
            groups[code], _ = SkillGroup.objects.update_or_create(code=code, defaults=names)
    Skill.objects.bulk_create(
        [
            Skill(
                code=row["skill_id"],
                name_zh=row["name_zh"],
                name_en=row["name_en"],
                group=groups[row["group_id"]],
                kind=row["kind"],
                aliases_zh=row["aliases_zh"],
                description_zh=row["description_zh"],
                esco_group_code=row["esco_group_code"],
            )
            for row in rows("skills.csv")
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[
            "name_zh",
            "name_en",
            "group",
            "kind",
            "aliases_zh",
            "description_zh",
            "esco_group_code",
        ],
    )


def _load_occupations() -> None:
    for row in rows("occupations.csv"):
        Occupation.objects.update_or_create(
            code=row["occupation_id"],
            defaults={
                "name_zh": row["name_zh"],
                "name_en": row["name_en"],
                "family_zh": row["family_zh"],
                "family_en": FAMILIES_EN[row["family_zh"]],
                "dadian_code": row["dadian2022_code"],
                "dadian_name_zh": row["dadian2022_name"],
                "standard_zh": row["standard"],
                "titles_zh": row["typical_titles_zh"],
                "esco_code": row["esco_code"],
                "onet_code": row["onet_soc"],
                "entry_education_zh": row["entry_education"],
                "wage_p25": int(row["demo_wage_p25"]),
                "wage_p50": int(row["demo_wage_p50"]),
                "wage_p75": int(row["demo_wage_p75"]),
            },
        )


def _load_needs() -> None:
    occupations = dict(Occupation.objects.values_list("code", "pk"))
    skills = dict(Skill.objects.values_list("code", "pk"))
    OccupationSkill.objects.bulk_create(
        [
            OccupationSkill(
                occupation_id=occupations[row["occupation_id"]],
                skill_id=skills[row["skill_id"]],
                level=int(row["level_1_low_5_high"]),
                importance=int(row["importance_1_to_3"]),
                is_essential=row["essential"] == "1",
            )
            for row in rows("occupation_skills.csv")
        ],
        update_conflicts=True,
        unique_fields=["occupation", "skill"],
        update_fields=["level", "importance", "is_essential"],
    )


def _load_synonyms() -> None:
    """Add the rows that are missing; a row that is there is the office's, whatever it says now."""
    there = set(Synonym.objects.exclude(code=None).values_list("code", flat=True))
    Synonym.objects.bulk_create(
        Synonym(
            code=row["code"],
            typed=row["typed"],
            means=row["means"],
            condition=row["condition"],
            is_mutual=row["is_mutual"] == "1",
        )
        for row in rows("synonyms.csv")
        if row["code"] not in there
    )
