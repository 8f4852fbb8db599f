"""What do the first pages say? The texts of cms/data, as StreamField values in one language."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"
Block = tuple[str, Any]

HEADINGS = {
    "zh": {"learn": "你将学会什么", "who": "适合谁", "test": "怎么考核", "after": "结业以后"},
    "en": {
        "learn": "What you will learn",
        "who": "Who it is for",
        "test": "How it is assessed",
        "after": "After the course",
    },
}
AFTER = {
    "zh": [
        "考核合格、出勤和学时达标后发放电子证书，编号可以在本站公开核验。",
        "证书上的技能会自动写进你的资料，推荐的岗位随之更新。",
    ],
    "en": [
        "With a passed assessment, enough hours and attendance you receive a certificate that anyone can check on this site.",
        "The skills of the certificate go into your profile, and your recommended openings change with them.",
    ],
}


@cache
def course_texts() -> dict[str, dict[str, Any]]:
    """Return the texts of the course pages by course code."""
    return _read("course_texts.toml")


@cache
def site_texts() -> dict[str, Any]:
    """Return the texts of all other pages."""
    return _read("site_texts.toml")


def course_body(code: str, language: str) -> list[Block]:
    """Return the body of a course page: what you will learn, who it is for, how it is assessed, what comes after."""
    text, heading = course_texts().get(code, {}), HEADINGS[language]
    parts = {
        "learn": text.get(f"learn_{language}", []),
        "who": [text[f"who_{language}"]] if text else [],
        "test": [text[f"test_{language}"]] if text else [],
        "after": AFTER[language],
    }
    return [
        ("points", {"title": heading[part], "points": points})
        for part, points in parts.items()
        if points
    ]


def body(entry: dict[str, Any], language: str) -> list[Block]:
    """Return the body of a news item or standard page."""
    blocks: list[Block] = []
    if note := entry.get(f"note_{language}"):
        blocks.append(("note", {"title": note[0], "text": note[1]}))
    for heading, *paragraphs in entry.get(f"sections_{language}", []):
        blocks += [("heading", heading), ("paragraph", _html(paragraphs))]
    for question, *paragraphs in entry.get(f"questions_{language}", []):
        blocks.append(("question", {"question": question, "answer": _html(paragraphs)}))
    return blocks


def _html(paragraphs: list[str]) -> str:
    """Wrap paragraphs; the texts are ours and hold no markup."""
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def _read(name: str) -> dict[str, Any]:
    """Read one TOML file of cms/data."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
