"""What does a check report? How many rows break the invariant, in which way, and the first of them."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Breach:
    """One way in which rows break an invariant."""

    what: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invariant:
    """One invariant and the function that looks for what breaks it."""

    code: str
    title: str | Promise
    look: Callable[[datetime], list[Breach]]


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """What a check found."""

    code: str
    title: str | Promise
    problems: tuple[Breach, ...]

    @property
    def count(self) -> int:
        """How many rows break the invariant."""
        return sum(problem.count for problem in self.problems)

    @property
    def is_kept(self) -> bool:
        """Tell whether the invariant holds."""
        return not self.count

    def as_json(self) -> dict[str, Any]:
        """Return it for programs."""
        return {
            "id": self.code,
            "title": str(self.title),
            "ok": self.is_kept,
            "count": self.count,
            "problems": [asdict(problem) for problem in self.problems],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What all checks found at a moment."""

    at: datetime
    findings: tuple[AuditFinding, ...]

    @property
    def violations(self) -> int:
        """How many rows break something."""
        return sum(finding.count for finding in self.findings)

    @property
    def broken(self) -> list[AuditFinding]:
        """Which invariants do not hold."""
        return [finding for finding in self.findings if not finding.is_kept]


def rows(what: str, found: QuerySet[Any]) -> list[Breach]:
    """Report the rows of a query that should be empty, by primary key."""
    examples = list(found.order_by("pk").values_list("pk", flat=True).distinct()[:EXAMPLES])
    if not examples:
        return []
    count = (
        len(examples)
        if len(examples) < EXAMPLES
        else found.order_by().values("pk").distinct().count()
    )
    return [Breach(what, count, tuple(f"{found.model._meta.label_lower}:{pk}" for pk in examples))]


def things(what: str, names: Iterable[str]) -> list[Breach]:
    """Report things found in Python."""
    found = sorted(set(names))
    return [Breach(what, len(found), tuple(found[:EXAMPLES]))] if found else []
