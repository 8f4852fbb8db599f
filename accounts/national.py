"""How is the number of a national certificate read, and when are two issuers the same?"""

import re

from core.han import simplified
from core.typed import plain

# What people copy along with the number.
LABEL = re.compile(
    r"^(?:证书|證書)?(?:编号|編號|号码|號碼|号|號)|^(?:CERTIFICATE)? *(?:NUMBER(?=[^A-Z])|NO[.: ])"
)
BETWEEN = re.compile(r"[\s\-_.:·/。]")
WELL_FORMED = re.compile(r"(?=.*\d)[A-Z0-9]{8,30}")


def read_number(text: str) -> str:
    """Return the number as it is kept, letters and digits alone; "" when it cannot be one."""
    number = BETWEEN.sub("", LABEL.sub("", plain(text).upper()))
    return number if WELL_FORMED.fullmatch(number) else ""


def issuer_key(text: str) -> str:
    """Return what two spellings of one issuer share: simplified, without case, signs and spaces."""
    return re.sub(r"[\W_]", "", simplified(plain(text)).casefold())
