"""Does an address already contain its place, so that the place need not be shown twice?"""

import re

# Suffixes of place names: 黄潭镇, Huangtan Town.
KIND = re.compile(
    r"(?:市|县|区|镇|乡|街道|开发区| City| County| District| Town| Township| Subdistrict)$"
)
# A road may have a place's name: 竟陵大道 can be anywhere.
ROADS = tuple("大路街巷道桥里")


def names(address: str, place: str) -> bool:
    """Tell whether an address names the place: in full anywhere, or at its start without the suffix."""
    if not place or place in address:
        return True
    stem = KIND.sub("", place)
    rest = address[len(stem) :]
    return len(stem) > 1 and address.startswith(stem) and not rest.startswith(ROADS)
