"""Is this a unified social credit code (GB 32100-2015), and if not, what is wrong with it?

Signs 1 and 2 name the registering authority and the kind of body (digits or letters: 91, 52, N1, A1, Y1), 3–8 the
region in digits, 9–17 the body, 18 checks the rest.
"""

import re

from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc as standard

from core.denials import Denial
from core.typed import plain

LENGTH = 18
ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
LABEL = re.compile(
    r"^[^0-9]{0,40}[:：]|^(?:USCC|No|Nr)\b[.\s]*|^[\u3400-\u9fff\s]+(?=[0-9A-Za-z])", re.IGNORECASE
)
AROUND = re.compile(r"^[^0-9A-Za-z\u3400-\u9fff]+|[^0-9A-Za-z\u3400-\u9fff]+$")
CHECK_DIGIT = "uscc.check_digit"


def normalised(text: str) -> str:
    """Return the code without separators, brackets, invisible signs and a word before it, in half width and capitals."""
    code = LABEL.sub("", AROUND.sub("", plain(text)))
    return re.sub(r"[\s\-_.·/]", "", AROUND.sub("", code)).upper()


def denies_uscc(text: str) -> Denial | None:
    """Say exactly what is wrong with a code (letter, length, place of digits, check digit), or None."""
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
    if not re.fullmatch(r"[0-9]{6}", code[2:8]):
        return Denial("uscc.format", _("Characters 3 to 8 are digits: the region."))
    if standard.calc_check_digit(code[:17]) != code[17]:
        return Denial(
            CHECK_DIGIT,
            _("The last character does not fit the rest, so one of the characters is mistyped."),
            _("Compare the code with the licence, character by character."),
        )
    return None


def is_printed_otherwise(text: str) -> bool:
    """Tell whether only the check digit is wrong: some real licences have such codes."""
    denial = denies_uscc(text)
    return denial is not None and denial.code == CHECK_DIGIT


def denies_code(text: str, reason: str) -> Denial | None:
    """Say what is wrong with a code, or None; a wrong check digit with a reason goes on to the office."""
    return None if reason.strip() and is_printed_otherwise(text) else denies_uscc(text)
