"""How is a phone number read, kept and shown?"""

import re

MOBILE = re.compile(r"^1[3-9]\d{9}$")
INTERNATIONAL = re.compile(r"^\+[1-9]\d{5,14}$")


def to_e164(text: str) -> str | None:
    """Return the number as it is stored ("+8613800000000"), or None when it is not one; 11 digits are Chinese."""
    number = re.sub(r"[\s\-()（）]", "", text)
    if number.startswith("0086"):
        number = f"+86{number[4:]}"
    if number.startswith("+86"):
        number = number[3:]
    if MOBILE.match(number):
        return f"+86{number}"
    return number if INTERNATIONAL.match(number) and not text.strip().startswith("+86") else None


def national(number: str) -> str:
    """Return a stored number as people write it."""
    return number.removeprefix("+86")


def masked(number: str) -> str:
    """Return a stored number with its middle hidden: 138****0000."""
    plain = national(number)
    return f"{plain[:3]}****{plain[-4:]}" if len(plain) >= 8 else "****"
