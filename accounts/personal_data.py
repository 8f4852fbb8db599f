"""What do the other rooms keep about a person, and how is it copied or erased? Each room registers its part."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User


@dataclass(frozen=True, slots=True)
class Part:
    """One room's share: `copy` returns plain values for the person, `erase` removes the person's traces."""

    copy: Callable[[User], Any]
    erase: Callable[[User], None]


_PARTS: dict[str, Part] = {}


def register(name: str, *, copy: Callable[[User], Any], erase: Callable[[User], None]) -> None:
    """Declare a room's part, at import of the room's actions or in its AppConfig.ready."""
    _PARTS[name] = Part(copy, erase)


def copies(user: User) -> dict[str, Any]:
    """Return every registered part of a person's data."""
    return {name: part.copy(user) for name, part in sorted(_PARTS.items())}


def erase_all(user: User) -> None:
    """Let every room remove the person's traces."""
    for _name, part in sorted(_PARTS.items()):
        part.erase(user)
