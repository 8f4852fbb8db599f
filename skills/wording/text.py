"""How is a search text normalised? Pure: half width, simplified characters, lower case, no tones."""

import re
import unicodedata

from core.han import simplified
from core.typed import plain, visible

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_RUN = re.compile(f"[{HAN}]+")
PIECE = re.compile(f"(?P<han>[{HAN}]+)|(?P<latin>[^\\W_{HAN}]+)")
NOT_A_WORD = re.compile(r"[^\w]+|_+")
PLURAL = re.compile(r"\b([a-z]{2,}[^s\W\d])s\b")
CODE = re.compile(r"\b([a-z]{2,4})[\s-]?(\d{2,4})\b")
MOST_TYPED = 60


def read(text: str) -> str:
    """Return a text in half width, simplified characters and lower case, without tones and invisible characters."""
    letters = unicodedata.normalize("NFD", simplified(plain(text)).lower())
    bare = "".join(sign for sign in letters if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFC", bare)


def line(text: str) -> str:
    """Return the typed text for display: one line, without characters that cannot be shown."""
    return " ".join(visible(text).split())


def spelled(text: str) -> str:
    """Return the words of a normalised text, with one space between them and English ones in the singular."""
    spaced = HAN_RUN.sub(lambda run: f" {run[0]} ", text)
    return PLURAL.sub(r"\1", " ".join(NOT_A_WORD.sub(" ", spaced).split()))


def pieces(text: str) -> list[tuple[str, bool]]:
    """Return the runs of a normalised text: Chinese ones (True) and words of letters and digits (False)."""
    return [(found[0], found["han"] is not None) for found in PIECE.finditer(text)]


def has_han(text: str) -> bool:
    """Tell whether a text has Chinese characters."""
    return HAN_RUN.search(text) is not None
