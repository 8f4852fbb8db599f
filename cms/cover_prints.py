"""Which print belongs to which track? Old block-print motifs, one family each.

live: ring lights · content: frames of film · operation: linked coins · crossborder: sea waves · design: drafting
curves · production: buttons on a quilt · supply: basket weave · common: eight-petalled flowers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import cos, pi, sin

from PIL.ImageDraw import ImageDraw


@dataclass(frozen=True)
class Ink:
    """The colour of a cloth and of what is printed on it."""

    cloth: str
    print: str


Print = Callable[[ImageDraw, int, int, Ink, float], None]


def rings(draw: ImageDraw, width: int, height: int, ink: Ink, scale: float) -> None:
    """Print ring lights with their rays, and a seed between four of them."""
    step = 104 * scale
    for x, y in _half_drop(width, height, step):
        _ring(draw, x, y, 27 * scale, 6 * scale, ink)
        _dot(draw, x, y, 10 * scale, ink.print)
        for turn in range(16):
            angle = 2 * pi * turn / 16
            _dot(
                draw,
                x + cos(angle) * 39 * scale,
                y + sin(angle) * 39 * scale,
                2.6 * scale,
                ink.print,
            )
    for x, y in _half_drop(width, height, step, shift=0.5):
        _seed(draw, x, y, 7 * scale, ink.print)


def film(draw: ImageDraw, width: int, height: int, ink: Ink, scale: float) -> None:
    """Print strips of film: frames with a triangle, holes along both edges."""
    step, row = 96 * scale, 0
    top = -step / 2
    while top < height:
        left = -step * (0.5 + 0.5 * (row % 2))
        while left < width:
            _box(
                draw,
                left + 8 * scale,
                top + 16 * scale,
                step - 16 * scale,
                step - 32 * scale,
                4 * scale,
                ink,
            )
            x, y, arm = left + step / 2, top + step / 2, 13 * scale
            draw.polygon(
                [(x - arm * 0.7, y - arm), (x + arm, y), (x - arm * 0.7, y + arm)], fill=ink.print
            )
            for hole in range(6):
                x = left + (hole + 0.5) * step / 6
                _square(draw, x, top + 5 * scale, 3.2 * scale, ink.print)
            left += step
        top += step
        row += 1


def coins(draw: ImageDraw, width: int, height: int, ink: Ink, scale: float) -> None:
    """Print linked coins: circles that overlap by half, a square hole in each middle."""
    step = 74 * scale
    for y in _steps(height, step):
        for x in _steps(width, step):
            radius = step * 0.7071
            draw.ellipse(
                (x - radius, y - radius, x + radius, y + radius),
                outline=ink.print,
                width=max(1, round(4.5 * scale)),
            )
    for y in _steps(height, step):
        for x in _steps(width, step):
            _diamond(draw, x, y, 12 * scale, ink.print)
            _diamond(draw, x, y, 5 * scale, ink.cloth)
            for across, down in ((0.5, 0), (0, 0.5)):
                _dot(draw, x + across * step, y + down * step, 4 * scale, ink.print)


def waves(draw: ImageDraw, width: int, height: int, ink: Ink, scale: float) -> None:
    """Print the sea as overlapping scales of three arcs."""
    radius = 56 * scale
    rows = int(height / (radius * 0.5)) + 4
    for row in range(rows):
        y = row * radius * 0.5
        for column in range(-1, int(width / (radius * 2)) + 2):
            x = column * radius * 2 + (radius if row % 2 else 0)
            for share, colour in (
                (1, ink.print),
                (0.9, ink.cloth),
                (0.66, ink.print),
                (0.57, ink.cloth),
            ):
                _dot(draw, x, y + radius * 0.5, radius * share, colour)
            _dot(draw, x, y + radius * 0.5, radius * 0.3, ink.print)


def curves(draw: ImageDraw, width: int, height: int, ink: Ink, scale: float) -> None:
    """Print drafting paper: a fine grid of crosses and the arcs of a French curve."""
    step = 84 * scale
    thick = max(1, round(3.4 * scale))
    for row, y in enumerate(_steps(height, step)):
        for column, x in enumerate(_steps(width, step)):
            start = 90 * ((row + 2 * (column % 2) + column // 2) % 4)
            for radius in (step * 0.78, step * 0.60, step * 0.42, step * 0.24):
                corner_x = x + (step / 2 if start in {90, 180} else -step / 2)
                corner_y = y + (step / 2 if start in {180, 270} else -step / 2)
                draw.arc(
                    (corner_x - radius, corner_y - radius, corner_x + radius, corner_y + radius),
                    start,
                    start + 90,
                    fill=ink.print,
                    width=thick,
                )
            _seed(draw, x - step / 2, y - step / 2, 5 * scale, ink.print)


def buttons(draw: ImageDraw, width: int, height: int, ink: Ink, scale: float) -> None:
    """Print a quilt of diagonal stitches with a four-holed button on each crossing."""
    step = 100 * scale
    reach = width + height
    stitch, gap = 13 * scale, 9 * scale
    for offset in range(-int(reach / step), int(reach / step) + 1):
        walked = 0.0
        while walked < reach:
            for way in (1, -1):
                x, y = (
                    (offset * step + walked, walked)
                    if way == 1
                    else (offset * step - walked + height, walked)
                )
                draw.line(
                    [(x, y), (x + way * stitch, y + stitch)],
                    fill=ink.print,
                    width=max(1, round(3 * scale)),
                )
            walked += stitch + gap
    for x, y in _half_drop(width, height, step):
        _dot(draw, x, y, 27 * scale, ink.cloth)
        _dot(draw, x, y, 21 * scale, ink.print)
        _ring(draw, x, y, 16 * scale, 2 * scale, Ink(ink.print, ink.cloth))
        for across, down in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
            _dot(draw, x + across * 5 * scale, y + down * 5 * scale, 2.8 * scale, ink.cloth)


def basket(draw: ImageDraw, width: int, height: int, ink: Ink, scale: float) -> None:
    """Print basket weave: blocks of three bars, lying and standing in turn."""
    step = 62 * scale
    bar, room = step / 3, step * 0.09
    for row, y in enumerate(_steps(height, step)):
        for column, x in enumerate(_steps(width, step)):
            for number in range(3):
                near, far = number * bar + room / 2, (number + 1) * bar - room / 2
                lying = (x + room, y + near, x + step - room, y + far)
                standing = (x + near, y + room, x + far, y + step - room)
                box = lying if (row + column) % 2 else standing
                draw.rounded_rectangle(
                    box, radius=3 * scale, fill=ink.print if number != 1 else ink.cloth
                )


def flowers(draw: ImageDraw, width: int, height: int, ink: Ink, scale: float) -> None:
    """Print eight-petalled flowers with a ring of seeds, small blossoms between them."""
    step = 112 * scale
    for x, y in _half_drop(width, height, step):
        _flower(draw, x, y, 38 * scale, 8, ink)
    for x, y in _half_drop(width, height, step, shift=0.5):
        _flower(draw, x, y, 15 * scale, 5, ink)


PRINTS: dict[str, Print] = {
    "live": rings,
    "content": film,
    "operation": coins,
    "crossborder": waves,
    "design": curves,
    "production": buttons,
    "supply": basket,
    "common": flowers,
}


def _flower(draw: ImageDraw, x: float, y: float, radius: float, petals: int, ink: Ink) -> None:
    for number in range(petals):
        angle = 2 * pi * number / petals
        _dot(
            draw,
            x + cos(angle) * radius * 0.66,
            y + sin(angle) * radius * 0.66,
            radius * 0.27,
            ink.print,
        )
        _dot(
            draw,
            x + cos(angle) * radius * 0.70,
            y + sin(angle) * radius * 0.70,
            radius * 0.09,
            ink.cloth,
        )
        between = angle + pi / petals
        _dot(draw, x + cos(between) * radius, y + sin(between) * radius, radius * 0.08, ink.print)
    _dot(draw, x, y, radius * 0.28, ink.print)
    _dot(draw, x, y, radius * 0.11, ink.cloth)


def _half_drop(
    width: int, height: int, step: float, shift: float = 0.0
) -> Iterator[tuple[float, float]]:
    """Yield the places of a half-drop repeat: every second column half a step lower."""
    column, x = 0, 0.0
    while x < width + step:
        y = (step / 2 if column % 2 else 0.0) + shift * step
        while y < height + step:
            yield x, y
            y += step
        x += step * 0.87
        column += 1


def _steps(length: int, step: float) -> Iterator[float]:
    place = 0.0
    while place < length + step:
        yield place
        place += step


def _dot(draw: ImageDraw, x: float, y: float, radius: float, colour: str) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _ring(draw: ImageDraw, x: float, y: float, radius: float, thick: float, ink: Ink) -> None:
    _dot(draw, x, y, radius, ink.print)
    _dot(draw, x, y, radius - thick, ink.cloth)


def _seed(draw: ImageDraw, x: float, y: float, reach: float, colour: str) -> None:
    for across, down in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)):
        _dot(
            draw,
            x + across * reach,
            y + down * reach,
            reach * (0.34 if across or down else 0.5),
            colour,
        )


def _square(draw: ImageDraw, x: float, y: float, reach: float, colour: str) -> None:
    draw.rectangle((x - reach, y - reach, x + reach, y + reach), fill=colour)


def _diamond(draw: ImageDraw, x: float, y: float, reach: float, colour: str) -> None:
    draw.polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], fill=colour)


def _box(
    draw: ImageDraw, x: float, y: float, width: float, height: float, thick: float, ink: Ink
) -> None:
    draw.rounded_rectangle(
        (x, y, x + width, y + height),
        radius=2 * thick,
        outline=ink.print,
        width=max(1, round(thick)),
    )
