"""Where is each mark of a server-drawn chart? Pure geometry; the template draws it as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

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


@dataclass(frozen=True, slots=True)
class Dot:
    """One bin of a reliability diagram: predicted to the right, observed upwards."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """A reliability diagram: a square with its diagonal; a dot on the diagonal is well calibrated."""

    size: int
    edge: int
    side: int
    most: str
    dots: tuple[Dot, ...]

    @property
    def end(self) -> int:
        """Where the square ends, to the right and below."""
        return self.edge + self.side


def reliability(
    bins: Sequence[tuple[float, float, int]], side: int = 220, edge: int = 44
) -> Reliability:
    """Lay out (predicted, observed, count) as dots; both axes end at the next tenth above the highest; dots grow with count."""
    most = min(1.0, ceil(10 * max((max(one[:2]) for one in bins), default=1.0) + 1e-9) / 10)
    largest = max((count for *_shares, count in bins), default=1)
    dots = (
        Dot(
            round(edge + side * foreseen / most, 1),
            round(edge + side - side * happened / most, 1),
            round(3 + 4 * sqrt(count / largest), 1),
        )
        for foreseen, happened, count in bins
    )
    return Reliability(side + 2 * edge, edge, side, f"{100 * most:.0f} %", tuple(dots))


def bar_chart(values: Sequence[tuple[str, int | None]], width: int = 360) -> BarChart:
    """Lay out upright bars, the tallest filling the height; None (hidden) has no height."""
    most = max((value or 0 for _label, value in values), default=0)
    base, step = HEIGHT - FOOT, width // max(1, len(values))
    bars = []
    for place, (label, value) in enumerate(values):
        tall = round((base - TOP) * value / most) if value and most else 0
        bars.append(
            Bar(label, value, place * step + step // 6, base - tall, step - 2 * (step // 6), tall)
        )
    return BarChart(width, HEIGHT, base, HEIGHT - 6, tuple(bars))
