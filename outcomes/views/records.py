"""Which pages and workbooks list completions and starts at work?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts.views.guards import for_office
from core import clock
from core.http import page
from outcomes import actions, exports_records
from outcomes.exports import workbook
from outcomes.forms import FigureFilterForm, PlacementListForm
from outcomes.limits import drawn_one_by_one
from outcomes.queries.choices import filter_choices
from outcomes.queries.persons import listed_completions
from outcomes.queries.placements import listed_placements
from outcomes.queries.targets import definitions_on
from outcomes.views.persons import as_file, page_of


@dataclass(frozen=True, slots=True)
class Rows:
    """One list behind a figure: how it is narrowed, what it holds, and how it looks on screen and in a workbook."""

    title: str | Promise
    unit: str | Promise
    figure: str
    defined: Sequence[str]
    template: str
    form: type[FigureFilterForm]
    found: Callable[[Any, date], Any]
    columns: Callable[[], list[str]]
    cells: Callable[[Any], list[Any]]


COMPLETIONS = Rows(
    title=_("Completions"),
    unit=_("completions"),
    figure="trained_times",
    defined=("trained_times", "pending_persons"),
    template="outcomes/office_completions.html",
    form=FigureFilterForm,
    found=lambda form, today: listed_completions(
        form.day(today), form.known(today), form.filters()
    ),
    columns=exports_records.completion_columns,
    cells=exports_records.completion_cells,
)
PLACEMENTS = Rows(
    title=_("Starts at work"),
    unit=_("starts"),
    figure="placements",
    defined=("placements",),
    template="outcomes/office_placements.html",
    form=PlacementListForm,
    found=lambda form, today: listed_placements(
        form.day(today), form.known(today), form.filters(), form.evidence_grade()
    ),
    columns=exports_records.placement_columns,
    cells=exports_records.placement_cells,
)


def _opened(request: HttpRequest, rows: Rows) -> HttpResponse:
    form, today = rows.form(request.GET, choices=filter_choices()), clock.today()
    context = {
        "form": form,
        "on": form.day(today),
        "known": form.known(today),
        "page": page_of(request, rows.found(form, today)),
        "query": form.query(),
    }
    return page(request, rows.template, context)


def _handed_out(request: HttpRequest, rows: Rows) -> HttpResponse:
    form, now = rows.form(request.GET, choices=filter_choices()), clock.now()
    today = clock.local_date(now)
    found = list(rows.found(form, today))
    people = [row.person for row in found]
    actions.record_rows_export(
        figure=rows.figure, filters=form.spoken(), ids=people, by=request.user
    )
    content = workbook(
        str(rows.title),
        rows.columns(),
        map(rows.cells, found),
        definitions_on(form.day(today), list(rows.defined)),
        by=request.user,
        at=now,
        unit=str(rows.unit),
    )
    return as_file(content, f"{rows.title}-{form.day(today):%Y-%m-%d}.xlsx")


@for_office
@require_safe
def office_completions(request: HttpRequest) -> HttpResponse:
    """List the completions behind the figure, of verified and pending persons alike."""
    return _opened(request, COMPLETIONS)


@for_office
@drawn_one_by_one
@require_POST
def office_completions_export(request: HttpRequest) -> HttpResponse:
    """Hand out the completions as a workbook."""
    return _handed_out(request, COMPLETIONS)


@for_office
@require_safe
def office_placements(request: HttpRequest) -> HttpResponse:
    """List the starts at work behind one of the four numbers."""
    return _opened(request, PLACEMENTS)


@for_office
@drawn_one_by_one
@require_POST
def office_placements_export(request: HttpRequest) -> HttpResponse:
    """Hand out the starts at work as a workbook."""
    return _handed_out(request, PLACEMENTS)
