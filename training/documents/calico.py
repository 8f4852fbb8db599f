"""How is the blue-calico design of a certificate drawn? Weave, stitches, flowers and the seal, as vectors."""

from math import cos, pi, sin

from fpdf import FPDF

INDIGO_950 = (11, 21, 48)
INDIGO_900 = (20, 36, 74)
INDIGO_800 = (28, 50, 101)
INDIGO_600 = (53, 88, 153)
INDIGO_200 = (200, 213, 236)
COTTON_0 = (255, 253, 249)
COTTON_100 = (242, 236, 223)
COTTON_200 = (222, 213, 194)
SEAL = (176, 40, 28)
INK = (27, 34, 48)
SOFT = (84, 91, 105)


def stitches(pdf: FPDF, x: float, y: float, width: float, height: float) -> None:
    """Draw a frame of running stitch: a thin rule, and within it a dashed thread that meets in the corners."""
    pdf.set_draw_color(*INDIGO_800)
    pdf.set_line_width(0.25)
    pdf.rect(x, y, width, height)
    pdf.set_line_width(0.7)
    inset = 2.2
    for start, end in (
        ((x + inset, y + inset), (x + width - inset, y + inset)),
        ((x + width - inset, y + inset), (x + width - inset, y + height - inset)),
        ((x + width - inset, y + height - inset), (x + inset, y + height - inset)),
        ((x + inset, y + height - inset), (x + inset, y + inset)),
    ):
        thread(pdf, start, end)
    pdf.set_line_width(0.2)


def thread(
    pdf: FPDF,
    start: tuple[float, float],
    end: tuple[float, float],
    stitch: float = 4.2,
    gap: float = 2.1,
) -> None:
    """Draw running stitches from one point to another so that the line begins and ends with a whole stitch."""
    length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
    count = max(1, round((length + gap) / (stitch + gap)))
    scale = length / (count * (stitch + gap) - gap)
    step_x, step_y = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    for number in range(count):
        begin = number * (stitch + gap) * scale
        stop = begin + stitch * scale
        pdf.line(
            start[0] + step_x * begin,
            start[1] + step_y * begin,
            start[0] + step_x * stop,
            start[1] + step_y * stop,
        )


def cloth(pdf: FPDF, x: float, y: float, width: float, height: float) -> None:
    """Draw a piece of indigo cloth in plain weave with printed flowers."""
    pdf.set_fill_color(*INDIGO_900)
    pdf.rect(x, y, width, height, style="F")
    pdf.set_draw_color(38, 57, 104)
    pdf.set_line_width(0.22)
    pitch, half = 1.6, 0.55
    with pdf.rect_clip(x, y, width, height):
        for row in range(int(height / pitch) + 1):
            for column in range(int(width / pitch) + 1):
                centre_x, centre_y = x + (column + 0.5) * pitch, y + (row + 0.5) * pitch
                if (row + column) % 2:
                    pdf.line(centre_x - half, centre_y, centre_x + half, centre_y)
                else:
                    pdf.line(centre_x, centre_y - half, centre_x, centre_y + half)


def flower(pdf: FPDF, x: float, y: float, radius: float, petals: int = 8) -> None:
    """Draw one block-printed flower: petals, a ring of seeds and a heart."""
    pdf.set_fill_color(*COTTON_100)
    for number in range(petals):
        turn = 2 * pi * number / petals
        petal = radius * 0.27
        _dot(pdf, x + cos(turn) * radius * 0.68, y + sin(turn) * radius * 0.68, petal)
    pdf.set_fill_color(*INDIGO_900)
    for number in range(petals):
        turn = 2 * pi * number / petals
        _dot(pdf, x + cos(turn) * radius * 0.72, y + sin(turn) * radius * 0.72, radius * 0.09)
    pdf.set_fill_color(*COTTON_100)
    for number in range(petals):
        turn = 2 * pi * (number + 0.5) / petals
        _dot(pdf, x + cos(turn) * radius, y + sin(turn) * radius, radius * 0.07)
    _dot(pdf, x, y, radius * 0.28)
    pdf.set_fill_color(*INDIGO_900)
    _dot(pdf, x, y, radius * 0.12)


def seeds(pdf: FPDF, x: float, y: float, reach: float) -> None:
    """Draw a small diamond of seeds, the filling motif between flowers."""
    pdf.set_fill_color(*INDIGO_200)
    for across, down in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)):
        _dot(pdf, x + across * reach, y + down * reach, reach * (0.36 if across or down else 0.5))


def seal(pdf: FPDF, x: float, y: float, size: float, words: str, family: str) -> None:
    """Draw a square seal of four characters, read from the right column down, slightly turned as a hand would."""
    with pdf.rotation(3, x + size / 2, y + size / 2):
        pdf.set_fill_color(*SEAL)
        pdf.rect(x, y, size, size, style="F", round_corners=True, corner_radius=1.6)
        pdf.set_draw_color(*COTTON_0)
        pdf.set_line_width(0.5)
        pdf.rect(x + 1.5, y + 1.5, size - 3, size - 3, round_corners=True, corner_radius=0.9)
        points = (size - 6) / 2 / 0.3528
        pdf.set_font(family, size=points)
        pdf.set_text_color(*COTTON_0)
        cell = (size - 5) / 2
        for number, letter in enumerate(words[:4]):
            left = x + 2.5 + cell * (1 - number // 2)
            pdf.set_xy(left, y + 2.5 + cell * (number % 2))
            pdf.cell(cell, cell, letter, align="C")
        pdf.set_fill_color(*COTTON_0)
        for across, down, speck in (
            (0.12, 0.83, 0.3),
            (0.93, 0.3, 0.22),
            (0.55, 0.06, 0.2),
            (0.38, 0.96, 0.25),
        ):
            _dot(pdf, x + across * size, y + down * size, speck)


def modules(pdf: FPDF, x: float, y: float, size: float, matrix: list[list[bool]]) -> None:
    """Draw a QR matrix (quiet zone included) on a cotton tile; runs are joined so that no hairlines show."""
    pdf.set_fill_color(*COTTON_0)
    pdf.rect(x, y, size, size, style="F", round_corners=True, corner_radius=1.2)
    pdf.set_fill_color(*INDIGO_950)
    cell = size / len(matrix)
    for row, cells in enumerate(matrix):
        column = 0
        while column < len(cells):
            run = column
            while run < len(cells) and cells[run]:
                run += 1
            if run > column:
                pdf.rect(
                    x + column * cell, y + row * cell, (run - column) * cell, cell * 1.01, style="F"
                )
            column = run + 1


def _dot(pdf: FPDF, x: float, y: float, radius: float) -> None:
    pdf.circle(x=x, y=y, radius=radius, style="F")
