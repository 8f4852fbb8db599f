"""What do the other rooms keep about a person, and how is it copied or erased? Each room registers its part."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models.fields.files import FieldFile

from accounts.models import User


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One room's share: `copy` returns plain values for the person, `erase(user=…, now=…)` removes the person's traces.

    `files` gives what the person uploaded there, each with the name it gets in the copy.
    """

    copy: Callable[[User], Any]
    erase: Callable[..., None]
    files: Callable[[User], Iterable[tuple[str, FieldFile]]]


def no_files(user: User) -> list[tuple[str, FieldFile]]:
    """Return nothing: most rooms keep no uploads."""
    return []


_PARTS: dict[str, PersonalData] = {}


def register(
    name: str,
    *,
    copy: Callable[[User], Any],
    erase: Callable[..., None],
    files: Callable[[User], Iterable[tuple[str, FieldFile]]] = no_files,
) -> None:
    """Declare a room's part, in its AppConfig.ready."""
    _PARTS[name] = PersonalData(copy, erase, files)


def copies(user: User) -> dict[str, Any]:
    """Return every registered part of a person's data."""
    return {name: part.copy(user) for name, part in sorted(_PARTS.items())}


def all_files(user: User) -> Iterator[tuple[str, FieldFile]]:
    """Yield every file that a person uploaded in any room, as "<room>/<name>"."""
    for room, part in sorted(_PARTS.items()):
        for name, stored in part.files(user):
            yield f"{room}/{name}", stored


def erase_all(user: User, *, now: datetime) -> None:
    """Let every room remove the person's traces."""
    for _name, part in sorted(_PARTS.items()):
        part.erase(user=user, now=now)
