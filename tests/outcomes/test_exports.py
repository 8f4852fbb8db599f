"""Does a workbook show whole what stands in it, say what it is, and keep texts as texts?"""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from outcomes.exports import workbook

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ROWS = [
    ["000123", "示例湖北省天门市岳口镇示例服装产业园第三车间", date(2026, 11, 20), 3, "=1+1"],
    ["7", "", date(2026, 1, 2), 12, "x" * 400],
]


@pytest.fixture
def written() -> bytes:
    return workbook(
        "人员", ["编号", "地址", "日期", "次数", "备注"], ROWS, [], by="示例郑主管", at=AT, unit="人",
        further=[("岗位", ["岗位"], [["示例平车工（夜班）"]])], words=[("次数", "结业的次数")],
    )  # fmt: skip


def parts(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as book:
        return {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}


def widths(sheet: str) -> list[int]:
    return [int(float(width)) for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)]


def test_columns_are_as_wide_as_what_stands_in_them(written):
    found = parts(written)

    assert widths(found["xl/worksheets/sheet1.xml"]) == [
        8,
        46,
        12,
        8,
        60,
    ]  # a Chinese sign is two wide; 60 at most
    assert widths(found["xl/worksheets/sheet2.xml"]) == [20]


def test_it_says_title_unit_maker_and_time_on_its_last_sheet_and_on_paper(written):
    book, found = CalamineWorkbook.from_filelike(BytesIO(written)), parts(written)

    assert book.get_sheet_by_index(2).to_python()[:5] == [
        ["标题", "人员"], ["单位", "人"], ["导出人", "示例郑主管"], ["导出时间", "2026-11-23 10:00"], ["次数", "结业的次数"],
    ]  # fmt: skip
    assert "人员 (人)&amp;R示例郑主管 2026-11-23 10:00" in found["xl/worksheets/sheet1.xml"]
    assert "<dc:title>人员</dc:title>" in found["docProps/core.xml"]


def test_texts_stay_texts_after_somebody_types_over_them(written):
    """Number format "@" on the cells and on the columns below them; the formula is words."""
    found = parts(written)
    codes = dict(
        re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]+)"', found["xl/styles.xml"])
    )
    text = re.findall(r'<xf numFmtId="(\d+)"', found["xl/styles.xml"].split("<cellXfs")[1])
    styles = [
        int(style)
        for style in re.findall(r'<col [^>]*style="(\d+)"', found["xl/worksheets/sheet1.xml"])
    ]

    assert {codes[text[style]] for style in styles} == {"@"}
    assert "<f>" not in found["xl/worksheets/sheet1.xml"]
    assert (
        CalamineWorkbook.from_filelike(BytesIO(written)).get_sheet_by_index(0).to_python()[1][0]
        == "000123"
    )
