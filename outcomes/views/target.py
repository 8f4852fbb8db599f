"""How does the office set a year's goal and its season?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.guards import for_office
from core import clock
from core.http import page, refused
from outcomes import actions
from outcomes.forms import TargetForm
from outcomes.queries.targets import target_values


@for_office
@require_http_methods(["GET", "HEAD", "POST"])
def office_target(request: HttpRequest) -> HttpResponse:
    """Show the goal of this year; set the one that was typed."""
    now = clock.now()
    if request.method != "POST":
        form = TargetForm(initial=target_values(clock.local_date(now).year))
        return page(request, "outcomes/office_target.html", {"form": form})
    form = TargetForm(request.POST)
    if not form.is_valid():
        return refused(request, "outcomes/office_target.html", {"form": form})
    year, persons = form.cleaned_data["year"], form.cleaned_data["persons"]
    actions.set_target(
        year=year, persons=persons, season_weights=form.weights(), by=request.user, now=now
    )
    messages.success(
        request,
        _("The goal of %(year)s is set: %(persons)s persons.") % {"year": year, "persons": persons},
    )
    return redirect("outcomes:office_board")
