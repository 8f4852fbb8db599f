"""Which of many patterns can stand in a sentence at all? Each needs one of its signs; most have none there."""

from collections.abc import Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Sieve(Generic[Item]):
    """Items with the signs of which each needs one, looked up by the signs of a sentence."""

    def __init__(self, items: Iterable[tuple[Iterable[str], Item]]) -> None:
        """Take each item with its signs."""
        kept = [(frozenset(signs), item) for signs, item in items]
        self.items = tuple(item for _signs, item in kept)
        self.places: dict[str, frozenset[int]] = {}
        for at, (signs, _item) in enumerate(kept):
            for sign in signs:
                self.places[sign] = self.places.get(sign, frozenset()) | {at}

    def through(self, text: str) -> list[Item]:
        """Return the items that can stand in a text, in their order."""
        places = self.places
        here = frozenset[int]().union(*[places[sign] for sign in set(text) if sign in places])
        return [self.items[at] for at in sorted(here)]
