"""How do completions and starts at work open to their rows, on screen and as a workbook?"""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.views.guards import for_office
from core import clock
from core.http import page
from core.limits import limited, person
from outcomes import actions, exports_records
from outcomes.exports import workbook
from outcomes.forms import FigureFilterForm, PlacementListForm
from outcomes.limits import WORKBOOKS
from outcomes.queries.choices import filter_choices
from outcomes.queries.persons import listed_completions
from outcomes.queries.placements import listed_placements
from outcomes.queries.targets import definitions_on
from outcomes.views.persons import as_file, page_of


def _opened(request: HttpRequest, form: FigureFilterForm, found: Any) -> dict[str, Any]:
    today = clock.today()
    rows = page_of(request, found)
    return {
        "form": form,
        "on": form.day(today),
        "known": form.known(today),
        "printed_at": clock.now(),
        "page": rows,
        "query": form.query(),
    }


def _completions(form: FigureFilterForm, today: date) -> Any:
    return listed_completions(form.day(today), form.known(today), form.filters())


def _placements(form: PlacementListForm, today: date) -> Any:
    return listed_placements(form.day(today), form.known(today), form.filters(), form.evidence_grade())


@for_office
@require_safe
def office_completions(request: HttpRequest) -> HttpResponse:
    """List the completions behind the figure, of verified and pending persons alike."""
    form = FigureFilterForm(request.GET, choices=filter_choices())
    context = _opened(request, form, _completions(form, clock.today()))
    return page(request, "outcomes/office_completions.html", context)


@for_office
@limited(WORKBOOKS, person)
@require_POST
def office_completions_export(request: HttpRequest) -> HttpResponse:
    """Hand out the completions as a workbook."""
    form = FigureFilterForm(request.GET, choices=filter_choices())
    rows = list(_completions(form, clock.today()))
    figure = {"figure": "trained_times", "filters": form.spoken(), "ids": [row.person for row in rows]}
    actions.record_rows_export(**figure, by=request.user)
    cells = (exports_records.completion_cells(row) for row in rows)
    content = workbook(
        _("Completions"),
        exports_records.completion_columns(),
        cells,
        definitions_on(form.day(clock.today()), ["trained_times", "pending_persons"]),
        by=request.user,
        at=clock.now(),
    )
    return as_file(content, f"{_('Completions')}-{form.day(clock.today()):%Y-%m-%d}.xlsx")


@for_office
@require_safe
def office_placements(request: HttpRequest) -> HttpResponse:
    """List the starts at work behind one of the four numbers."""
    form = PlacementListForm(request.GET, choices=filter_choices())
    context = _opened(request, form, _placements(form, clock.today()))
    return page(request, "outcomes/office_placements.html", context)


@for_office
@limited(WORKBOOKS, person)
@require_POST
def office_placements_export(request: HttpRequest) -> HttpResponse:
    """Hand out the starts at work as a workbook."""
    form = PlacementListForm(request.GET, choices=filter_choices())
    rows = list(_placements(form, clock.today()))
    figure = {"figure": "placements", "filters": form.spoken(), "ids": [row.person for row in rows]}
    actions.record_rows_export(**figure, by=request.user)
    cells = (exports_records.placement_cells(row) for row in rows)
    content = workbook(
        _("Starts at work"),
        exports_records.placement_columns(),
        cells,
        definitions_on(form.day(clock.today()), ["placements"]),
        by=request.user,
        at=clock.now(),
    )
    return as_file(content, f"{_('Starts at work')}-{form.day(clock.today()):%Y-%m-%d}.xlsx")
