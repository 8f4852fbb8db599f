"""What does a course look like before anybody has taken a photo?

Pattern pieces of a garment, cut from block-printed calico and laid out on cloth: the print belongs to the track, the
pieces and colours to the course. The same code, track and size give the same picture.
"""

from io import BytesIO
from math import pi, sin

from PIL import Image, ImageDraw

from cms.cover_pieces import PIECES, Dice, Point, inset, outline, running_stitch
from cms.cover_prints import PRINTS, Ink

FINE = 2  # drawn larger and reduced, so that edges are smooth

INDIGO_900, INDIGO_800, INDIGO_700, INDIGO_600 = "#14244a", "#1c3265", "#274481", "#355899"
INDIGO_200 = "#c8d5ec"
COTTON_0, COTTON_50, COTTON_100, COTTON_200 = "#fffdf9", "#faf7f0", "#f2ecdf", "#ded5c2"
SEAL, SEAL_ON_DARK = "#c0392b", "#e8796b"
DARK = {INDIGO_900, INDIGO_800, INDIGO_600}

Spot = tuple[
    str, float, float, float, float, int
]  # piece, centre x and y, height (shares), turn in degrees, cloth

# ground, its weft, and three cloths (colour of the cloth, of its print, of its seam)
DYES: tuple[tuple[str, str, tuple[Ink, Ink, Ink]], ...] = (
    (
        COTTON_100,
        "#e8e0cf",
        (Ink(INDIGO_900, COTTON_50), Ink(INDIGO_600, COTTON_50), Ink(COTTON_0, INDIGO_700)),
    ),
    (
        INDIGO_900,
        "#1b2d58",
        (Ink(COTTON_50, INDIGO_800), Ink(INDIGO_600, COTTON_100), Ink(INDIGO_200, INDIGO_800)),
    ),
    (
        INDIGO_200,
        "#bccae5",
        (Ink(INDIGO_800, COTTON_50), Ink(COTTON_0, INDIGO_700), Ink(INDIGO_600, COTTON_50)),
    ),
    (
        INDIGO_600,
        "#4165a6",
        (Ink(COTTON_50, INDIGO_800), Ink(INDIGO_900, INDIGO_200), Ink(INDIGO_200, INDIGO_700)),
    ),
)

LAYOUTS: tuple[tuple[Spot, ...], ...] = (
    (
        ("jacket", 0.35, 0.53, 0.92, -6, 0),
        ("sleeve", 0.77, 0.40, 0.66, 14, 1),
        ("collar", 0.79, 0.86, 0.24, -8, 2),
    ),
    (
        ("skirt", 0.64, 0.51, 0.92, 5, 0),
        ("bodice", 0.26, 0.44, 0.80, -8, 1),
        ("collar", 0.33, 0.94, 0.24, 6, 2),
    ),
    (
        ("bodice", 0.40, 0.52, 0.94, 4, 0),
        ("trouser", 0.74, 0.55, 1.02, 10, 1),
        ("sleeve", 0.08, 0.62, 0.66, -18, 2),
    ),
    (
        ("trouser", 0.31, 0.54, 1.06, -9, 0),
        ("jacket", 0.70, 0.47, 0.78, 7, 1),
        ("collar", 0.60, 0.95, 0.22, -4, 2),
    ),
    (
        ("sleeve", 0.45, 0.51, 0.90, -10, 0),
        ("skirt", 0.84, 0.52, 0.84, 8, 1),
        ("bodice", 0.11, 0.44, 0.74, 6, 2),
    ),
    (
        ("jacket", 0.58, 0.52, 0.96, 5, 0),
        ("trouser", 0.15, 0.58, 0.98, -7, 1),
        ("collar", 0.90, 0.90, 0.24, 10, 2),
    ),
    (
        ("skirt", 0.36, 0.52, 0.94, -5, 0),
        ("sleeve", 0.72, 0.56, 0.72, 12, 1),
        ("collar", 0.84, 0.13, 0.24, 8, 2),
    ),
)


