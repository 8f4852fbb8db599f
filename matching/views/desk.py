"""What does a trainee see first? Today, the next step, what was learnt, what was sent."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.models import Trainee
from accounts.views.guards import for_trainee
from core import clock
from core.http import page
from matching.queries.desks import trainee_desk
from matching.queries.start import occupations_with_skills
from matching.recommendations.request.lists import openings_for
from matching.recommendations.request.serving import Serving

TOP = 3


@for_trainee
@require_safe
def my_desk(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Show the trainee's desk."""
    return page(
        request,
        "matching/my_desk.html",
        {"desk": trainee_desk(trainee, clock.now()), "trainee": trainee},
    )


@for_trainee
@require_safe
def top_matches(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Show the part of the desk that takes longest, once the desk is there."""
    serving = Serving(clock.today())
    is_known = serving.own(trainee).holds_a_skill
    context = {
        "matches": openings_for(trainee, TOP, serving) if is_known else [],
        "occupations": occupations_with_skills()
        if trainee.uses_recommendations and not is_known
        else [],
    }
    return page(request, "matching/top_matches.html", context, part="top")
