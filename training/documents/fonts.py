"""Which letters can be printed? The vendored Noto Sans SC first, an installed Noto CJK for what it lacks."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if (
    TYPE_CHECKING
):  # 20 MB for the few who print: a web process asks the fonts for letters, most never do
    from fpdf import FPDF

REGULAR = Path(__file__).resolve().parent.parent.parent / "assets/fonts/NotoSansSC-Regular.ttf"
FAMILY, FALLBACK = "NotoSansSC", "NotoSansCJK"
INSTALLED = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc"),
    Path("/Library/Fonts/NotoSansCJK-Regular.ttc"),
)


def missing_glyphs(text: str, fonts: tuple[Path, ...] | None = None) -> str:
    """Return the characters of the text that no font at hand can draw, each once, in their order; "" = all fine."""
    wanted = dict.fromkeys(letter for letter in text if not letter.isspace())
    for font in fonts if fonts is not None else (REGULAR, *_installed()):
        if not wanted:
            break
        known = _letters(font)
        wanted = {letter: None for letter in wanted if ord(letter) not in known}
    return "".join(wanted)


def dress(pdf: "FPDF", text: str) -> None:
    """Give the document the fonts that this text needs; only the letters used are embedded."""
    pdf.add_font(FAMILY, fname=REGULAR)
    if missing_glyphs(text, (REGULAR,)):
        for font in _installed():
            pdf.add_font(FALLBACK, fname=font, collection_font_number=_simplified(font))
            pdf.set_fallback_fonts([FALLBACK], exact_match=False)


def _installed() -> tuple[Path, ...]:
    """Return the first installed Noto CJK, if there is one."""
    return tuple(path for path in INSTALLED if path.exists())[:1]


@cache
def _letters(font: Path) -> frozenset[int]:
    """Return the code points that a font draws."""
    from fontTools.ttLib import TTFont

    if font.suffix == ".ttc":
        with TTFont(font, fontNumber=_simplified(font), lazy=True) as opened:
            return frozenset(opened.getBestCmap())
    with TTFont(font, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


@cache
def _simplified(font: Path) -> int:
    """Return the number of the simplified Chinese face in a collection."""
    from fontTools.ttLib import TTCollection

    with TTCollection(font, lazy=True) as faces:
        names = [face["name"].getDebugName(1) or "" for face in faces]
    return next((number for number, name in enumerate(names) if name.endswith(" SC")), 0)
