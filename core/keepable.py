"""Which signs of a sent text may come in? All that can be shown, mailed and exported later; the others are left out."""

import re

# Control signs except tab and line ends, halves of surrogate pairs, and code points that Unicode gives to nobody: a
# table, a sheet or a mail cannot hold them, and no keyboard writes them.
UNKEEPABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# The same signs as a JSON text spells them; whole pairs and escaped backslashes are read past.
ESCAPED = re.compile(r"(\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\[^u])|\\u([0-9a-fA-F]{4})")
LARGEST_ID = 2**63 - 1


def is_keepable(text: str) -> bool:
    """Tell whether every sign of a text can be kept."""
    return UNKEEPABLE.search(text) is None


def keepable(text: str) -> str:
    """Return a text without the signs that cannot be kept; a text that is JSON loses them in their spelling too."""
    text = UNKEEPABLE.sub("", text)
    return keepable_json(text) if text[:1] in {"{", "[", '"'} else text


def keepable_json(text: str) -> str:
    """Return a JSON text without the spellings of signs that cannot be kept."""
    return ESCAPED.sub(
        lambda found: found[1] or ("" if UNKEEPABLE.match(chr(int(found[2], 16))) else found[0]),
        text,
    )


def one_line(text: str) -> str:
    """Return a text on one line, as the subject of a mail or a header has to be."""
    return " ".join(text.split())
