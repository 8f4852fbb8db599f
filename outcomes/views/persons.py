"""Which pages show the persons behind a figure, the evidence of one person, and the list as a workbook?"""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.views.guards import for_office
from core import clock
from core.http import found_or_404, page
from outcomes import actions, exports, tables
from outcomes.forms import ExportForm, PersonListForm, StandpointForm
from outcomes.limits import drawn_one_by_one
from outcomes.queries.choices import filter_choices
from outcomes.queries.evidence import (
    enrolments_behind,
    entered_on,
    is_verified,
    latest_day,
    person_for,
    placements_behind,
    years_of,
)
from outcomes.queries.listed import PAGE, ListedPersons
from outcomes.queries.persons import PersonRow, ids_of, listed_persons, with_trainees
from outcomes.queries.targets import definitions_on

WHOLE, LONGEST_NUMBER = 5000, 6
DEFINED = [
    "annual_trained",
    "pending_persons",
    "trained_times",
    "cert_rate",
    "calendar_pace",
    "seasonal_pace",
]


@for_office
@require_safe
def office_persons(request: HttpRequest) -> HttpResponse:
    """List the persons behind the figure."""
    form = PersonListForm(request.GET, choices=filter_choices())
    today = clock.today()
    on, known = form.day(today), form.known(today)
    found = ListedPersons(
        on, known, form.filters(), sort=form.way, which=form.which, asked=asked_of(request)
    )
    rows = page_of(request, found)
    context = {
        "form": form,
        "on": on,
        "known": known,
        "columns": tables.person_columns(),
        "rows": tables.person_cells(rows.object_list, on, known),
        "page": rows,
        "persons": found.count(),
        "completions": found.times,
        "query": form.query(),
    }
    return page(request, "outcomes/office_persons.html", context)


@for_office
@require_safe
def office_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show what stands behind one person."""
    form = StandpointForm(request.GET)
    now = clock.now()
    known = form.known_or(clock.local_date(now))
    person = found_or_404(person_for(request.user, person_id, known))
    actions.record_look(trainee=person, by=request.user, now=now)
    return page(request, "outcomes/person.html", {"is_office": True, **evidence_of(person, form)})


def page_of(request: HttpRequest, found: Any) -> Page:
    """Return the page of a list that is asked for; the whole list, as far as paper goes, with `?whole=yes`."""
    return Paginator(found, _size(request)).get_page(request.GET.get("page"))


def asked_of(request: HttpRequest) -> slice:
    """Return the rows of the page that is asked for; of the first one where that is no number of a page."""
    number, size = request.GET.get("page", ""), _size(request)
    is_page = number.isdecimal() and len(number) <= LONGEST_NUMBER and int(number) > 0
    start = size * (int(number) - 1) if is_page else 0
    return slice(start, start + size)


def _size(request: HttpRequest) -> int:
    return WHOLE if request.GET.get("whole") == "yes" else PAGE


def evidence_of(person: Any, form: StandpointForm) -> dict[str, Any]:
    """Return what the page of one person shows, of the year and as known on the day that are asked for."""
    today = clock.today()
    known = form.known_or(today)
    years = years_of(person)
    on = form.day_or(today) or latest_day(years, known)
    enrolments = enrolments_behind(person, on, known)
    return {
        "person": person,
        "year": on.year,
        "on": on,
        "known": known,
        "today": today,
        "years": years,
        "enrolments": enrolments,
        "entered_on": entered_on(enrolments),
        "is_verified": is_verified(person, known),
        "placements": placements_behind(person),
    }


@for_office
@drawn_one_by_one
@require_POST
def office_persons_export(request: HttpRequest) -> HttpResponse:
    """Hand out the list as a workbook: the same persons, with definitions."""
    form = PersonListForm(request.GET, choices=filter_choices())
    now = clock.now()
    on, known = form.day(today := clock.local_date(now)), form.known(today)
    found = listed_persons(on, known, form.filters(), form.order(), which=form.which)
    rows: list[PersonRow] = with_trainees(found)
    why = ExportForm(request.POST).why()
    actions.record_persons_export(
        trainee_ids=ids_of(rows), filters=form.spoken(), reason=why, by=request.user
    )
    content = exports.workbook(
        _("Persons"),
        exports.person_columns(),
        (exports.person_cells(row, whole_phones=bool(why)) for row in rows),
        definitions_on(on, DEFINED),
        by=request.user,
        at=now,
        unit=_("persons"),
    )
    return as_file(content, f"{_('Persons')}-{on:%Y-%m-%d}.xlsx")


def as_file(content: bytes, name: str) -> HttpResponse:
    """Answer with a workbook to keep."""
    disposition = (
        content_disposition_header(as_attachment=True, filename=name.replace("/", "·"))
        or "attachment"
    )
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=exports.MEDIA_TYPE, headers=headers)
