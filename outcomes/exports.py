"""How does a list leave as a workbook? Texts stay texts, formulas are defused, definitions and the exporter come along."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

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
WIDE, A4 = 22, 9
Sheet = tuple[str, Sequence[str], Iterable[Sequence[Any]]]  # name, headings, rows


def workbook(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    definitions: Sequence[Indicator],
    by: Any,
    at: datetime,
    *,
    further: Sequence[Sheet] = (),
    words: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Return an .xlsx with the rows on one sheet, further sheets, and definitions, exporter and moment on the last.

    `words` explain columns that are no figures of their own.
    """
    stream = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        text = book.add_format({"num_format": "@"})
        for name, headings, lines in ((title, columns, rows), *further):
            sheet = book.add_worksheet(name[:31])
            sheet.set_column(0, len(headings) - 1, WIDE, text)
            sheet.freeze_panes(1, 0)
            sheet.set_header(f"&L{_in_header(name)}&R{_in_header(by)} {at.astimezone(CITY_TIME):%Y-%m-%d %H:%M}")
            sheet.set_footer("&C&P / &N")
            sheet.set_landscape()
            sheet.set_paper(A4)
            sheet.repeat_rows(0)
            sheet.fit_to_pages(1, 0)
            sheet.write_row(0, 0, headings, bold)
            for line, row in enumerate(lines, start=1):
                _write(sheet, line, row, day, text)
        _write_definitions(book, bold, definitions, by, at, words)
    return stream.getvalue()


def _in_header(text: object) -> str:
    """Return a text for the head of a printed sheet, where "&" would begin a code."""
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
    book: Any, bold: Any, definitions: Sequence[Indicator], by: Any, at: datetime, words: Sequence[tuple[str, str]]
) -> None:
    sheet = book.add_worksheet(_("Definitions"))
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, 1, 100)
    lines = [(_("Exported by"), str(by)), (_("Exported at"), f"{at.astimezone(CITY_TIME):%Y-%m-%d %H:%M}")]
    lines += words
    for each in definitions:
        lines += [
            (localized(each, "name"), localized(each, "definition")),
            (_("Formula"), localized(each, "formula")),
            (_("Counting rules"), localized(each, "rules")),
            (_("Version"), f"{each.version} ({each.valid_from:%Y-%m-%d})"),
        ]
    for line, (name, text) in enumerate(lines):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, text)


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
    """Return one counted person as cells; the phone masked unless a reason was given for whole ones."""
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
