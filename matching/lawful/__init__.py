"""Which words of a text would break the law, which norm, and what is written instead?

Pure: text in, findings out. `screen` gives the verdict: stop (a rule found it), doubt (the classifier or a rule is not
sure; the office reviews it), pass. `findings` gives the findings that stop, sentence by sentence.
"""

import hashlib
from dataclasses import dataclass

from django.utils.functional import Promise

from matching.lawful.judge import limits
from matching.lawful.money.near import UnlawfulWords
from matching.lawful.normalise import Plain, normalise
from matching.lawful.norms import NORMS

STOP, DOUBT, PASS = "stop", "doubt", "pass"
ENDS = "。！？!?；;\n"


@dataclass(frozen=True, slots=True)
class Finding:
    """Unlawful or doubtful words: their kind, their position in the typed text, their sentence."""

    code: str
    start: int
    end: int
    words: str
    sentence: str
    is_sure: bool = True

    @property
    def label(self) -> str | Promise:
        """What kind it is, in words."""
        return NORMS[self.code].label

    @property
    def law(self) -> str | Promise:
        """Which norm it breaks."""
        return NORMS[self.code].law

    @property
    def advice(self) -> str | Promise:
        """What to write instead."""
        return NORMS[self.code].advice


@dataclass(frozen=True, slots=True)
class Screening:
    """The result for a text: the verdict and the words it is based on."""

    verdict: str
    findings: list[Finding]

    @property
    def codes(self) -> list[str]:
        """The kinds of findings that the verdict is based on, in order, each once."""
        is_stopped = self.verdict == STOP
        return list(dict.fromkeys(finding.code for finding in self.findings if finding.is_sure == is_stopped))


def findings(text: str) -> list[Finding]:
    """Return the findings that stop a text, in order, with spans in the typed text."""
    return [finding for finding in screen(text).findings if finding.is_sure]


def screen(text: str) -> Screening:
    """Return the verdict about a text."""
    plain = normalise(text)
    found = [_finding(text, plain, one) for one in limits(plain)]
    if any(finding.is_sure for finding in found):
        return Screening(STOP, found)
    return Screening(DOUBT if found else PASS, found)


def key_of(text: str) -> str:
    """Return a key of the normalised text; texts with the same key get the same verdict."""
    return hashlib.sha256(normalise(text).text.strip().encode()).hexdigest()


def marked(text: str) -> list[tuple[str, Finding | None]]:
    """Return a text in pieces, each with its finding or None."""
    pieces: list[tuple[str, Finding | None]] = []
    at = 0
    for finding in screen(text).findings:
        if finding.start < at:
            continue
        pieces += [(text[at : finding.start], None), (finding.words, finding)]
        at = finding.end
    return [piece for piece in [*pieces, (text[at:], None)] if piece[0]]


def _finding(text: str, plain: Plain, found: UnlawfulWords) -> Finding:
    start, end = plain.span(found.start, found.end)
    while start < end and text[start] in " ，,、:：.。;；·\n":
        start += 1
    while end > start and text[end - 1] in " ，,、:：;；·\n":
        end -= 1
    return Finding(found.code, start, end, text[start:end], _sentence(text, start, end), found.is_sure)


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a place, as typed."""
    first = max((text.rfind(sign, 0, start) for sign in ENDS), default=-1) + 1
    stops = [at for at in (text.find(sign, end) for sign in ENDS) if at >= 0]
    return text[first : min(stops) + 1 if stops else len(text)].strip()
