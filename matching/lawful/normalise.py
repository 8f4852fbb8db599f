"""How is a text normalised (disguises undone), with the original position of each character?"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from matching.lawful.characters import JOINED, PICTURES, SIMPLE, SPELLINGS, SPOKEN
from matching.lawful.guard import Wordings, compiled

HAN = "\u4e00-\u9fff"
RUN = re.compile(r"(.)\1{19,}", re.DOTALL)  # nobody needs one sign twenty times; long runs only cost time
MARK = "·"  # what pictures, bullets and stars become: a weak border
BETWEEN = re.compile(rf"(?<=[{HAN}])([^\w\n。！？!?；;]|_){{1,5}}(?=[{HAN}])")
STEPS = re.compile(
    rf"(?:(?<![{HAN}])|(?<=^))[{HAN}]([ {MARK}.*_~|/\-]{{1,2}})[{HAN}](?![{HAN}])(?:\1[{HAN}](?![{HAN}]))+"
    rf"|[{HAN}]([{MARK}.*_~]{{1,2}})[{HAN}](?![{HAN}])(?:\2[{HAN}])+"
)
LONE = r"(?=\S)[^\w\s]?\w?[^\w\s]?(?!\w)"  # one sign, maybe with a stop
SPACED = re.compile(rf"(?<!\S){LONE}(?: {LONE}){{3,}} ?")  # a line written sign by sign
AMID = re.compile(rf"(?<=[{HAN}]) (?:[{HAN}] ){{2,}}(?=[{HAN}])")
LETTERS = re.compile(r"(?<![a-z])[a-z](?: [a-z](?![a-z])){2,}")
DIGITS = re.compile(r"(?<![\d.])\d(?:(?: \d){1,3}|[*_·]\d)(?![\d.])")
NUMERALS = re.compile(
    rf"[一二三四五六七八九十](?:[ {MARK}.*_~|\-][一二三四五六七八九十]){{1,2}}(?=[ {MARK}.*_~]?[周岁后])"
)
DOTTED = re.compile(r"(?<![a-z.])[a-z]([.*_·-])[a-z](?:\1[a-z]){2,}(?![a-z])")
GLUED = re.compile(r"(?<![a-z])[a-z]{2,6}(?![a-z])")
TENS = re.compile(r"(?:[一二两三四五六七八九]?十|[卅廿])[一二三四五六七八九]?(?![分足字万亿])")
PAIRS = re.compile(
    r"[一二三四五六七八九零〇oO][一二三四五六七八九零〇oO5](?=周?岁|后(?![期面台来续道整勤端]))"
    r"|(?<=[过满超近奔])[三四五六][零〇](?=的|以|就|了|勿)|[六七八九零〇][零〇一二三四五六七八九](?=年(?:以|之|后|前|出|生|的))"
    r"|(?<=[于到过高满够])[一壹][四五六七八九][零〇一二三四五六七八九](?![元块件个千百万年零〇一二三四五六七八九])"
    r"|[一壹]九[五六七八九][零〇一二三四五六七八九]|二[零〇]{2}[零〇一二三四五六七八九]"
)
CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
WORTH = {sign: worth for worth, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "o": 0, "两": 2, "壹": 1, "5": 5}
SPELT = tuple((compiled(pattern), plain) for pattern, plain in SPELLINGS)


@dataclass(frozen=True, slots=True)
class Plain:
    """A normalised text; each character has its span in the typed text."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the typed text of a piece of the normalised text."""
        return (self.starts[start], self.ends[end - 1]) if end > start else (0, 0)


def normalise(typed: str) -> Plain:
    """Fold forms, drop invisible characters, join broken words, write numbers in digits, undo sound-alikes."""
    signs = [(sign, at, at + 1) for at, raw in enumerate(RUN.sub(_shorter, typed)) for sign in folded(raw)]
    signs = _without(signs, _gaps(_text(signs)))
    spoken = _spoken(signs)
    if spoken != signs:  # a sign put back may close another gap, and be the half of one more word
        signs = _spoken(_without(spoken, _gaps(_text(spoken))))
    text = _text(signs)
    for pattern, plain in SPELT:
        if pattern.search(text):
            signs = _respelt(signs, pattern, plain)
            text = _text(signs)
    for numerals in (TENS, PAIRS):
        signs = _counted(signs, numerals)
    return Plain(_text(signs), [start for _, start, _ in signs], [end for _, _, end in signs])


