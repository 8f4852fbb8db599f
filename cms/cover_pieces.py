"""Which pattern pieces is a garment cut from, and how is a seam sewn along them?"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

Point = tuple[float, float]
T = TypeVar("T")


@dataclass(frozen=True)
class Path:
    """An outline in shares of width and height: a start, then straight (x, y) or curved (two handles, end) steps.

    ratio = width ÷ height; grain = x, top and bottom of the grain line.
    """

    start: Point
    steps: tuple[tuple[float, ...], ...]
    ratio: float
    grain: tuple[float, float, float]


PIECES = {
    "bodice": Path(  # front: neck, shoulder, armhole, side, waist with a dart
        (0.02, 0.16),
        (
            (0.20, 0.17, 0.30, 0.10, 0.33, 0.01),
            (0.74, 0.08),
            (0.66, 0.20, 0.64, 0.36, 0.97, 0.44),
            (0.92, 0.62, 0.88, 0.78, 0.90, 0.96),
            (0.78, 0.98, 0.66, 0.99, 0.52, 0.99),
            (0.49, 0.79),
            (0.46, 0.99),
            (0.28, 0.99, 0.14, 0.99, 0.02, 0.98),
        ),
        0.62,
        (0.27, 0.30, 0.80),
    ),
    "sleeve": Path(
        (0.01, 0.36),
        (
            (0.16, 0.34, 0.22, 0.01, 0.50, 0.01),
            (0.78, 0.01, 0.84, 0.34, 0.99, 0.36),
            (0.90, 0.60, 0.84, 0.80, 0.82, 0.97),
            (0.60, 1.00, 0.40, 1.00, 0.18, 0.97),
            (0.16, 0.80, 0.10, 0.60, 0.01, 0.36),
        ),
        0.78,
        (0.50, 0.22, 0.84),
    ),
    "skirt": Path(
        (0.32, 0.02),
        (
            (0.44, 0.05, 0.56, 0.05, 0.68, 0.02),
            (0.80, 0.16, 0.84, 0.30, 0.88, 0.46),
            (0.99, 0.90),
            (0.70, 1.01, 0.30, 1.01, 0.01, 0.90),
            (0.12, 0.46),
            (0.16, 0.30, 0.20, 0.16, 0.32, 0.02),
        ),
        0.80,
        (0.50, 0.24, 0.84),
    ),
    "trouser": Path(
        (0.22, 0.01),
        (
            (0.40, 0.03, 0.58, 0.02, 0.76, 0.01),
            (0.80, 0.12, 0.76, 0.25, 0.98, 0.31),
            (0.86, 0.50, 0.80, 0.74, 0.76, 0.99),
            (0.60, 1.00, 0.44, 1.00, 0.28, 0.99),
            (0.22, 0.70, 0.10, 0.52, 0.08, 0.32),
            (0.06, 0.20, 0.14, 0.08, 0.22, 0.01),
        ),
        0.46,
        (0.50, 0.16, 0.84),
    ),
    "collar": Path(
        (0.01, 0.62),
        (
            (0.24, 0.06, 0.76, 0.06, 0.99, 0.62),
            (0.90, 0.99),
            (0.70, 0.56, 0.30, 0.56, 0.10, 0.99),
            (0.01, 0.62),
        ),
        2.6,
        (0.5, 0.3, 0.7),
    ),
    "jacket": Path(  # laid flat, sleeves cut in one with the body
        (0.40, 0.04),
        (
            (0.44, 0.16, 0.56, 0.16, 0.60, 0.04),
            (0.74, 0.05, 0.86, 0.10, 0.99, 0.22),
            (0.88, 0.50),
            (0.80, 0.42, 0.76, 0.40, 0.72, 0.40),
            (0.73, 0.60, 0.76, 0.80, 0.80, 0.96),
            (0.60, 1.00, 0.40, 1.00, 0.20, 0.96),
            (0.24, 0.80, 0.27, 0.60, 0.28, 0.40),
            (0.24, 0.40, 0.20, 0.42, 0.12, 0.50),
            (0.01, 0.22),
            (0.14, 0.10, 0.26, 0.05, 0.40, 0.04),
        ),
        1.06,
        (0.50, 0.26, 0.88),
    ),
}


class Dice:
    """Choices that depend on a text alone, so that the same text always gives the same picture."""

    def __init__(self, text: str) -> None:
        """Start from the text."""
        self._text = text
        self._thrown = 0

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[int(self.between(0, len(options)))]

    def between(self, low: float, high: float) -> float:
        """Return a number from low up to, never at, high."""
        self._thrown += 1
        digest = hashlib.sha256(f"{self._text}#{self._thrown}".encode()).digest()
        return low + (high - low) * int.from_bytes(digest[:6], "big") / 2**48


def outline(path: Path, width: int, height: int) -> list[Point]:
    """Return the outline as points in pixels, curves in short steps."""
    points = [path.start]
    for step in path.steps:
        if len(step) == 2:
            points.extend(_straight(points[-1], (step[0], step[1])))
        else:
            points.extend(_curve(points[-1], step))
    return [(x * (width - 1), y * (height - 1)) for x, y in points]


def inset(points: list[Point], distance: float) -> list[Point]:
    """Return the closed outline moved inwards by a distance, each point along the normal of its neighbours."""
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _pairs(points))
    side = 1 if area > 0 else -1
    moved = []
    for number, (x, y) in enumerate(points):
        (before_x, before_y), (after_x, after_y) = (
            points[number - 1],
            points[(number + 1) % len(points)],
        )
        along_x, along_y = after_x - before_x, after_y - before_y
        length = (along_x**2 + along_y**2) ** 0.5 or 1.0
        moved.append(
            (x - side * along_y / length * distance, y + side * along_x / length * distance)
        )
    return [*moved, moved[0]]


def running_stitch(points: list[Point], stitch: float, gap: float) -> Iterator[tuple[Point, Point]]:
    """Yield the stitches along a line of points: from, to; straight within a stitch."""
    walked, target, begin = 0.0, 0.0, None
    for (x1, y1), (x2, y2) in pairwise(points):
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        while length and walked + length >= target:
            share = (target - walked) / length
            here = (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
            if begin is None:
                begin, target = here, target + stitch
            else:
                yield begin, here
                begin, target = None, target + gap
        walked += length


def _straight(start: Point, end: Point, count: int = 12) -> list[Point]:
    return [
        (
            start[0] + (end[0] - start[0]) * step / count,
            start[1] + (end[1] - start[1]) * step / count,
        )
        for step in range(1, count + 1)
    ]


def _curve(start: Point, step: tuple[float, ...], count: int = 28) -> list[Point]:
    """Return a cubic curve in `count` steps; `step` holds both handles and the end."""
    x1, y1, x2, y2, x3, y3 = step
    points = []
    for number in range(1, count + 1):
        t = number / count
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        points.append(
            (a * start[0] + b * x1 + c * x2 + d * x3, a * start[1] + b * y1 + c * y2 + d * y3)
        )
    return points


def _pairs(points: list[Point]) -> Iterator[tuple[Point, Point]]:
    yield from zip(points, [*points[1:], points[0]], strict=True)
