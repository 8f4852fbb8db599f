"""How does the office see where the year stands?"""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.views.guards import for_office
from core import clock
from core.http import page
from outcomes import charts
from outcomes.audit import remembered
from outcomes.figures import Headline, headline, standing, then_and_now
from outcomes.figures.certified import certified
from outcomes.figures.outlook import outlook
from outcomes.forms import FigureFilterForm
from outcomes.queries.board import waiting_for_office
from outcomes.queries.choices import filter_choices
from outcomes.queries.year import people_of_year


@for_office
@require_safe
def office_board(request: HttpRequest) -> HttpResponse:
    """Show the goal, the persons, the paces, the placements, what waits and whether the data is sound."""
    form = FigureFilterForm(request.GET, choices=filter_choices())
    filters, today = form.filters(), clock.today()
    on, known = form.day(today), form.known(today)
    people = people_of_year(on, known, filters)
    line = headline(on, filters, known, people)
    context = {
        "form": form,
        "line": line,
        "certified": certified(line, people),
        "standing": standing(line),
        "outlook": outlook(line, people),
        "todo": waiting_for_office(today, line.pending if line.is_of_city(today) else None),
        "health": remembered(),
        "query": form.query(),
        "last_year_end": date(on.year - 1, 12, 31),
        "then_and_now": then_and_now(on, today, filters),
        **_chart(line, people.days),
    }
    return page(request, "outcomes/office_board.html", context)


def _chart(line: Headline, entered: list[Any]) -> dict[str, Any]:
    return {
        "chart": charts.progress_chart(line, entered),
        "chart_rows": charts.progress_table(line, entered),
    }
