"""What does one row of the access matrix say?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.cast import ROLES, Cast


def nothing(cast: Cast) -> dict[str, Any]:
    """An address without arguments, a form without fields."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Row:
    """The status that each role gets at one address."""

    rest: int | None = None
    anonymous: int | None = None
    trainee: int | None = None
    other_trainee: int | None = None
    company: int | None = None
    other_company: int | None = None
    coordinator: int | None = None
    other_coordinator: int | None = None
    teacher: int | None = None
    other_teacher: int | None = None
    office: int | None = None
    methods: str = "GET"
    kwargs: Callable[[Cast], dict[str, Any]] = nothing
    missing: Callable[[Cast], dict[str, Any]] | None = None
    data: Callable[[Cast], dict[str, Any]] = nothing
    query: str = ""
    post: tuple[int, ...] = (200, 302, 303, 422)
    allowed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "allowed", frozenset(self.methods.split()))
        if not self.allowed <= {"GET", "POST"}:
            raise ValueError(f"methods are GET, POST or both, not {self.methods}")
        unsaid = [role for role in ROLES if self.status(role) is None]
        if unsaid:
            raise ValueError(f"the row says nothing about {unsaid}")

    def status(self, role: str) -> int:
        """What this role gets."""
        own = getattr(self, role)
        return self.rest if own is None else own  # type: ignore[return-value]
