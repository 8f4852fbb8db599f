"""What does a certificate look like on paper?"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import segno
from fpdf import FPDF
from fpdf.enums import TextMode

from training.documents import calico
from training.documents.fonts import FAMILY, dress, missing_glyphs
from training.documents.payload import fingerprint, level_words

__all__ = ["missing_glyphs", "render_certificate"]

LEFT, RIGHT = 78.0, 280.0
WIDTH = RIGHT - LEFT
MOST_SKILLS = 10
SEAL_WORDS = "结业之印"


def render_certificate(
    payload: Mapping[str, Any], verify_url: str, *, holder_name: str | None = None
) -> bytes:
    """Return the certificate as an A4 PDF; the same payload, address and name give the same bytes.

    `holder_name` is printed instead of the payload's, where the payload holds only a masked name.
    """
    name = holder_name or str(payload["holder_name"])
    pdf = _paper(payload, name)
    _frame(pdf)
    _band(pdf, verify_url)
    _head(pdf, payload)
    _holder(pdf, payload, name)
    _facts(pdf, payload)
    _skills(pdf, payload["skills"])
    _foot(pdf, payload)
    return bytes(pdf.output())


def _paper(payload: Mapping[str, Any], name: str) -> FPDF:
    """Return an empty sheet that knows its fonts, its language and its date (from the payload, not the clock)."""
    pdf = FPDF(orientation="landscape", unit="mm", format="A4")
    issued = date.fromisoformat(payload["issued_on"])
    pdf.set_creation_date(datetime(issued.year, issued.month, issued.day, tzinfo=UTC))
    pdf.set_title(f"结业证书 {payload['number']}")
    pdf.set_author(str(payload["operator_zh"]))
    pdf.set_lang("zh-CN")
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    dress(pdf, name + "".join(_texts(payload)))
    pdf.add_page()
    pdf.c_margin = 0
    return pdf


def _frame(pdf: FPDF) -> None:
    pdf.set_fill_color(*calico.COTTON_0)
    pdf.rect(0, 0, 297, 210, style="F")
    calico.stitches(pdf, 8, 8, 281, 194)


def _band(pdf: FPDF, verify_url: str) -> None:
    """Draw the cloth on the left with the QR code to the public page."""
    x, y, width, height = 14.0, 14.0, 50.0, 182.0
    calico.cloth(pdf, x, y, width, height)
    for row, column in ((row, column) for row in range(3) for column in range(2)):
        calico.flower(pdf, x + 13 + 24 * column, y + 18 + 36 * row, 8)
    for row in range(3):
        calico.flower(pdf, x + 25, y + 36 * row + 36, 4.2, petals=6)
        for side in (9, 41):
            calico.seeds(pdf, x + side, y + 36 * row + 36, 1.5)
    pdf.set_fill_color(*calico.INDIGO_900)
    pdf.rect(x, y + 120, width, height - 120, style="F")
    pdf.set_draw_color(*calico.INDIGO_200)
    pdf.set_line_width(0.5)
    calico.thread(pdf, (x + 5, y + 122), (x + width - 5, y + 122), 2.4, 1.4)
    matrix = [
        [bool(cell) for cell in row]
        for row in segno.make(verify_url, error="m").matrix_iter(border=4)
    ]
    calico.modules(pdf, x + 6, y + 127, 38, matrix)
    _line(pdf, x, y + 168, "扫码验真", 11, calico.COTTON_0, width=width, align="C")
    _line(pdf, x, y + 174, "Scan to verify", 8, calico.INDIGO_200, width=width, align="C")


def _head(pdf: FPDF, payload: Mapping[str, Any]) -> None:
    _line(pdf, LEFT, 21, str(payload["operator_zh"]), 9.5, calico.SOFT, width=WIDTH / 2)
    number = f"编号 No. {payload['number']}"
    _line(pdf, LEFT + WIDTH / 2, 21, number, 9.5, calico.SOFT, width=WIDTH / 2, align="R")
    _line(pdf, LEFT, 33, "结业证书", 36, calico.INDIGO_900, spacing=9, heavy=0.35)
    _line(pdf, LEFT, 51, "CERTIFICATE OF COMPLETION", 10.5, calico.INDIGO_600, spacing=2.6)
    pdf.set_draw_color(*calico.INDIGO_600)
    pdf.set_line_width(0.5)
    calico.thread(pdf, (LEFT, 60.5), (RIGHT, 60.5), 2.8, 1.6)


def _holder(pdf: FPDF, payload: Mapping[str, Any], name: str) -> None:
    """Write the holder and the achievement, Chinese first."""
    _line(pdf, LEFT, 66, "兹证明  This certifies that", 9.5, calico.SOFT)
    _line(pdf, LEFT, 73.5, name, 30, calico.INK, width=WIDTH, heavy=0.25)
    done_zh = f"学完《{payload['course_title_zh']}》（{payload['course_code']}），出勤达标，考核合格，准予结业。"
    done_en = (
        f'has completed "{payload["course_title_en"]}" ({payload["course_code"]}), '
        "met the attendance required and passed the assessment."
    )
    _line(pdf, LEFT, 91, done_zh, 12.5, calico.INK, width=WIDTH)
    _line(pdf, LEFT, 98.5, done_en, 9, calico.SOFT, width=WIDTH)


def _facts(pdf: FPDF, payload: Mapping[str, Any]) -> None:
    """Write the four facts in a row of equal cells between thin rules."""
    level_zh, level_en = level_words(int(payload["level"]))
    facts = (
        ("学时  Hours of 45 minutes", str(payload["hours"])),
        ("技能水平  Level reached", f"{level_zh}  {level_en}"),
        ("结业日期  Completed on", _day(payload["completed_on"])),
        ("颁发日期  Issued on", _day(payload["issued_on"])),
    )
    cell = WIDTH / len(facts)
    pdf.set_draw_color(*calico.COTTON_200)
    pdf.set_line_width(0.25)
    pdf.line(LEFT, 108, RIGHT, 108)
    pdf.line(LEFT, 125, RIGHT, 125)
    for number, (label, value) in enumerate(facts):
        x = LEFT + cell * number + (4 if number else 0)
        if number:
            pdf.line(x - 4, 111, x - 4, 122)
        _line(pdf, x, 110.5, label, 8, calico.SOFT)
        _line(pdf, x, 115.5, value, 14, calico.INDIGO_900, width=cell - 6)


def _skills(pdf: FPDF, skills: Sequence[Mapping[str, Any]]) -> None:
    """Write what the holder can do, in two columns with the level of each."""
    _line(pdf, LEFT, 129, "掌握技能  Skills", 9, calico.SOFT)
    shown = list(skills)[: MOST_SKILLS if len(skills) <= MOST_SKILLS else MOST_SKILLS - 1]
    column, rows = (WIDTH - 8) / 2, MOST_SKILLS // 2
    for number, skill in enumerate(shown):
        x, y = LEFT + (number // rows) * (column + 8), 135.5 + (number % rows) * 6.2
        _line(pdf, x, y, str(skill["name_zh"]), 9.5, calico.INK, width=column * 0.38)
        _line(
            pdf,
            x + column * 0.39,
            y + 0.5,
            str(skill["name_en"]),
            7.5,
            calico.SOFT,
            width=column * 0.48,
        )
        level = level_words(int(skill["level"]))[0]
        _line(pdf, x + column - 10, y, level, 9.5, calico.INDIGO_600, width=10.0, align="R")
    if len(shown) < len(skills):
        x, y = LEFT + column + 8, 135.5 + (rows - 1) * 6.2
        rest = len(skills) - len(shown)
        _line(
            pdf,
            x,
            y,
            f"另有 {rest} 项，见验真页  and {rest} more on the verification page",
            8,
            calico.SOFT,
            width=column,
        )


def _foot(pdf: FPDF, payload: Mapping[str, Any]) -> None:
    """Write the issuer, draw the seal, and print the fingerprint small."""
    pdf.set_draw_color(*calico.COTTON_200)
    pdf.set_line_width(0.25)
    pdf.line(LEFT, 169, RIGHT, 169)
    half = 84.0
    for x, label, who in (
        (LEFT, "培训单位  Organiser", "organiser"),
        (LEFT + half, "颁发机构  Issued by", "operator"),
    ):
        _line(pdf, x, 171.5, label, 8, calico.SOFT)
        _line(pdf, x, 176.5, str(payload[f"{who}_zh"]), 11, calico.INK, width=half - 6)
        _line(pdf, x, 182.5, str(payload[f"{who}_en"]), 8, calico.SOFT, width=half - 6)
    digits = fingerprint(payload)
    groups = " ".join(digits[start : start + 8] for start in range(0, 64, 8))
    _line(pdf, LEFT, 190.5, f"内容指纹 SHA-256  {groups}", 6.5, calico.SOFT, width=WIDTH - 34)
    calico.seal(pdf, RIGHT - 25, 167, 25, SEAL_WORDS, FAMILY)


def _line(
    pdf: FPDF,
    x: float,
    y: float,
    text: str,
    size: float,
    colour: tuple[int, int, int],
    *,
    width: float | None = None,
    align: str = "L",
    spacing: float = 0,
    heavy: float = 0,
) -> None:
    """Write one line; where a width is given, smaller letters rather than a second line."""
    pdf.set_font(FAMILY, size=size)
    pdf.set_char_spacing(spacing)
    taken = pdf.get_string_width(text)
    if width is not None and taken > width:
        size *= width / taken * 0.995
        pdf.set_font(FAMILY, size=size)
    pdf.set_text_color(*colour)
    pdf.set_xy(x, y)
    with pdf.local_context(
        text_mode=TextMode.FILL_STROKE if heavy else TextMode.FILL,
        draw_color=colour,
        line_width=heavy or 0.2,
    ):
        pdf.cell(width or 0, size * 0.3528 * 1.25, text, align=align)
    pdf.set_char_spacing(0)


def _day(day: str) -> str:
    """Return an ISO date as Chinese readers write it and others can read."""
    read = date.fromisoformat(day)
    return f"{read.year}.{read.month:02}.{read.day:02}"


def _texts(value: Any) -> list[str]:
    """Return every text within the payload: all of it may be drawn."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return []
