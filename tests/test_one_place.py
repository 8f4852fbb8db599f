"""Does each rule stand in one place? What would be a second copy of one is found in the text of code and templates."""

import re

from tests.harness import house
from tests.test_repository import PRODUCT, faults, files

TEXTS = PRODUCT + files("*.html", under=("templates",)) + files("*.po", under=house.ROOMS)
# For how long something can be undone is a setting: a sentence asks core.undoing, or the template's `undo_minutes`.
IN_WORDS = re.compile(r"\bten minutes\b|\b10 minutes\b|十分钟|10 ?分钟", re.I)


def minutes_in_words(source: str) -> list[str]:
    """Lines that say for how long something can be undone as if it were fixed."""
    whole = re.sub(r"\bten\s*\n\s*minutes", "ten minutes", source)
    return [line.strip()[:80] for line in whole.splitlines() if IN_WORDS.search(line)]


def test_no_text_says_the_undo_minutes_itself():
    assert len(TEXTS) > 500
    assert faults(TEXTS, minutes_in_words) == []


def test_planted_minutes_are_found():
    assert minutes_in_words('x = _("You can undo it for ten minutes.")') != []
    assert minutes_in_words("It can be undone for ten\n      minutes.") != []
    assert minutes_in_words('msgstr "十分钟内可以撤销。"') != []
    assert minutes_in_words("You can undo it for %(minutes)s minutes. %(minutes)s 分钟") == []