@cache
def folded(raw: str) -> str:
    """Return one character in half width, simplified and lower case; "" if it is invisible."""
    if raw == "\n":
        return raw
    if raw in PICTURES:
        return PICTURES[raw]
    kind = unicodedata.category(raw)
    if kind in {"Cf", "Mn", "Me", "Cs", "Co", "Cn"} or raw in "\u3164\uffa0\u115f\u1160":
        return ""
    if kind in {"So", "Sk"} and raw not in "^`":
        plain = unicodedata.normalize("NFKC", raw)
        return plain.lower() if plain != raw and plain.isalnum() else MARK
    if kind in {"Zs", "Zl", "Zp", "Cc"}:
        return " "
    plain = unicodedata.normalize("NFKC", raw.translate(SIMPLE)).translate(SIMPLE).translate(CAPITALS)
    if "\u00c0" <= raw <= "\u024f" and raw not in "üÜ":
        plain = unicodedata.normalize("NFD", plain)  # bú, zhǎo: tones are taken off
    return "".join(sign for sign in plain.lower() if unicodedata.category(sign)[0] != "M")


def _shorter(run: re.Match[str]) -> str:
    """Return a long run of one character shortened and padded with invisible ones, so that positions stay."""
    return run.group(1) * 4 + "\u200b" * (len(run.group()) - 4)


def _text(signs: list[tuple[str, int, int]]) -> str:
    return "".join(sign for sign, _, _ in signs)


def _without(signs: list[tuple[str, int, int]], places: set[int]) -> list[tuple[str, int, int]]:
    return [sign for at, sign in enumerate(signs) if at not in places] if places else signs


def _gaps(text: str) -> set[int]:
    """Return the positions of characters that only break up a word or a number."""
    gaps: set[int] = set()
    for found in BETWEEN.finditer(text):
        start, end = found.span()
        is_lone = _is_alone(text, start - 1) or _is_alone(text, end)
        is_border = any(sign in "，,、:：/" for sign in found.group())
        if text[start - 1] + text[end] in JOINED and (is_lone or not is_border):
            gaps.update(range(start, end))
    for pattern in (SPACED, AMID, LETTERS):
        for found in pattern.finditer(text):
            gaps.update(at for at in range(*found.span()) if text[at] == " ")
    for pattern in (STEPS, DIGITS, NUMERALS, DOTTED):
        for found in pattern.finditer(text):
            gaps.update(at for at in range(*found.span()) if not text[at].isalnum() or text[at] == "_")
            if pattern is STEPS and text[found.end() : found.end() + 1] == " ":
                gaps.add(found.end())
    return gaps


def _is_alone(text: str, at: int) -> bool:
    """Tell whether a Chinese character has no Chinese neighbour."""
    around = (text[side] for side in (at - 1, at + 1) if 0 <= side < len(text))
    return not any("\u4e00" <= sign <= "\u9fff" for sign in around)


def _spoken(signs: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Replace a pinyin syllable by the character, where it is one half of a known word."""
    text = _text(signs)
    for match in reversed(list(GLUED.finditer(text))):
        start, end = match.span()
        before, after = text[:start].rstrip(" ")[-1:], text[end:].lstrip(" ")[:1]
        plain = SPOKEN.get((match.group(), after)) or SPOKEN.get((before, match.group()))
        if plain:
            signs = [*signs[:start], (plain, signs[start][1], signs[end - 1][2]), *signs[end:]]
    return signs


def _respelt(signs: list[tuple[str, int, int]], pattern: Wordings, plain: str) -> list[tuple[str, int, int]]:
    """Replace each disguise by the plain word; its characters share the span of the disguise."""
    text = _text(signs)
    found = list(pattern.finditer(text))
    if not found:
        return signs
    kept: list[tuple[str, int, int]] = []
    at = 0
    for match in found:
        start, end = match.span()
        if start < at or end == start:
            continue
        kept += signs[at:start]
        if len(plain) == end - start:
            kept += [(sign, *place[1:]) for sign, place in zip(plain, signs[start:end], strict=True)]
        else:
            kept += [(sign, signs[start][1], signs[end - 1][2]) for sign in plain]
        at = end
    return kept + signs[at:]


def _counted(signs: list[tuple[str, int, int]], pattern: re.Pattern[str]) -> list[tuple[str, int, int]]:
    """Write Chinese numerals as digits."""
    text = _text(signs)
    for match in reversed(list(pattern.finditer(text))):
        start, end = match.span()
        place = (signs[start][1], signs[end - 1][2])
        signs = [*signs[:start], *((sign, *place) for sign in _digits(match.group())), *signs[end:]]
    return signs


def _digits(numeral: str) -> str:
    if not {"十", "卅", "廿"} & set(numeral):
        return "".join(str(WORTH[sign]) for sign in numeral.lower())
    tens, _, ones = numeral.replace("卅", "三十").replace("廿", "二十").partition("十")
    return str((WORTH[tens] if tens else 1) * 10 + (WORTH[ones] if ones else 0))
