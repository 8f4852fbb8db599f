"""What may everybody see: the city's results, and what each figure means and says today?"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core import clock
from core.http import found_or_404, page
from core.kept import public_page
from outcomes import charts, svg
from outcomes.figures import standing
from outcomes.permissions import denies_office
from outcomes.queries.public import results_on, shown_figure
from outcomes.queries.targets import definitions_of


@login_not_required
@public_page
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show the city's own outcomes."""
    found = results_on(clock.today())
    bars = svg.bar_chart([(charts.short_month(month), persons) for month, persons in found.months])
    context = {"results": found, "line": found.line, "standing": standing(found.line), "bars": bars}
    return page(request, "outcomes/results.html", context)


@login_not_required
@public_page
@require_safe
def figure(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a figure says today, what it means and how it is counted, in each version."""
    versions = definitions_of(code)
    current = found_or_404(versions[0] if versions else None)
    shown = shown_figure(code, clock.today(), is_office=denies_office(request.user) is None)
    return page(
        request,
        "outcomes/figure.html",
        {"indicator": current, "versions": versions, "shown": shown},
    )
