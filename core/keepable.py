"""Which characters of a submitted text are stored? All that can be shown, mailed and exported; the others are removed."""

import re

# Control characters except tab and line ends, unpaired surrogates, and noncharacters of Unicode: a table, a sheet or a
# mail cannot hold them, and no keyboard writes them.
UNKEEPABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# The same characters as JSON escapes; whole surrogate pairs and escaped backslashes are skipped.
ESCAPED = re.compile(r"(\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\[^u])|\\u([0-9a-fA-F]{4})")
LARGEST_ID = 2**63 - 1


def is_keepable(text: str) -> bool:
    """Tell whether every character of a text can be stored."""
    return UNKEEPABLE.search(text) is None


def keepable(text: str) -> str:
    """Return a text without the characters that cannot be stored; in JSON their escapes are removed too."""
    text = UNKEEPABLE.sub("", text)
    return keepable_json(text) if text[:1] in {"{", "[", '"'} else text


def keepable_json(text: str) -> str:
    """Return a JSON text without the escapes of characters that cannot be stored."""
    return ESCAPED.sub(
        lambda found: found[1] or ("" if UNKEEPABLE.match(chr(int(found[2], 16))) else found[0]),
        text,
    )


def one_line(text: str) -> str:
    """Return a text on one line, as the subject of a mail or a header has to be."""
    return " ".join(text.split())
