"""Which parts of a rule are near each other in a sentence, in any order, without a context that makes it lawful?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from matching.lawful.guard import Wordings

BESIDE = 14  # so many signs around the parts a word still speaks of them

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class DemandPart:
    """One part of a demand: its wordings, and the characters of which the sentence must have one, if any."""

    wordings: str
    signs: frozenset[str]
    pattern: Wordings


@dataclass(frozen=True, slots=True, eq=False)
class DemandRule:
    """Parts that together make one kind of demand, and the contexts that excuse it."""

    code: str
    parts: tuple[DemandPart, ...]
    unless: tuple[DemandPart, ...] = ()
    near: int = 24
    beside: int = BESIDE
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class UnlawfulWords:
    """Unlawful words: their kind and their span in the normalised text."""

    code: str
    start: int
    end: int
    is_sure: bool = True


def struck(left: str, rules: tuple[DemandRule, ...]) -> list[UnlawfulWords]:
    """Return the first demand of each rule in a sentence."""
    seen: dict[DemandPart, list[Span]] = {}
    masks, needs = _needs(rules)
    here = 0
    for sign in frozenset(left):
        here |= masks.get(sign, 0)
    hulls = [(rule, next(_hulls(left, rule, seen), None)) for rule, need in needs if need & here == need]
    return [UnlawfulWords(rule.code, *hull, rule.is_sure) for rule, hull in hulls if hull]


@cache
def _needs(rules: tuple[DemandRule, ...]) -> tuple[dict[str, int], list[tuple[DemandRule, int]]]:
    """Return for each character, as bits, the parts that it makes possible, and for each rule the parts that it needs."""
    kinds = dict.fromkeys(part for rule in rules for part in rule.parts if part.signs)
    parts = {part: 1 << at for at, part in enumerate(kinds)}
    masks: dict[str, int] = {}
    for part, bit in parts.items():
        for sign in part.signs:
            masks[sign] = masks.get(sign, 0) | bit
    return masks, [(rule, sum({parts.get(part, 0) for part in rule.parts})) for rule in rules]


def blotted(left: str, rules: tuple[DemandRule, ...]) -> str:
    """Return a sentence with the parts of lawful rules masked."""
    seen: dict[DemandPart, list[Span]] = {}
    for start, end in [hull for rule in rules for hull in _hulls(left, rule, seen)]:
        left = left[:start] + "□" * (end - start) + left[end:]
    return left


def _hulls(left: str, rule: DemandRule, seen: dict[DemandPart, list[Span]]) -> Iterator[Span]:
    """Yield the spans of a rule's parts that no context excuses."""
    places = []
    for part in rule.parts:
        if not (spans := _spans(left, part, seen)):
            return
        places.append(spans)
    excuses = [span for part in rule.unless for span in _spans(left, part, seen)]
    for first in places[0]:
        picked = _picked(first, places[1:], rule.near)
        if not picked:
            continue
        start, end = min(start for start, _ in picked), max(end for _, end in picked)
        if not any(_overlap(excuse, (start - rule.beside, end + rule.beside)) for excuse in excuses):
            yield start, end


def _picked(first: Span, places: list[list[Span]], near: int) -> list[Span]:
    """Return the first part with the nearest of each other part, without overlap; nothing if one is too far."""
    picked = [first]
    for spans in places:
        close = [span for span in spans if _gap(span, first) <= near and not any(_overlap(span, one) for one in picked)]
        if not close:
            return []
        picked.append(min(close, key=lambda span: _gap(span, first)))
    return picked


def _spans(left: str, part: DemandPart, seen: dict[DemandPart, list[Span]]) -> list[Span]:
    """Return the spans of a part in a sentence, cached."""
    if part not in seen:
        can_stand = not part.signs or not part.signs.isdisjoint(left)
        seen[part] = [match.span() for match in part.pattern.finditer(left) if match.group()] if can_stand else []
    return seen[part]


def _gap(one: Span, other: Span) -> int:
    return max(other[0] - one[1], one[0] - other[1])


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
