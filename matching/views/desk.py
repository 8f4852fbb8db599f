"""What does a trainee see first? Today, the next step, what was learnt, what was sent."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.models import Trainee
from core import clock
from core.http import page
from matching.queries.desks import trainee_desk
from matching.views.guards import for_trainee


@for_trainee
@require_safe
def my_desk(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Show the trainee's desk."""
    desk = trainee_desk(trainee, clock.now())
    return page(request, "matching/my_desk.html", {"desk": desk, "trainee": trainee})
