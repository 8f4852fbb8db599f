"""How is a person's name kept, and when are two names the same?"""

import re
import unicodedata

from core.han import simplified
from core.typed import visible

HAN = r"[\u3400-\u9fff\U00020000-\U000323af]"
# What people type for the dot inside a name: 阿依古丽·买买提.
DOTS = re.compile("[\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65\u0387\u16eb\uff0e\u2024]")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def tidy(text: str) -> str:
    """Return a name as it is kept: nothing invisible, half-width letters, one kind of dot, no gaps between characters."""
    name = DOTS.sub("·", visible(unicodedata.normalize("NFC", text))).translate(FULL_WIDTH)
    name = re.sub(rf"(?<={HAN}) *[·.] *(?={HAN})", "·", " ".join(name.split()))
    return re.sub(rf"(?<={HAN}) (?={HAN})", "", name).strip(" ·")


def is_name(text: str) -> bool:
    """Tell whether a tidied text can be somebody's name: it has a letter or a character."""
    return any(sign.isalpha() for sign in text)


def key(text: str) -> str:
    """Return what two spellings of one name share: simplified, without case, dots, hyphens and spaces."""
    name = simplified(unicodedata.normalize("NFKC", tidy(text))).casefold()
    return re.sub(r"[\s·.\-'’]", "", name)
