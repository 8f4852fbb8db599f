"""Does an address name the place it lies in, so that the place need not stand beside it a second time?"""

import re

# What a place is, behind its name: 黄潭镇, Huangtan Town.
KIND = re.compile(
    r"(?:市|县|区|镇|乡|街道|开发区| City| County| District| Town| Township| Subdistrict)$"
)
# A road may have the place's name: 竟陵大道 lies anywhere.
ROADS = tuple("大路街巷道桥里")


def names(address: str, place: str) -> bool:
    """Tell whether an address says the place: in full anywhere, or at its start without saying what the place is."""
    if not place or place in address:
        return True
    stem = KIND.sub("", place)
    rest = address[len(stem) :]
    return len(stem) > 1 and address.startswith(stem) and not rest.startswith(ROADS)
