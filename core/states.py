"""What does a state carry beside its word? Its colour and the groups in which it stands, said on its own line."""

from enum import Flag
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
        """Return the states that stand in a group (of a union: in one of its parts), in the order of their definition."""
        return tuple(state for state in cls if state.groups and state.groups & group)

    @classmethod
    def but(cls, group: Flag) -> tuple[Self, ...]:
        """Return the states that do not stand in a group, in the order of their definition."""
        return tuple(state for state in cls if state not in cls.of(group))


class HasState(models.Model):
    """A row with a `state` column whose choices are its `STATES`: it answers with the looks of its state."""

    STATES: ClassVar[type[States]]
    state: Any

    class Meta:
        abstract = True

    @property
    def tone(self) -> str:
        """How the chip of its state is coloured."""
        return self.STATES(self.state).tone

    @property
    def stands(self) -> dict[str, bool]:
        """In which groups of its table it stands, by their names in small letters: `stands.on_board` of a template."""
        mine = self.STATES(self.state).groups
        tables = {type(state.groups) for state in self.STATES if state.groups}
        return {
            name.lower(): bool(mine and mine & group)
            for table in tables
            for name, group in table.__members__.items()
        }

    def is_in(self, group: Flag) -> bool:
        """Tell whether its state stands in a group."""
        return self.state in self.STATES.of(group)
