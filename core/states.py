"""What does a state have besides its label? Its colour and its groups, defined on its own line."""

from enum import Flag
from functools import cache, lru_cache
from typing import Any, ClassVar, Self

from django.db import models


class States(models.TextChoices):
    """Choices of a state column: `NAME = value, tone, groups, label`; tone and groups can be left out from the right.

    The tone is the colour of its chip: "success", "warning", "danger", "info" or "" for a plain one. The groups are
    members of one `Flag` of the table; a named union of them is a group too.
    """

    tone: str
    groups: Flag | None

    def __new__(cls, value: str, tone: str = "", groups: Flag | None = None) -> Self:
        """Make a member that is its value and carries tone and groups."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.tone = tone
        member.groups = groups
        return member

    @classmethod
    def of(cls, group: Flag) -> tuple[Self, ...]:
        """Return the states of a group (of a union: of one of its parts), in the order of definition."""
        return _of(cls, group)

    @classmethod
    def but(cls, group: Flag) -> tuple[Self, ...]:
        """Return the states outside a group, in the order of definition."""
        return tuple(state for state in cls if state not in cls.of(group))


@cache
def _of(table: type[States], group: Flag) -> tuple[Any, ...]:
    return tuple(state for state in table if state.groups and state.groups & group)


@lru_cache(maxsize=None, typed=True)  # two tables may spell a state alike
def _groups(state: States) -> dict[str, bool]:
    tables = {type(each.groups) for each in type(state) if each.groups}
    return {
        name.lower(): bool(state.groups and state.groups & group)
        for table in tables
        for name, group in table.__members__.items()
    }


class HasState(models.Model):
    """A row with a `state` column whose choices are its `STATES`, with the colour and groups of its state."""

    STATES: ClassVar[type[States]]
    state: Any

    class Meta:
        abstract = True

    @property
    def tone(self) -> str:
        """The colour of its state's chip."""
        return self.STATES(self.state).tone

    @property
    def stands(self) -> dict[str, bool]:
        """The groups of its state, by lower-case names: `stands.on_board` in a template."""
        return _groups(self.STATES(self.state))

    def is_in(self, group: Flag) -> bool:
        """Tell whether its state is in a group."""
        return self.state in self.STATES.of(group)
