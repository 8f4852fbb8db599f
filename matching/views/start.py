"""Where does a person without any known skill start (cold start)? An occupation, its skills, done: three taps."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Trainee
from accounts.views.guards import for_trainee
from core import clock
from core.http import found_or_404, page, refused
from matching.actions.start import declare_some
from matching.forms.matches import StartForm
from matching.queries.openings import occupation_with
from matching.queries.start import occupations_with_skills


@for_trainee
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Choose an occupation, tick what one can do of it, and keep it as self-declared."""
    code = request.GET.get("occupation", "")
    if not code:
        return page(
            request, "matching/matches/start.html", {"occupations": occupations_with_skills()}
        )
    occupation = found_or_404(occupation_with(code))
    form = StartForm(request.POST or None, occupation=occupation, trainee=trainee)
    context = {"occupation": occupation, "form": form}
    if request.method != "POST":
        return page(request, "matching/matches/start.html", context)
    if not form.is_valid():
        return refused(request, "matching/matches/start.html", context)
    declare_some(
        trainee=trainee, skills=form.cleaned_data["skills"], by=request.user, now=clock.now()
    )
    messages.success(request, _("Saved. This is what fits you now."))
    return redirect("matching:my_matches")
