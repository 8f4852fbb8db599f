"""How do parts go on lines? What has room stays on one line; else it breaks at its places, from the outside in."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from template_format.reading import SPACE

WIDTH, LIMIT, INDENT = 120, 160, 2


@dataclass
class Doc:
    """How something may be set: text as it is, a place to break, or a row that is broken whole or as it fills."""

    kind: str  # text, space, soft, hard, blank, must (breaks what it is in), group, fill, indent
    text: str = ""
    docs: "list[Doc]" = field(default_factory=list)
    tail: int = 0  # signs that cannot leave the line of its last part


def flat(doc: Doc) -> str | None:
    """It on one line, or nothing where it has to break."""
    if doc.kind in ("hard", "blank", "must") or (doc.kind == "text" and "\n" in doc.text):
        return None
    if doc.kind in ("text", "space", "soft", "end"):
        return doc.text
    parts = [flat(each) for each in doc.docs]
    return None if None in parts else "".join(parts)


class Page:
    """The lines written so far."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.line = ""

    def fits(self, doc: Doc, tail: int = 0) -> bool:
        """Has this line room for it?"""
        text = flat(doc)
        return text is not None and len(self.line) + len(text) + tail <= WIDTH

    def put(self, text: str, depth: int) -> None:
        """Write on this line."""
        if not self.line.strip() and text and not self.line:
            self.line = " " * (depth * INDENT)
        first, *rest = text.split("\n")
        self.line += first
        for each in rest:
            self.done.append(self.line.rstrip(SPACE))
            self.line = each

    def turn(self, blank: bool = False) -> None:
        """Begin a new line."""
        if self.line.strip():
            self.done.append(self.line.rstrip(SPACE))
        self.line = ""
        if blank and self.done and self.done[-1]:
            self.done.append("")

    def draw(self, doc: Doc, depth: int, broken: bool) -> None:
        """Write it."""
        if doc.kind == "text":
            self.put(doc.text, depth)
        elif doc.kind in ("hard", "blank"):
            self.turn(doc.kind == "blank")
        elif doc.kind in ("space", "soft"):
            self.turn() if broken else self.put(doc.text, depth)
        elif doc.kind == "end":
            if broken and doc.tail and len(self.line) + len(doc.text) + doc.tail > LIMIT:
                self.turn()
            self.put(doc.text, depth)
        else:
            self.row(doc, depth, broken)

    def row(self, doc: Doc, depth: int, broken: bool) -> None:
        """Write what holds others: a group as one line if it has room, what is indented, what fills lines."""
        if doc.kind == "fill":
            self.fill(doc.docs, depth)
            return
        if doc.kind == "group":
            broken = not (self if self.line else self.ahead(depth)).fits(doc, doc.tail)
        for each in doc.docs:
            self.draw(each, depth + (doc.kind == "indent"), broken)

    def ahead(self, depth: int) -> "Page":
        """A line that has only its indent."""
        page = Page()
        page.line = " " * (depth * INDENT)
        return page

    def fill(self, docs: list[Doc], depth: int) -> None:
        """Write parts one after the other; break before the one that no longer has room, and after the one that broke."""
        for place, doc in enumerate(docs):
            if doc.kind in ("space", "soft"):
                chain = [*take_chain(docs, place + 1)]
                self.draw(doc, depth, not self.fits(Doc("group", docs=[doc, *chain])))
            else:
                self.draw(doc, depth, False)


def take_chain(docs: list[Doc], at: int) -> Iterator[Doc]:
    """What follows up to the next place to break."""
    for doc in docs[at:]:
        if doc.kind in ("space", "soft", "hard", "blank"):
            return
        yield doc


def text(words: str) -> Doc:
    """Words as they are."""
    return Doc("text", words)
