"""Where does each bar of a server-drawn chart stand? Pure geometry; the template draws it as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT, TOP, FOOT = 150, 18, 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, or the mark of a hidden value, in the coordinates of its chart."""

    label: str
    value: int | None
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """Where the bar's texts are centred."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class BarChart:
    """A row of bars over one base line."""

    width: int
    height: int
    base: int
    label_y: int
    bars: tuple[Bar, ...]


def bar_chart(values: Sequence[tuple[str, int | None]], width: int = 360) -> BarChart:
    """Lay out upright bars, the tallest filling the height; None (hidden) has no height."""
    most = max((value or 0 for _label, value in values), default=0)
    base, step = HEIGHT - FOOT, width // max(1, len(values))
    bars = []
    for place, (label, value) in enumerate(values):
        tall = round((base - TOP) * value / most) if value and most else 0
        bars.append(Bar(label, value, place * step + step // 6, base - tall, step - 2 * (step // 6), tall))
    return BarChart(width, HEIGHT, base, HEIGHT - 6, tuple(bars))
