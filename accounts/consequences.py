"""What follows elsewhere when a company may or may not go on, a person's yes changes, or a member is taken out?

Each room registers its part.

Announced inside the transaction of the change, so that the change and all that follows from it stand or fall together.
"""

from collections.abc import Callable
from typing import Any

COMPANY, PERSON = "company", "person"
CONTACT = "contact"  # a person no longer wants to be contacted by companies
_FOLLOWERS: dict[str, list[Callable[[Any], None]]] = {COMPANY: [], PERSON: [], CONTACT: []}
_SAYERS: list[Callable[[Any], list[str]]] = []


def register(about: str, follow: Callable[[Any], None]) -> None:
    """Declare what a room does after a change about a company or a person, in its AppConfig.ready."""
    if follow not in _FOLLOWERS[about]:
        _FOLLOWERS[about].append(follow)


def announce(about: str, changed: Any) -> None:
    """Let every room do what follows; the caller's transaction holds all or nothing."""
    for follow in _FOLLOWERS[about]:
        follow(changed)


def register_sayer(say: Callable[[Any], list[str]]) -> None:
    """Declare what a room says, counted, before a member is taken out of a company, in its AppConfig.ready."""
    if say not in _SAYERS:
        _SAYERS.append(say)


def of_taking_out(member: Any) -> list[str]:
    """Return what every room says of a member who is about to be taken out of a company."""
    return [sentence for say in _SAYERS for sentence in say(member)]
