"""Which words of a text break the law, and which sentence do they stand in?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from matching.lawful.doubt import opinion
from matching.lawful.english import ENGLISH_LIMITS, ENGLISH_READINGS
from matching.lawful.mentions import MENTIONS
from matching.lawful.money import DEMANDS
from matching.lawful.normalise import Plain
from matching.lawful.people import PEOPLE
from matching.lawful.readings import covered
from matching.lawful.refusals import NOTES, PLAIN_LIMITS, REFUSALS, REFUSES
from matching.lawful.words import MONEY, OWN_COST, PREFERRED, REFUSED, SHUT_OUT

PIECE = re.compile(r"[^。！？!?；;\n]{1,240}[。！？!?；;]?")
LETTERS = re.compile(r"[a-z]{3}")
CHINESE = tuple(
    (code, frozenset(signs), re.compile(pattern)) for code, signs, pattern in (*PEOPLE, *REFUSALS, *DEMANDS)
)
UNCOVERED = tuple((code, frozenset(signs), re.compile(pattern)) for code, signs, pattern in PLAIN_LIMITS)
MENTIONED = tuple((code, frozenset(signs), re.compile(pattern)) for code, signs, pattern in MENTIONS)
BORDERS = "，,。;；!！?？\n·✗:：()[]、|/"
CLAUSE = "，,。;；!！?？\n"
NEAR = 36  # so many signs before or after a trait a refusal is its own
UNSURE = "other"  # the kind of what only the learned second opinion finds odd
MARKS = re.compile(
    rf"仅|只[要招限收]|限|要求|需要?|须|必须|最好|得是|{PREFERRED}|{SHUT_OUT}|{REFUSED}|{OWN_COST}|{MONEY}|缴|收费\d|谢绝|要的|[一两几数\d][名个位]|指定|\d%|来管|来看|建议|鼓励|希望|偏|欢迎|更|直接发|投简历|报名|应聘|加入|来电|自动离职|视为|走人|辞退|解除|开除|至少|必|阴性|正常|注明|说明|填写|写清|告知|想[用要找招]|老板(?:信|看|讲究|忌|介意|嫌)|看合|介意|方[予可]|才|自动离岗|不留|优"
)
ENGLISH = tuple((code, re.compile(pattern)) for code, _, pattern in ENGLISH_LIMITS)
LAWFUL_ENGLISH = tuple(re.compile(pattern) for _, pattern in ENGLISH_READINGS)


@dataclass(frozen=True, slots=True)
class Found:
    """Unlawful words: of which kind, and where they stand in the plain text."""

    code: str
    start: int
    end: int
    is_sure: bool = True


def limits(plain: Plain) -> list[Found]:
    """Return the unlawful words in order, none inside another of its kind; where a sentence has none, any doubt."""
    found: list[Found] = []
    is_note = NOTES.search(plain.text) is not None and REFUSES.search(plain.text) is not None
    for piece in PIECE.finditer(plain.text):
        read = _in(piece.group(), is_note=is_note)
        found += [Found(f.code, piece.start() + f.start, piece.start() + f.end, f.is_sure) for f in read]
    return found


@lru_cache(maxsize=2048)
def _in(piece: str, *, is_note: bool) -> tuple[Found, ...]:
    """Read one sentence: blot out what is lawful, then look for limits and demands."""
    found: list[Found] = []
    left = covered(piece)
    for code, signs, pattern in CHINESE:
        if not signs.isdisjoint(left):
            found += [Found(code, *match.span()) for match in pattern.finditer(left) if match.group()]
    for code, signs, pattern in UNCOVERED:
        if not signs.isdisjoint(piece):
            found += [Found(code, *match.span()) for match in pattern.finditer(piece)]
    if LETTERS.search(piece):
        for reading in LAWFUL_ENGLISH:
            left = reading.sub(lambda match: "□" * len(match.group()), left)
        for code, pattern in ENGLISH:
            found += [Found(code, *match.span()) for match in pattern.finditer(left) if match.group()]
    found = _merged(found)
    found = sorted([*found, *_mentioned(left, found, is_note=is_note)], key=lambda f: (f.start, f.code))
    if not found and opinion().doubts(left):
        return (Found(UNSURE, 0, len(piece), is_sure=False),)
    return tuple(found)


def _mentioned(left: str, found: list[Found], *, is_note: bool) -> list[Found]:
    """Return what is mentioned beside what was found: sure where it stands alone, is asked or refused, else a doubt."""
    taken = [(one.start, one.end) for one in found]
    more: list[Found] = []
    for code, signs, pattern in MENTIONED:
        if signs.isdisjoint(left):
            continue
        for match in pattern.finditer(left):
            start, end = match.span()
            if not any(start < stop and begin < end for begin, stop in taken):
                taken.append((start, end))
                is_refused = is_note or REFUSES.search(left[max(start - NEAR, 0) : end + NEAR]) is not None
                is_sure = is_refused or _is_alone(left, start, end) or _is_asked(left, start, end)
                more.append(Found(code, start, end, is_sure))
    return more


def _is_asked(left: str, start: int, end: int) -> bool:
    """Tell whether the clause around words asks, prefers, refuses or charges."""
    first = max(left.rfind(sign, 0, start) for sign in CLAUSE) + 1
    stops = [at for at in (left.find(sign, end) for sign in CLAUSE) if at >= 0]
    return MARKS.search(left[first : min(stops, default=len(left))]) is not None


def _is_alone(left: str, start: int, end: int) -> bool:
    """Tell whether words are a phrase of their own: a border before them or after them."""
    before, after = left[:start].rstrip(" "), left[end:].lstrip(" ")
    return (not before or before[-1] in BORDERS) and (not after or after[0] in BORDERS)


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
