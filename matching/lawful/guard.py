"""With which characters can a pattern begin? A look-ahead at the next character makes long lists of wordings fast.

`guarded` puts that look-ahead before a pattern and changes no match. It parses the few regex forms that the
wordings use; other forms it leaves as they are. Compiling all wordings takes seconds, so each is
compiled when it is first needed: a process that never reads a text pays nothing.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

SKIPPED = ("(?<!", "(?<=", "(?!", "(?=")  # they look, they take no sign
GROUP = "(?:"
NAMED = re.compile(r"\(\?P<\w+>")
REPEATED = re.compile(r"[*?+]\??|\{\d*,?\d*\}\??")
MAYBE_NONE = re.compile(r"[*?]|\{0?,|\{0\}")
DIGITS = frozenset("0123456789")
MANY = 900  # signs: a look for so many spares nothing

Begins = tuple[frozenset[str], bool]  # the signs, and whether the piece may be empty


class Unknown(Exception):
    """A regex form that is not parsed here."""


class Wordings:
    """A pattern with the look-ahead, compiled when it is first asked; from then on as quick as the compiled one."""

    def __init__(self, pattern: str) -> None:
        """Keep the pattern as it was written."""
        self.written = pattern

    @cached_property
    def pattern(self) -> str:
        """As of a compiled pattern: its text, with the look-ahead."""
        return guarded(self.written)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """As of a compiled pattern."""
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """As of a compiled pattern."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """As of a compiled pattern."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """As of a compiled pattern."""
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[Any]]:
        """As of a compiled pattern."""
        return self.compiled.findall

    @cached_property
    def sub(self) -> Callable[..., str]:
        """As of a compiled pattern."""
        return self.compiled.sub

    @cached_property
    def split(self) -> Callable[..., list[Any]]:
        """As of a compiled pattern."""
        return self.compiled.split


def compiled(pattern: str) -> Wordings:
    """Return a pattern with the look-ahead that is compiled when it is first asked."""
    return Wordings(pattern)


def guarded(pattern: str) -> str:
    """Return a pattern with the look-ahead, if its first characters are known."""
    try:
        signs, may_be_empty = _branches(pattern)
    except Unknown:
        return pattern
    if may_be_empty or len(signs) > MANY or any(ord(sign) >= 0x1F000 for sign in signs):
        return pattern
    return f"(?=[{''.join(re.escape(sign) for sign in sorted(signs))}])(?:{pattern})"


def _branches(pattern: str) -> Begins:
    signs: frozenset[str] = frozenset()
    may_be_empty = False
    for branch in _split(pattern):
        found, is_empty = _line(branch)
        signs, may_be_empty = signs | found, may_be_empty or is_empty
    return signs, may_be_empty


def _line(branch: str) -> Begins:
    """Return the first characters of one alternative: over optional pieces up to the first required one."""
    signs: frozenset[str] = frozenset()
    at = 0
    while at < len(branch):
        found, is_empty, end = _piece(branch, at)
        repeated = REPEATED.match(branch, end)
        signs |= found
        if not is_empty and not (repeated and MAYBE_NONE.match(repeated.group())):
            return signs, False
        at = repeated.end() if repeated else end
    return signs, True


def _inner(branch: str, at: int) -> int:
    """Return where the content of a group begins, behind its name or flags."""
    if branch.startswith(GROUP, at):
        return at + 3
    named = NAMED.match(branch, at)
    return named.end() if named else at + 1


def _piece(branch: str, at: int) -> tuple[frozenset[str], bool, int]:
    """Return the characters of the piece at a position, whether it may be empty, and where it ends."""
    sign = branch[at]
    if sign == "(":
        end = _closed(branch, at)
        if branch.startswith(SKIPPED, at):
            return frozenset(), True, end
        inner = _inner(branch, at)
        if branch[at + 1] == "?" and inner == at + 1:
            raise Unknown
        return *_branches(branch[inner : end - 1]), end
    if sign == "[":
        end = _class_end(branch, at)
        return _class(branch[at + 1 : end - 1]), False, end
    if sign == "\\":
        return *_escaped(branch[at + 1]), at + 2
    if sign in ".^$*+?{}|)]":
        raise Unknown
    return frozenset(sign), False, at + 1


def _escaped(sign: str) -> Begins:
    if sign == "b":
        return frozenset(), True
    if sign == "d":
        return DIGITS, False
    if sign == "s":
        return frozenset(" \t\n"), False
    if sign.isalnum():
        raise Unknown
    return frozenset(sign), False


def _class(inside: str) -> frozenset[str]:
    """Return the characters of a character class."""
    if inside.startswith("^"):
        raise Unknown
    signs: set[str] = set()
    at = 0
    while at < len(inside):
        if inside[at] == "\\":
            signs |= _escaped(inside[at + 1])[0]
            at += 2
        elif inside[at + 1 : at + 2] == "-" and at + 2 < len(inside):
            first, last = ord(inside[at]), ord(inside[at + 2])
            if last - first > MANY:
                raise Unknown
            signs |= {chr(code) for code in range(first, last + 1)}
            at += 3
        else:
            signs.add(inside[at])
            at += 1
    return frozenset(signs)


def _class_end(pattern: str, at: int) -> int:
    """Return where the character class that begins at a position ends."""
    at += 2 if pattern[at + 1] == "]" else 1
    while pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at + 1


def _closed(pattern: str, at: int) -> int:
    """Return where the group that begins at a position ends."""
    depth = 0
    while at < len(pattern):
        if pattern[at] == "[":
            at = _class_end(pattern, at)
            continue
        if pattern[at] == "\\":
            at += 2
            continue
        depth += {"(": 1, ")": -1}.get(pattern[at], 0)
        at += 1
        if depth == 0:
            return at
    raise Unknown


def _split(pattern: str) -> list[str]:
    """Return the alternatives of a pattern."""
    branches, start, at = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "[":
            at = _class_end(pattern, at)
        elif pattern[at] == "(":
            at = _closed(pattern, at)
        elif pattern[at] == "\\":
            at += 2
        else:
            if pattern[at] == "|":
                branches.append(pattern[start:at])
                start = at + 1
            at += 1
    return [*branches, pattern[start:]]
