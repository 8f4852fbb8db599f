"""How is a list exported as a workbook? Formulas in texts are escaped; definitions and the exporter's name are included."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter
from django.utils.translation import gettext as _

from accounts.models import Trainee
from accounts.phones import masked
from core.clock import CITY_TIME
from core.i18n import localized
from matching.states import Grade
from outcomes.models import Indicator
from outcomes.queries.persons import PersonRow

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A4, NARROWEST, WIDEST = 9, 8, 60
Sheet = tuple[str, Sequence[str], Iterable[Sequence[Any]]]  # name, headings, rows

# Rows are written as they come, and a text is never turned into a number, link or formula.
AS_TYPED = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    definitions: Sequence[Indicator],
    by: Any,
    at: datetime,
    *,
    unit: str = "",
    further: Sequence[Sheet] = (),
    words: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Return an .xlsx with the rows on one sheet, further sheets, and definitions, exporter and moment on the last.

    `unit` says what one row is; `words` explain columns that are no figures of their own. Columns are as wide as what
    stands in them.
    """
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, AS_TYPED) as book:
        book.set_properties(
            {
                "title": title,
                "author": str(by),
                "comments": unit,
                "created": at.replace(tzinfo=None),
            }
        )
        formats = {
            "bold": book.add_format({"bold": True}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "text": book.add_format({"num_format": "@"}),
        }
        for name, headings, lines in ((title, columns, rows), *further):
            sheet = book.add_worksheet(name[:31])
            _lay_out(sheet, _in_header(f"{name} ({unit})" if unit else name), by, at)
            widths = _write_rows(sheet, headings, lines, formats)
            for column, width in enumerate(widths):
                sheet.set_column(column, column, width, formats["text"])
        _write_definitions(
            book, formats["bold"], definitions, [*_colophon(title, unit, by, at), *words]
        )
    return stream.getvalue()


def _lay_out(sheet: Any, name: str, by: Any, at: datetime) -> None:
    """Set up printing: title, exporter and time in the header, headings on every page, one page wide."""
    sheet.freeze_panes(1, 0)
    sheet.set_header(f"&L{name}&R{_in_header(by)} {at.astimezone(CITY_TIME):%Y-%m-%d %H:%M}")
    sheet.set_footer("&C&P / &N")
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _write_rows(
    sheet: Any, headings: Sequence[str], lines: Iterable[Sequence[Any]], formats: dict[str, Any]
) -> list[int]:
    """Write headings and rows; return how wide each column is."""
    sheet.write_row(0, 0, headings, formats["bold"])
    widths = [_width(heading) for heading in headings]
    for line, row in enumerate(lines, start=1):
        _write(sheet, line, row, formats["day"], formats["text"])
        widths = [max(width, _width(value)) for width, value in zip(widths, row, strict=True)]
    return widths


def _width(value: Any) -> int:
    """The width of a cell in digits: a Chinese character takes two; the longest line counts."""
    shown = "" if value is None else value
    lines = "2026-01-01" if isinstance(shown, date) else str(shown)
    longest = max(
        (sum(1 + (east_asian_width(sign) in "WF") for sign in line) for line in lines.splitlines()),
        default=0,
    )
    return min(max(longest + 2, NARROWEST), WIDEST)


def _colophon(title: str, unit: str, by: Any, at: datetime) -> list[tuple[str, str]]:
    return [
        (_("Title"), title),
        *([(_("Unit"), unit)] if unit else []),
        (_("Exported by"), str(by)),
        (_("Exported at"), f"{at.astimezone(CITY_TIME):%Y-%m-%d %H:%M}"),
    ]


def _in_header(text: object) -> str:
    """Return a text for the header of a printed sheet, with "&" escaped."""
    return str(text).replace("&", "&&")


def _write(sheet: Any, line: int, row: Sequence[Any], day: Any, text: Any) -> None:
    for column, value in enumerate(row):
        if isinstance(value, date):
            sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001  # a day
        elif isinstance(value, int):
            sheet.write_number(line, column, value)
        else:
            sheet.write_string(line, column, str(value or ""), text)


def _write_definitions(
    book: Any, bold: Any, definitions: Sequence[Indicator], words: Sequence[tuple[str, str]]
) -> None:
    sheet = book.add_worksheet(_("Definitions"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    lines = list(words)
    for each in definitions:
        lines += [
            (localized(each, "name"), localized(each, "definition")),
            (_("Formula"), localized(each, "formula")),
            (_("Counting rules"), localized(each, "rules")),
            (_("Version"), f"{each.version} ({each.valid_from:%Y-%m-%d})"),
        ]
    for line, (name, text) in enumerate(lines):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, text, wrapped)
    sheet.set_column(0, 0, max((_width(name) for name, _text in lines), default=NARROWEST))
    sheet.set_column(1, 1, 100)


def person_columns() -> list[str]:
    """Return the headings of the list of counted persons."""
    return [
        _("Number"),
        _("Name"),
        _("Phone"),
        _("School"),
        _("Major"),
        _("Home place"),
        _("Entered on"),
        _("Completions"),
    ]


def person_cells(row: PersonRow, *, whole_phones: bool) -> list[Any]:
    """Return one counted person as cells; the phone is masked unless a reason was given for full numbers."""
    trainee = row.trainee
    return [
        str(trainee.pk),
        trainee.real_name,
        _phone(trainee, whole_phones),
        localized(trainee.university, "name") or trainee.school_name,
        localized(trainee.major, "name"),
        localized(trainee.home_division, "name"),
        row.entered_on,
        row.completions,
    ]


def cohort_columns() -> list[str]:
    """Return the headings of a school's list."""
    return [
        _("Name"),
        _("Phone"),
        _("Major"),
        _("Graduation year"),
        _("Name checked"),
        _("Destination"),
        _("Employer"),
        _("First day"),
    ]


def _phone(trainee: Trainee, is_whole: bool) -> str:
    phone = trainee.user.phone or ""
    return phone if is_whole or not phone else masked(phone)


def cohort_cells(trainee: Trainee, *, whole_phones: bool) -> list[Any]:
    """Return one person of a school as cells; the annotations come from `queries.university.persons_of`."""
    grades = dict(Grade.choices)
    return [
        trainee.real_name,
        _phone(trainee, whole_phones),
        localized(trainee.major, "name"),
        str(trainee.graduation_year or ""),
        _("yes") if trainee.is_verified else _("no"),
        str(grades.get(trainee.graded, _("Without destination"))),  # type: ignore[attr-defined]  # annotated
        trainee.employer or "",  # type: ignore[attr-defined]  # annotated
        trainee.start_on or "",  # type: ignore[attr-defined]  # annotated
    ]
