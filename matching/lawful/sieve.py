"""Which of many patterns can match a sentence at all? Each needs one of its characters; most sentences have none."""

from collections.abc import Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Sieve(Generic[Item]):
    """Items indexed by the characters of which each needs one."""

    def __init__(self, items: Iterable[tuple[Iterable[str], Item]]) -> None:
        """Index each item by its characters."""
        kept = [(frozenset(signs), item) for signs, item in items]
        self.items = tuple(item for _signs, item in kept)
        self.places: dict[str, frozenset[int]] = {}
        for at, (signs, _item) in enumerate(kept):
            for sign in signs:
                self.places[sign] = self.places.get(sign, frozenset()) | {at}

    def through(self, text: str) -> list[Item]:
        """Return the items that can match a text, in their order."""
        places = self.places
        here = frozenset[int]().union(*[places[sign] for sign in set(text) if sign in places])
        return [self.items[at] for at in sorted(here)]
