"""How does a coordinator see the own school's people and where they went?"""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import University
from accounts.queries.national import waiting_number
from accounts.views.guards import for_coordinator
from core import clock
from core.http import found_or_404, page
from matching.queries import waiting_count
from outcomes import actions, exports
from outcomes.forms import CohortFilterForm, ExportForm, StandpointForm
from outcomes.limits import drawn_one_by_one
from outcomes.queries import university as queries
from outcomes.queries.evidence import person_for
from outcomes.queries.targets import definitions_on
from outcomes.rates import rate, shown
from outcomes.views.persons import as_file, evidence_of, page_of


@for_coordinator
@require_safe
def university_desk(request: HttpRequest, university: University) -> HttpResponse:
    """Show the school's classes by evidence grade, who is without a destination, and what waits."""
    today = clock.today()
    cohorts = queries.cohorts_of(university)
    context = {
        "university": university,
        "today": today,
        "cohorts": cohorts,
        "sums": queries.sums_of(cohorts),
        **_trained(university, today),
        "waiting": waiting_count(request.user),
        "nationals": waiting_number(request.user),
    }
    return page(request, "outcomes/university_desk.html", context)


def _trained(university: University, today: date) -> dict[str, Any]:
    """Count who was trained this year, and which part of them holds a national certificate."""
    trained, certified = queries.trained_and_certified(university, today)
    return {
        "trained": trained,
        "certified": certified,
        "cert_rate": shown(rate(certified, trained)),
    }


@for_coordinator
@require_safe
def university_persons(request: HttpRequest, university: University) -> HttpResponse:
    """List the school's people."""
    form = CohortFilterForm(request.GET)
    rows = page_of(request, queries.persons_of(university, **form.narrowing(clock.today())))
    context = {
        "university": university,
        "form": form,
        "page": rows,
        "rows": rows.object_list,
        "query": form.query(),
    }
    return page(request, "outcomes/university_persons.html", context)


@for_coordinator
@require_safe
def university_person(request: HttpRequest, university: University, person_id: int) -> HttpResponse:
    """Show what stands behind one of the school's people."""
    form = StandpointForm(request.GET)
    now = clock.now()
    known = form.known_or(clock.local_date(now))
    person = found_or_404(person_for(request.user, person_id, known))
    actions.record_look(trainee=person, by=request.user, now=now)
    return page(request, "outcomes/person.html", {"is_office": False, **evidence_of(person, form)})


@for_coordinator
@drawn_one_by_one
@require_POST
def university_export(request: HttpRequest, university: University) -> HttpResponse:
    """Hand out the school's list as a workbook."""
    form, now = CohortFilterForm(request.GET), clock.now()
    today = clock.local_date(now)
    rows = list(queries.persons_of(university, **form.narrowing(today)))
    ids, why = [each.pk for each in rows], ExportForm(request.POST).why()
    actions.record_cohort_export(
        university=university, trainee_ids=ids, reason=why, by=request.user
    )
    content = exports.workbook(
        _("Cohorts"),
        exports.cohort_columns(),
        (exports.cohort_cells(each, whole_phones=bool(why)) for each in rows),
        definitions_on(today, ["placements", "annual_trained", "cert_rate", "landing_rate"]),
        by=request.user,
        at=now,
        unit=_("persons"),
    )
    return as_file(content, f"{_('Cohorts')}-{today:%Y-%m-%d}.xlsx")
