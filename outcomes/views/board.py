"""How does the office see where the year stands?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.views.guards import for_office
from core import clock
from core.http import page
from outcomes import charts
from outcomes.audit import remembered
from outcomes.figures import Headline, headline, standing
from outcomes.forms import FigureFilterForm
from outcomes.queries.board import entry_days, outlook, waiting_for_office
from outcomes.queries.choices import filter_choices


@for_office
@require_safe
def office_board(request: HttpRequest) -> HttpResponse:
    """Show the goal, the persons, the paces, the placements, what waits and whether the data is sound."""
    form = FigureFilterForm(request.GET, choices=filter_choices())
    filters, on = form.filters(), form.day(clock.today())
    line = headline(on, filters)
    context = {
        "form": form,
        "line": line,
        "standing": standing(line),
        "outlook": outlook(on, line.persons, line.goal),
        "todo": waiting_for_office(on),
        "health": remembered(),
        "query": form.query(),
        **_chart(line, entry_days(on, filters)),
    }
    return page(request, "outcomes/office_board.html", context)


def _chart(line: Headline, entered: list[Any]) -> dict[str, Any]:
    return {"chart": charts.progress_chart(line, entered), "chart_rows": charts.progress_table(line, entered)}
