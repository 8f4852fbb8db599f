"""Is this a unified social credit code (GB 32100-2015), and if not, what is wrong with it?"""

from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc as standard
from stdnum.exceptions import InvalidChecksum, ValidationError

from core.denials import Denial

LENGTH = 18
ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")


def normalised(text: str) -> str:
    """Return the code without separators, in capitals."""
    return standard.compact(text)


def denies_uscc(text: str) -> Denial | None:
    """Say exactly what is wrong with a code (length, letter, place of digits, check digit), or None."""
    code = normalised(text)
    forbidden = sorted(set(code) - ALPHABET)
    if forbidden:
        return Denial(
            "uscc.letter",
            _("“%(letters)s” cannot be part of a credit code.") % {"letters": " ".join(forbidden)},
            _("It uses digits and capital letters without I, O, S, V and Z."),
        )
    if len(code) != LENGTH:
        return Denial(
            "uscc.length",
            _("A credit code has %(length)s characters; this one has %(found)s.")
            % {"length": LENGTH, "found": len(code)},
        )
    return _denies_structure(code)


def _denies_structure(code: str) -> Denial | None:
    try:
        standard.validate(code)
    except InvalidChecksum:
        return Denial(
            "uscc.check_digit",
            _("The last character does not fit the rest, so one of the characters is mistyped."),
            _("Compare the code with the licence, character by character."),
        )
    except ValidationError:
        return Denial("uscc.format", _("The first eight characters are digits: the kind of firm and its region."))
    return None
