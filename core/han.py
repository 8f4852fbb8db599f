"""How does a text read in simplified characters? Traditional forms are what the same people type on other keyboards."""

from functools import cache

import opencc


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """Return the text with traditional characters in their simplified form; everything else stays."""
    return str(_converter().convert(text))
