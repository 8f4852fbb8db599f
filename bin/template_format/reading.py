"""Which parts does a template have, and which stand inside of which? Nothing of it is lost but the length of gaps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

SPACE = " \t\n\r\f"
TAG = re.compile(r"{%-?\s*(\w+)(.*?)\s*%}", re.S)
DJANGO = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}")
DIVIDERS = ("else", "elif", "empty", "plural")
TOLD = ("blocktranslate", "blocktrans")
RAW = ("script", "style", "textarea", "pre")
VOID = ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
# Their places are set by a row or a grid (static/css): between its elements no space is seen.
ROW_CLASS = re.compile(
    r'\bclass="(?:[^"]* )?(?:row|row-ends|pages|figure|card-foot|person|buttons|notice|field|check'
    r'|page-head|stack[-\w]*)[ "{]'
)
KEPT_CLASS = re.compile(r'\bclass="(?:[^"]* )?letter[ "]')  # line ends are seen


@dataclass
class Node:
    """One part: kind text, tag (of Django), out ({{ }}), note, html, gap, raw; or an element or block with its sections."""

    kind: str
    text: str
    name: str = ""
    sections: list[tuple[str, "list[Node]"]] = field(default_factory=list)
    end: str = ""
    is_item: bool = False  # its place is set by a row or a grid


def pieces(source: str) -> Iterator[Node]:
    """The source as a flat row of parts; nothing of it is lost but the length of gaps."""
    at = 0
    while at < len(source):
        node = piece(source, at)
        at += len(node.text)
        yield node
        if node.kind == "html" and node.name in RAW and node.text[1] != "/":
            stop = source.lower().index(f"</{node.name}", at)
            yield Node("raw", source[at:stop])
            at = stop


def piece(source: str, at: int) -> Node:
    """The part that begins here."""
    if source[at] in SPACE:
        return Node("gap", re.match(rf"[{SPACE}]+", source[at:])[0])
    if source.startswith("{#", at):
        return Node("note", source[at : source.index("#}", at) + 2])
    if source.startswith("{{", at):
        return Node("out", source[at : source.index("}}", at) + 2])
    if source.startswith("{%", at):
        return django_tag(source, at)
    if source.startswith("<!--", at):
        return Node("note", source[at : source.index("-->", at) + 3])
    if found := re.match(r"</?([a-zA-Z][\w-]*)(?=[\s>/{])|<!(doctype)", source[at:], re.I):
        return html_tag(source, at, (found[1] or found[2]).lower())
    return Node("text", re.match(rf"[{{<]?(?:(?!{{[{{%#])[^{SPACE}<])*", source[at:])[0])


def django_tag(source: str, at: int) -> Node:
    """A tag of Django; what is told apart by its lines is taken whole."""
    found = TAG.match(source, at)
    name = found[1]
    is_told = name in TOLD and not re.search(r"\btrimmed\b", found[2])
    if name == "comment" or is_told:
        stop = re.compile(rf"{{%-?\s*end{name}\s*%}}").search(source, at).end()
        return Node("raw", source[at:stop], name)
    return Node("tag", found[0], name)


def html_tag(source: str, at: int, name: str) -> Node:
    """A tag of HTML with what Django writes into it."""
    end, quote = at + 1, ""
    while quote or source[end] != ">":
        if found := DJANGO.match(source, end):
            end = found.end()
            continue
        if source[end] in "\"'" and quote in ("", source[end]):
            quote = "" if quote else source[end]
        end += 1
    return Node("html", source[at : end + 1], name)


def tree(source: str) -> list[Node]:
    """The parts, nested where they open and close; what does not close in its place stays a part of its own."""
    parts = list(pieces(source))
    ends = {part.name[3:] for part in parts if part.kind == "tag" and part.name.startswith("end")}
    return nested(parts, ends)


def nested(parts: list[Node], ends: set[str]) -> list[Node]:
    """Nest a row of parts."""
    row: list[Node] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        stop = closing(parts, at, ends)
        if stop is None:
            row.append(part)
            at += 1
            continue
        sections, cuts = [], [at, *dividers(parts, at, stop, ends), stop]
        for begin, end in pairwise(cuts):
            inner = parts[begin + 1 : end]
            is_whole = part.name in TOLD or KEPT_CLASS.search(part.text)
            row_in = (
                [Node("raw", "".join(each.text for each in inner))]
                if is_whole
                else nested(inner, ends)
            )
            sections.append((parts[begin].text, row_in))
        kind = "block" if part.kind == "tag" else "element"
        if kind == "element" and ROW_CLASS.search(part.text):
            mark_items(sections[0][1])
        row.append(Node(kind, part.text, part.name, sections, parts[stop].text))
        at = stop + 1
    return row


def mark_items(row: list[Node]) -> None:
    """Say of the elements of a row or grid that they are its items."""
    for node in row:
        node.is_item = node.kind == "element"
        for _, section in node.sections * (node.kind == "block"):
            mark_items(section)


def opens(part: Node, ends: set[str]) -> bool:
    """Does this part begin something?"""
    if part.kind == "tag":
        return part.name in ends
    return (
        part.kind == "html"
        and part.text[1] not in "/!"
        and part.name not in VOID
        and not part.text.endswith("/>")
    )


def closes(part: Node) -> str:
    """What this part ends, or nothing."""
    if part.kind == "tag" and part.name.startswith("end"):
        return "%" + part.name[3:]
    return part.name if part.kind == "html" and part.text.startswith("</") else ""


def closing(parts: list[Node], at: int, ends: set[str]) -> int | None:
    """Where the part that begins here ends, or nothing where something crosses that."""
    if not opens(parts[at], ends):
        return None
    opened: list[str] = []
    for place in range(at, len(parts)):
        part = parts[place]
        if opens(part, ends):
            opened.append(("%" if part.kind == "tag" else "") + part.name)
        elif what := closes(part):
            if not closed(opened, what):
                return None
            if not opened:
                return place
        elif part.kind == "tag" and part.name in DIVIDERS and not any(map(is_django, opened)):
            return None
    return None


def is_django(what: str) -> bool:
    """Is what was opened a tag of Django?"""
    return what.startswith("%")


def closed(opened: list[str], what: str) -> bool:
    """Take from what is open what this closes; no, where it closes what began before all of it."""
    within = next((each for each in reversed(opened) if is_django(each) or each == what), "")
    if not is_django(what) and within != what:  # closes what began elsewhere
        return bool(within)
    if what not in opened:
        return False
    while opened.pop() != what:
        pass
    return True


def dividers(parts: list[Node], at: int, stop: int, ends: set[str]) -> list[int]:
    """Where the sections of a block begin: else, elif, empty, plural at its own depth."""
    found, depth = [], 0
    for place in range(at + 1, stop):
        part = parts[place]
        if part.kind == "tag":
            depth += opens(part, ends) - bool(closes(part))
            if depth == 0 and part.name in DIVIDERS:
                found.append(place)
    return found if parts[at].kind == "tag" else []
