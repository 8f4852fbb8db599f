"""Which columns do completions and starts at work have in a workbook? Without phone numbers; rows have a number."""

from typing import Any

from django.utils.translation import gettext as _

from core.i18n import localized
from matching.states import Grade


def completion_columns() -> list[str]:
    """Return the headings of the list of completions."""
    return [
        _("Number"),
        _("Name"),
        _("Course"),
        _("Course run"),
        _("Completed on"),
        _("Certificate"),
        _("Name checked"),
    ]


def completion_cells(row: Any) -> list[Any]:
    """Return one completion as cells; `person` and `is_of_verified` come from the query."""
    return [
        str(row.person),
        row.trainee.real_name,
        localized(row.run.course, "title"),
        row.run.code,
        row.completed_on,
        row.certificate.number,
        _("yes") if row.is_of_verified else _("no"),
    ]


def placement_columns() -> list[str]:
    """Return the headings of the list of starts at work."""
    return [_("Number"), _("Name"), _("Company"), _("Job"), _("First day"), _("How it is attested")]


def placement_cells(row: Any) -> list[Any]:
    """Return one start as cells; the annotations come from `queries.placements.placements_of_year`."""
    return [
        str(row.person),
        row.trainee.real_name,
        localized(row.company, "name"),
        localized(row.opening, "title"),
        row.known_start_on,
        str(dict(Grade.choices)[row.grade_then]),
    ]
