"""How does the office, and how does everybody, see whether groups of people are treated alike?"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.views.guards import for_office
from core.http import page
from core.kept import public_page
from matching.learning_words import of_groups
from matching.queries.model_fits import last_fit
from outcomes.figures.fair_words import sections
from outcomes.forms import DayForm
from outcomes.queries.fairness import report_on


@for_office
@require_safe
def office_fairness(request: HttpRequest) -> HttpResponse:
    """Show the frozen comparison of a day, the newest first."""
    form = DayForm(request.GET)
    report = report_on(form.day())
    last = last_fit()
    groups = of_groups(last.card) if last else ()
    context = {"report": report, "sections": sections(report), "form": form, "groups": groups}
    return page(request, "outcomes/office_fairness.html", context)


@login_not_required
@public_page
@require_safe
def fairness(request: HttpRequest) -> HttpResponse:
    """Show everybody the newest frozen comparison, by the rule of every public number; the office reads it exactly."""
    report = report_on()
    return page(
        request,
        "outcomes/fairness.html",
        {"report": report, "sections": sections(report, is_public=True)},
    )
