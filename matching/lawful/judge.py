"""Which words of a text break the law, and which sentence do they stand in?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from matching.lawful.english import ENGLISH_LIMITS, ENGLISH_READINGS
from matching.lawful.money import DEMANDS
from matching.lawful.normalise import Plain
from matching.lawful.people import PEOPLE
from matching.lawful.readings import covered

PIECE = re.compile(r"[^。！？!?；;\n]{1,240}[。！？!?；;]?")
LETTERS = re.compile(r"[a-z]{3}")
CHINESE = tuple((code, frozenset(signs), re.compile(pattern)) for code, signs, pattern in (*PEOPLE, *DEMANDS))
ENGLISH = tuple((code, re.compile(pattern)) for code, _, pattern in ENGLISH_LIMITS)
LAWFUL_ENGLISH = tuple(re.compile(pattern) for _, pattern in ENGLISH_READINGS)


@dataclass(frozen=True, slots=True)
class Found:
    """Unlawful words: of which kind, and where they stand in the plain text."""

    code: str
    start: int
    end: int


def limits(plain: Plain) -> list[Found]:
    """Return the unlawful words in order, none inside another of its kind."""
    found: list[Found] = []
    for piece in PIECE.finditer(plain.text):
        found += [Found(f.code, piece.start() + f.start, piece.start() + f.end) for f in _in(piece.group())]
    return found


@lru_cache(maxsize=2048)
def _in(piece: str) -> tuple[Found, ...]:
    """Read one sentence: blot out what is lawful, then look for limits and demands."""
    found: list[Found] = []
    left = covered(piece)
    for code, signs, pattern in CHINESE:
        if not signs.isdisjoint(left):
            found += [Found(code, *match.span()) for match in pattern.finditer(left) if match.group()]
    if LETTERS.search(piece):
        for reading in LAWFUL_ENGLISH:
            left = reading.sub(lambda match: "□" * len(match.group()), left)
        for code, pattern in ENGLISH:
            found += [Found(code, *match.span()) for match in pattern.finditer(left) if match.group()]
    return tuple(_merged(found))


def _merged(found: list[Found]) -> list[Found]:
    """Join overlapping finds of one kind."""
    kept: dict[str, Found] = {}
    done: list[Found] = []
    for one in sorted(found, key=lambda f: (f.code, f.start, -f.end)):
        last = kept.get(one.code)
        if last and one.start <= last.end:
            kept[one.code] = Found(one.code, last.start, max(last.end, one.end))
            continue
        if last:
            done.append(last)
        kept[one.code] = one
    return sorted([*done, *kept.values()], key=lambda f: (f.start, f.code))
