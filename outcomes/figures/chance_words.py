"""How well are chances calibrated, in words for readers without statistics?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from matching.recommendations.kept.chances import chances_on


@dataclass(frozen=True, slots=True)
class ReliabilityRow:
    """One bin of the reliability table: mean chance, number of applications, number of hires."""

    foreseen: float
    happened: float
    count: int

    @property
    def percent(self) -> str:
        """The chance as it is read."""
        return f"{100 * self.foreseen:.0f} %"

    @property
    def of_hundred(self) -> int:
        """How many of a hundred were hired."""
        return round(100 * self.happened)


@dataclass(frozen=True, slots=True)
class ChanceCard:
    """The card of the chances, ready to be read."""

    lines: tuple[ReliabilityRow, ...]
    learned_on: int
    measured_on: int
    expected: int
    happened: int
    brier: str
    brier_of_share: str
    points_off: str
    is_better: bool
    days: Mapping[str, date]

    @property
    def example(self) -> ReliabilityRow:
        """The line that stands for the table: the highest chances."""
        return self.lines[-1]


def told(on: date) -> ChanceCard | None:
    """Return what is said about the chances of a hire that count on a day; None while there are none."""
    card = (chances_on(on) or {}).get("hire")
    return _told(card) if card else None


def _told(card: Mapping[str, Any]) -> ChanceCard:
    return ChanceCard(
        lines=tuple(
            ReliabilityRow(one["foreseen"], one["happened"], one["count"]) for one in card["bins"]
        ),
        learned_on=card["learned_on"],
        measured_on=card["measured_on"],
        expected=round(card["expected"]),
        happened=card["happened"],
        brier=f"{card['brier']:.4f}",
        brier_of_share=f"{card['brier_of_share']:.4f}",
        points_off=f"{100 * card['ece']:.1f}",
        is_better=card["brier"] < card["brier_of_share"],
        days={name: date.fromisoformat(day) for name, day in card["days"].items()},
    )
