"""Does every kind of unlawful words name a norm of docs/norms.md, in both languages?"""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from matching.lawful.norms import NORMS

DOCS = (Path(__file__).resolve().parents[3] / "docs" / "norms.md").read_text(encoding="utf-8")
SIGNS = {sign: worth for worth, sign in enumerate("零一二三四五六七八九")}


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its head."""
    lines = [
        line
        for line in DOCS.partition(f"## {heading}\n")[2].partition("\n## ")[0].splitlines()
        if line[:1] == "|"
    ]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


LAWS = {short: chinese for short, chinese, *_rest in rows("The laws")}
LISTED = {
    (law, int(article)): set(kinds.split(", "))
    for law, article, _says, kinds in rows("The articles")
}


def in_english(law: str) -> set[tuple[str, int]]:
    """The laws and articles of a norm."""
    parts = [part.rpartition(" art. ") for part in law.split("; ")]
    return {
        (name, int(article))
        for name, _art, articles in parts
        for article in re.split(", | and ", articles)
    }


def number(numeral: str) -> int:
    """The value of a Chinese numeral under a hundred."""
    tens, ten, ones = numeral.rpartition("十")
    return (SIGNS[tens] if tens else 1) * 10 * bool(ten) + (SIGNS[ones] if ones else 0)


def in_chinese(law: str) -> set[tuple[str, int]]:
    """The same of the Chinese words."""
    parts = [
        re.fullmatch(r"《(\w+)》((?:第[一二三四五六七八九十]+条、?)+)", part)
        for part in law.split("，")
    ]
    return {
        (part[1], number(each)) for part in parts for each in re.findall(r"第(\w+?)条", part[2])
    }


def cited(code: str, language: str) -> set[tuple[str, int]]:
    """What one kind names in one language, by the English short names."""
    with override(language):
        law = str(NORMS[code].law)
    return in_english(law) if language == "en" else in_chinese(law)


def test_every_article_is_listed_with_exactly_its_kinds() -> None:
    found: dict[tuple[str, int], set[str]] = {}
    for code in NORMS:
        for article in cited(code, "en"):
            found.setdefault(article, set()).add(code)
    assert found == LISTED


@pytest.mark.parametrize("code", NORMS)
def test_the_chinese_words_name_the_same_articles(code: str) -> None:
    assert cited(code, "zh-hans") == {(LAWS[law], article) for law, article in cited(code, "en")}


def test_every_law_has_its_official_title_and_is_cited() -> None:
    assert {law for law, _article in LISTED} == set(LAWS)
    assert [row[0] for row in rows("The laws") if row[1] not in row[2] or not all(row)] == []


def test_numerals_are_read() -> None:
    assert [number(each) for each in ("三", "十", "十六", "二十", "四十三", "八十四")] == [
        3,
        10,
        16,
        20,
        43,
        84,
    ]
