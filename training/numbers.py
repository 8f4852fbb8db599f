"""How is a certificate number written, and which number did somebody paste?

CITY-2026-LV101-7KQM-3XP9: who issues, the year, the course, seven signs drawn at random and one that checks the rest
(ISO/IEC 7064, MOD 37-2, over all letters and digits). One wrong sign, or two signs that changed places, never fit. The
drawn signs and the check leave out what is easily misread: 0 and O, 1, I and L.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from stdnum.iso7064 import mod_37_2

from core.typed import plain

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
DRAWN = 7
LONGEST = 40
READ_AT_MOST = 2000
WORDS_IN_A_NUMBER = 9
WHOLE = re.compile(rf"([A-Z]{{2,24}})(20\d\d)([A-Z0-9]{{2,12}})([{SIGNS}]{{{DRAWN + 1}}})")
# Issued before numbers had a check: CITY-2026-LV101-000123. Found when stored, never called well-formed.
EARLIER = re.compile(r"([A-Z]{2,24})(20\d\d)([A-Z0-9]{2,12})(\d{6})")
# What stands between the parts of one number: dashes, spaces, dots, underscores; anything else ends it.
BETWEEN = re.compile(r"[\s\-_.·~/|\\]{0,4}")
RUN = re.compile(rf"[A-Z0-9]+(?:{BETWEEN.pattern}[A-Z0-9]+)*")


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What a text may mean: numbers that fit their check, and others to look up all the same; best first."""

    fitting: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether a number stands there that fits its own check."""
        return bool(self.fitting)


def write(city: str, year: int, course_code: str, draw: Callable[[int], int]) -> str:
    """Return a new number; `draw(n)` gives a whole number from 0 to n - 1 at random."""
    course = course_part(course_code)
    head = f"{city.upper()}{year}{course}"
    while True:
        drawn = "".join(SIGNS[draw(len(SIGNS))] for _ in range(DRAWN))
        check = mod_37_2.calc_check_digit(head + drawn)
        if check in SIGNS:
            return _hyphened(city.upper(), str(year), course, drawn + check)


def course_part(code: str) -> str:
    """Return how a course's code stands in numbers."""
    return re.sub(r"[^A-Z0-9]", "", code.upper())


def head_of(number: str) -> tuple[str, str]:
    """Return city and course of a number as it is written here."""
    city, _year, course, *_body = number.split("-")
    return city, course


def read(text: str) -> NumberReading:
    """Return which numbers a text may hold: a whole link, full width, odd hyphens, words before it and after it."""
    typed = plain(unquote(unquote(text[:READ_AT_MOST]))).upper()
    fitting: dict[str, None] = {}
    others: dict[str, None] = {}
    for joined in _joined(typed):
        if (found := WHOLE.fullmatch(joined)) and mod_37_2.is_valid(joined):
            fitting[_hyphened(*found.groups())] = None
        else:
            others.update(dict.fromkeys(_others(joined)))
    return NumberReading(tuple(fitting), tuple(others))


def _joined(typed: str) -> Iterator[str]:
    """Yield every stretch of neighbouring words, written together, that could be one number."""
    for run in RUN.finditer(typed):
        words = re.findall(r"[A-Z0-9]+", run.group())
        for first in range(len(words)):
            joined = ""
            for word in words[first : first + WORDS_IN_A_NUMBER]:
                joined += word
                if len(joined) > LONGEST + len("CERTIFICATENUMBER"):
                    break
                yield joined


def _others(joined: str) -> Iterator[str]:
    """Yield what to look up besides: a number of the earlier form, and one with letters glued before it."""
    if found := EARLIER.fullmatch(joined):
        city, year, course, serial = found.groups()
        yield f"{city}-{year}-{course}-{serial}"
    if found := WHOLE.fullmatch(joined):
        city, year, course, body = found.groups()
        for start in range(1, len(city) - 1):
            if mod_37_2.is_valid(city[start:] + year + course + body):
                yield _hyphened(city[start:], year, course, body)


def _hyphened(city: str, year: str, course: str, body: str) -> str:
    return f"{city}-{year}-{course}-{body[:4]}-{body[4:]}"