def draw_cover(code: str, track: str, size: tuple[int, int] = (1200, 675)) -> bytes:
    """Return the cover of a course as PNG; an unknown track has the print of the common courses."""
    dice = Dice(f"{track}/{code}")
    ground, weft, cloths = dice.pick(DYES)
    layout = dice.pick(LAYOUTS)
    mirrored = dice.pick((False, True))
    big = (size[0] * FINE, size[1] * FINE)
    picture = Image.new("RGB", big, ground)
    _weave(picture, weft, unit=big[1] // 135)
    for piece, x, y, height, turn, cloth in sorted(layout, key=lambda spot: -spot[5]):
        shape = _piece(
            piece, track, cloths[cloth], round(height * big[1]), big[1] / 675, main=cloth == 0
        )
        turned = shape.rotate(turn + dice.between(-3, 3), Image.Resampling.BICUBIC, expand=True)
        place = (round(x * big[0] - turned.width / 2), round(y * big[1] - turned.height / 2))
        picture.paste(turned, place, turned)
    if mirrored:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    _thread(picture, dice, _red(ground), big[1] / 675)
    return _bytes(picture.resize(size, Image.Resampling.LANCZOS))


def _piece(
    name: str, track: str, ink: Ink, height: int, scale: float, *, main: bool
) -> Image.Image:
    """Return one pattern piece: printed cloth within its outline, a seam in running stitch, a grain line."""
    path = PIECES[name]
    width = round(height * path.ratio)
    points = outline(path, width, height)
    cloth = Image.new("RGBA", (width, height), ink.cloth)
    draw = ImageDraw.Draw(cloth)
    PRINTS.get(track, PRINTS["common"])(draw, width, height, ink, scale)
    _hem(draw, points, ink, scale)
    if main:
        _grain(draw, width, height, path.grain, ink, scale)
    mask = Image.new("L", (width, height), 0)
    ImageDraw.Draw(mask).polygon(points, fill=255)
    cloth.putalpha(mask)
    return cloth


def _hem(draw: ImageDraw.ImageDraw, points: list[Point], ink: Ink, scale: float) -> None:
    """Draw a plain border along the edge with the seam sewn into it."""
    draw.line(
        [*points, points[0], points[1]], fill=ink.cloth, width=round(30 * scale), joint="curve"
    )
    for start, end in running_stitch(inset(points, 9 * scale), 13 * scale, 8 * scale):
        draw.line([start, end], fill=ink.print, width=max(1, round(2.6 * scale)))


def _grain(
    draw: ImageDraw.ImageDraw,
    width: int,
    height: int,
    line: tuple[float, float, float],
    ink: Ink,
    scale: float,
) -> None:
    """Draw the grain line of the main piece in seal red, with an arrow at both ends, on a strip of plain cloth."""
    x, top, bottom = line[0] * width, line[1] * height, line[2] * height
    draw.line([(x, top), (x, bottom)], fill=ink.cloth, width=round(26 * scale))
    draw.line([(x, top), (x, bottom)], fill=_red(ink.cloth), width=round(3.4 * scale))
    arrow = 11 * scale
    for tip, way in ((top, 1), (bottom, -1)):
        draw.polygon(
            [
                (x, tip - way * arrow * 0.4),
                (x - arrow * 0.6, tip + way * arrow),
                (x + arrow * 0.6, tip + way * arrow),
            ],
            fill=_red(ink.cloth),
        )


def _thread(picture: Image.Image, dice: Dice, red: str, scale: float) -> None:
    """Sew one loose red thread along the lower edge."""
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    start, rise, waves = dice.between(0.86, 0.93), dice.between(0.015, 0.04), dice.between(0.8, 1.6)
    points = [
        (step / 400 * width, (start + rise * sin(2 * pi * waves * step / 400)) * height)
        for step in range(-4, 405)
    ]
    for begin, end in running_stitch(points, 20 * scale, 12 * scale):
        draw.line([begin, end], fill=red, width=round(4 * scale))


def _red(below: str) -> str:
    """Return the seal red that can be seen on a colour."""
    return SEAL_ON_DARK if below in DARK else SEAL


def _weave(picture: Image.Image, weft: str, unit: int) -> None:
    """Lay a plain weave over the whole picture: short threads, over and under in turn."""
    tile = Image.new("RGB", (unit * 2, unit * 2), picture.getpixel((0, 0)))
    draw = ImageDraw.Draw(tile)
    thick, short = max(1, unit // 5), max(1, unit // 4)
    for column, row in ((0, 0), (1, 1)):
        left, top = column * unit, row * unit
        draw.line(
            [(left + short, top + unit // 2), (left + unit - short, top + unit // 2)],
            fill=weft,
            width=thick,
        )
    for column, row in ((1, 0), (0, 1)):
        left, top = column * unit, row * unit
        draw.line(
            [(left + unit // 2, top + short), (left + unit // 2, top + unit - short)],
            fill=weft,
            width=thick,
        )
    for left in range(0, picture.width, tile.width):
        for top in range(0, picture.height, tile.height):
            picture.paste(tile, (left, top))


def _bytes(picture: Image.Image) -> bytes:
    """Return the picture as PNG."""
    out = BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()
