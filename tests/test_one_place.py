"""Does each rule stand in one place? What would be a second copy of one is found in the text of code and templates."""

import ast
import re

from tests.harness import house
from tests.test_repository import PRODUCT, VIEWS, faults, files

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


def answers_404(source: str) -> list[str]:
    """Where a thing that is not there ends in a page "not found"; below views a query returns None."""
    shortcuts = {"get_object_or_404", "get_list_or_404"}
    return [
        f"{alias.name} from {node.module}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in shortcuts
    ] + [
        f"line {node.lineno}: {node.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in shortcuts
    ]


def test_what_is_not_there_is_answered_by_views_alone():
    below = [path for path in PRODUCT if path not in VIEWS]

    assert len(below) > 300
    assert faults(below, answers_404) == []


def test_a_planted_answer_below_views_is_found():
    assert answers_404(
        "from django.shortcuts import get_object_or_404 as own\nown(Thing, pk=1)\n"
    ) == ["get_object_or_404 from django.shortcuts"]
    assert answers_404("from django import shortcuts\nshortcuts.get_list_or_404(Thing)\n") != []
    assert answers_404("from core.http import found_or_404\nfound_or_404(None)\n") == []


DOORS = re.compile(r"/(?:en/)?(?:my|office|company|university|teaching|courses|openings|results)/")


def addresses_in_words(source: str) -> list[str]:
    """Addresses of ours that stand as text or are put together behind a named one, where a name would find them."""
    faults = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            faults += [node.value] * bool(DOORS.match(node.value))
        elif isinstance(node, ast.JoinedStr):
            pairs = zip(node.values, [*node.values[1:], ast.Constant("?")], strict=True)
            faults += [ast.unparse(node) for part, rest in pairs if _leads_on(part, rest)]
    return faults


def _leads_on(part: ast.expr, rest: ast.expr) -> bool:
    """Tell whether a path goes on behind a named address; a question behind it is none."""
    named = {"reverse", "path_of"}
    if not isinstance(part, ast.FormattedValue) or not isinstance(part.value, ast.Call):
        return False
    is_named = ast.unparse(part.value.func).split(".")[-1] in named
    asks = isinstance(rest, ast.Constant) and str(rest.value).startswith(("?", "#"))
    return is_named and not asks


def test_addresses_are_found_by_their_names():
    assert faults([path for path in PRODUCT if path.stem != "urls"], addresses_in_words) == []


def test_planted_addresses_are_found():
    assert addresses_in_words("url = f\"{reverse('cms:catalogue')}{code}/\"") != []
    assert addresses_in_words("url = f\"{path_of('matching:my_desk')}more/\"") != []
    assert addresses_in_words('tell(user, url="/my/courses/")') != []
    assert addresses_in_words("url = f\"{reverse('cms:catalogue')}?page={page}\"") == []
    assert addresses_in_words("url = f\"{SITE}{reverse('cms:catalogue')}\"") == []
