"""How is a phone number parsed, stored and shown?"""

import re

from core.typed import plain

MOBILE = re.compile(r"1[3-9][0-9]{9}")
INTERNATIONAL = re.compile(r"\+[1-9][0-9]{5,14}")
LABEL = re.compile(r"^[^0-9+]*[:：]|^[^\W\d]+[\s.]*(?=[0-9+(])")
BETWEEN = re.compile(r"""[\s\-().·•・/_,;；、'"“”‘’（）\[\]【】<>《》]""")


def to_e164(text: str) -> str | None:
    """Return the number as it is stored ("+8613800000000"), or None when it is not one; 11 digits are Chinese.

    Full width, invisible signs, any separators, 86, +86, 0086 or a 0 before it, and a word before it do not matter.
    """
    number = BETWEEN.sub("", LABEL.sub("", plain(text)))
    if number.startswith("00"):
        number = f"+{number[2:]}"
    bare = re.sub(r"^(?:\+86|86(?=1[3-9][0-9]{9}$))", "", number)
    bare = re.sub(r"^0(?=1[3-9][0-9]{9}$)", "", bare)
    if MOBILE.fullmatch(bare):
        return f"+86{bare}"
    return number if INTERNATIONAL.fullmatch(number) and not number.startswith("+86") else None


def national(number: str) -> str:
    """Return a stored number as people write it."""
    return number.removeprefix("+86")


def masked(number: str) -> str:
    """Return a stored number with its middle hidden: 138****0000."""
    bare = national(number)
    return f"{bare[:3]}****{bare[-4:]}" if len(bare) >= 8 else "****"
