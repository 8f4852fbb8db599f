"""How does the office see the expected hires, and how well earlier chances were calibrated?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.views.guards import for_office
from core import clock
from core.http import page
from outcomes import svg
from outcomes.figures.chance_words import ChanceCard, told
from outcomes.figures.expected import expectation_now, lacking


@for_office
@require_safe
def office_hires(request: HttpRequest) -> HttpResponse:
    """Show the expected number with its interval, and how well earlier chances came true."""
    found = expectation_now(clock.today())
    card = told(found.on)
    context = {
        "found": found,
        "told": card,
        "lacking": None if card else lacking(found.on),
        "diagram": _diagram(card),
    }
    return page(request, "outcomes/office_hires.html", context)


def _diagram(card: ChanceCard | None) -> svg.Reliability | None:
    return (
        svg.reliability([(line.foreseen, line.happened, line.count) for line in card.lines])
        if card
        else None
    )
