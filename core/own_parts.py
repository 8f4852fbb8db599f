"""Which parts of a page that many share are each reader's own? The buttons, states and numbers that speak of one person.

A template names such a part and what it is about, as the page has read it: `{% own_part "cms.next_step" run %}`. While the page
is worked out a mark stands there. When it is sent, all parts of a kind are drawn at once for the reader, in as many statements
for one as for many. What they are about is kept with the page and so is as new as the page.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

Draw = Callable[[HttpRequest, list[Any]], list[str]]
_DRAWN: dict[str, Draw] = {}
MARKS = "own_parts"  # the attribute of a request for which a page is worked out


@dataclass(frozen=True, slots=True)
class OwnPart:
    """A part of a page: how it is drawn, and what it is about (a value that can be pickled)."""

    name: str
    about: Any


@dataclass(slots=True)
class Marks:
    """The marks on a page that is worked out; nobody who writes a text of the page can know what they look like."""

    secret: str = field(default_factory=lambda: secrets.token_hex(16))
    parts: list[OwnPart] = field(default_factory=list)

    def mark(self, part: OwnPart) -> SafeString:
        """Return what stands for a part until it is drawn."""
        self.parts.append(part)
        return SafeString(f"<!--{self.secret}:{len(self.parts) - 1}-->")

    def split(self, text: str) -> tuple[str | OwnPart, ...]:
        """Return the page in pieces: texts, and the parts between them."""
        pieces = re.split(rf"<!--{self.secret}:(\d+)-->", text)
        return tuple(
            self.parts[int(piece)] if place % 2 else piece for place, piece in enumerate(pieces)
        )


def own_part(name: str) -> Callable[[Draw], Draw]:
    """Register how parts of a name are drawn: for a request and what they are about, a text for each."""

    def register(draw: Draw) -> Draw:
        _DRAWN[name] = draw
        return draw

    return register


@contextmanager
def marking(request: Any) -> Iterator[Marks]:
    """Leave marks instead of own parts while a page is worked out for a request."""
    marks = Marks()
    setattr(request, MARKS, marks)
    try:
        yield marks
    finally:
        delattr(request, MARKS)


def placed(request: HttpRequest, part: OwnPart) -> str:
    """Return the mark of a part, or the part itself where no page is put together from pieces."""
    marks: Marks | None = getattr(request, MARKS, None)
    return marks.mark(part) if marks else SafeString(_DRAWN[part.name](request, [part.about])[0])


def put_together(request: HttpRequest, pieces: tuple[str | OwnPart, ...]) -> str:
    """Return the page with its own parts drawn for who asks."""
    wanted: dict[str, list[Any]] = {}
    for part in pieces:
        if isinstance(part, OwnPart):
            wanted.setdefault(part.name, []).append(part.about)
    drawn = {name: iter(_DRAWN[name](request, about)) for name, about in wanted.items()}
    return "".join(next(drawn[each.name]) if isinstance(each, OwnPart) else each for each in pieces)
