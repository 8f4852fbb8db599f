"""What exactly was certified, as bytes that hash the same for ever?

The keys of a certificate's payload (all text unless said otherwise; `holder_name` may be masked, then the full name is
handed to the drawing beside the payload):

    number, holder_name, course_code, course_title_zh, course_title_en, hours (int, 45 minutes each), level (int 1..5),
    skills [{name_zh, name_en, level}], completed_on, issued_on (ISO dates), organiser_zh, organiser_en,
    operator_zh, operator_en

Further keys are allowed: they are hashed and not printed.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from typing import Any

# Our own scale as the paper prints it, whatever language is read: a certificate of ours names no national grade.
LEVELS = {
    1: ("入门", "Basic"),
    2: ("会做", "Can do"),
    3: ("熟练", "Skilled"),
    4: ("精通", "Expert"),
    5: ("能带教", "Can teach"),
}


def canonical(payload: Mapping[str, Any]) -> bytes:
    """Return the payload as canonical JSON: keys sorted, no spaces, UTF-8 in NFC; floats and NaN are refused."""
    return json.dumps(
        _plain(payload), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def fingerprint(payload: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical payload, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(payload)).hexdigest()


def level_words(level: int) -> tuple[str, str]:
    """Return a step 1 low … 5 high of our own scale in both languages."""
    return LEVELS[level]


def _plain(value: Any) -> Any:
    """Return the value as JSON knows it, or refuse what could be written in two ways."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("Keys of a payload are text.")
        return {unicodedata.normalize("NFC", key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    raise TypeError(
        f"A payload holds no {type(value).__name__}: write it as text or a whole number."
    )
