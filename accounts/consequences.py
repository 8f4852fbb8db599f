"""Which effects in other rooms has a change of a company's status, a consent, or a membership?

Each room registers its part.

Called inside the transaction of the change, so that the change and its effects are committed or rolled back together.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

COMPANY, PERSON = "company", "person"
CONTACT = "contact"  # a person no longer wants to be contacted by companies
_FOLLOWERS: dict[str, list[Callable[..., None]]] = {COMPANY: [], PERSON: [], CONTACT: []}
MEMBER = "member"  # somebody who acts for a company
CERTIFICATE = "certificate"  # a national one, that is removed or no longer said to be checked
NAME = "name"  # a person whose real name no longer counts as checked
PROOF = "proof"  # one of our certificates, that is revoked
_SAYERS: dict[str, list[Callable[..., list[str]]]] = {
    COMPANY: [],
    MEMBER: [],
    CERTIFICATE: [],
    NAME: [],
    PROOF: [],
}


def register(about: str, follow: Callable[..., None]) -> None:
    """Declare what a room does after a change about a company or a person, in its AppConfig.ready."""
    if follow not in _FOLLOWERS[about]:
        _FOLLOWERS[about].append(follow)


def announce(about: str, *, now: datetime, **changed: Any) -> None:
    """Let every room do what follows from `company=…`, `trainee=…` or `user=…`; the caller's transaction holds all or nothing."""
    for follow in _FOLLOWERS[about]:
        follow(**changed, now=now)


def register_sayer(about: str, say: Callable[..., list[str]]) -> None:
    """Register a room's sentences on the consequences of removing a company, member, certificate or check, in AppConfig.ready."""
    if say not in _SAYERS[about]:
        _SAYERS[about].append(say)


def said_of(about: str, thing: Any, **told: Any) -> list[str]:
    """Return what every room says of a company, a certificate or a check that is about to go, or of a member (`now=`)."""
    return [sentence for say in _SAYERS[about] for sentence in say(thing, **told)]
