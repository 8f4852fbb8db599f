"""Does every class of the styles stand on some page? What nothing draws any more goes, too."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("core", "skills", "accounts", "training", "matching", "outcomes", "cms", "config")
# Classes that are written elsewhere or in pieces.
ELSEWHERE = {
    "errorlist": "by Django, around the errors of a form",
    "entrance": "inside a block of allauth/layouts/base.html",
    "stamp-success": "by components/verdict.html",
    "stamp-warning": "by components/verdict.html",
    "stamp-danger": "by components/verdict.html",
    "stamp-quiet": "by components/verdict.html",
}
ATTRIBUTE = re.compile(r'(?:class|shape|tone)="((?:{%.*?%}|{{.*?}}|[^"])*)"', re.S)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.S)
QUOTED = re.compile(r'"([^"\n]*)"|\'([^\'\n]*)\'')


def styled(css: str) -> set[str]:
    """Return the classes that the rules of a style sheet name."""
    selectors = re.findall(r"[^{}]+(?={)", re.sub(r'/\*.*?\*/|"[^"]*"', "", css, flags=re.S))
    return {name for each in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", each)}


def in_quotes(code: str) -> Iterator[str]:
    """Yield every word inside of quotes."""
    for double, single in QUOTED.findall(code):
        yield from re.split(r"[^\w-]+", f"{double} {single}")


def drawn(template: str) -> tuple[set[str], set[str]]:
    """Return the classes that a template writes, and what stands before a tone in the others, such as `chip-`."""
    names: set[str] = set()
    before: set[str] = set()
    for value in ATTRIBUTE.findall(template):
        before |= set(re.findall(r"([\w-]+-){{", value))
        names |= set(TAG.sub(" ", value).split())
        names |= {word for tag in TAG.findall(value) for word in in_quotes(tag)}
    return names, before


def unused(styles: dict[str, str], templates: list[str], code: list[str]) -> set[str]:
    """Return the classes of the styles that no template and no code writes."""
    pages = [drawn(each) for each in templates]
    names = {name for found, _ in pages for name in found}
    names |= {word for each in code for word in in_quotes(each)}
    before = tuple(start for _, found in pages for start in found)
    return {
        name
        for css in styles.values()
        for name in styled(css)
        if name not in names and not name.startswith(before)
    }


def test_every_class_of_the_styles_is_drawn():
    read = {path.name: path.read_text("utf-8") for path in (ROOT / "static" / "css").glob("*.css")}
    templates = [path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html")]
    code = [path.read_text("utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    code += [path.read_text("utf-8") for path in (ROOT / "static" / "js").glob("*.js")]
    assert unused(read, templates, code) == set(ELSEWHERE)


def test_a_class_that_nothing_draws_is_found():
    css = {
        "a.css": ".used, .chip-info { margin: 0; } @media print { .told .planted::before { content: '.no'; } }"
    }
    page = '<p class="used chip-{{ tone }}{% if told %} told{% endif %}">planted</p>'
    assert unused(css, [page], []) == {"planted"}
    assert unused(css, [page], ['kind = "planted"']) == set()
