"""How are traditional characters converted to simplified ones?"""

from functools import cache

import opencc


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """Return the text with traditional characters in their simplified form; everything else stays."""
    return str(_converter().convert(text))
