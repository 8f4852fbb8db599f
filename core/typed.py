"""How is typed text normalised? Width, invisible characters, dashes and spaces; every identifier passes here first."""

import re
import unicodedata

# Invisible characters outside the categories "control" and "format".
BLANK = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}
# Characters that are typed for a dash and are not of the category "dash".
DASH = re.compile("[\u2212\u2043\u02d7\u30fc\u2500]")


def visible(text: str) -> str:
    """Return the text without invisible characters; line ends and tabs become spaces."""
    return "".join(_shown(sign) for sign in text)


def _shown(sign: str) -> str:
    code, category = ord(sign), unicodedata.category(sign)
    if sign in "\t\n\r\x0b\x0c\x85" or category in {"Zs", "Zl", "Zp"}:
        return " "
    if (
        category in {"Cc", "Cf", "Cs", "Co"}
        or code in BLANK
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
    ):
        return ""
    return sign


def plain(text: str) -> str:
    """Return the text in half width, without invisible characters, with every dash as "-" and single spaces."""
    folded = visible(unicodedata.normalize("NFKC", text))
    folded = "".join(
        "-" if unicodedata.category(sign) == "Pd" else sign for sign in DASH.sub("-", folded)
    )
    return " ".join(folded.split())
