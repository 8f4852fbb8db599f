"""How is a placement round downloaded as a workbook?"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.guards import for_office
from core import clock
from core.http import found_or_404
from matching.queries import rounds
from outcomes import actions
from outcomes.exports_rounds import round_workbook
from outcomes.limits import drawn_one_by_one
from outcomes.views.persons import as_file


@for_office
@drawn_one_by_one
@require_POST
def placement_round_export(request: HttpRequest, round_id: int) -> HttpResponse:
    """Hand out a kept round with its persons, openings and definitions."""
    kept = found_or_404(rounds.round_for(request.user, round_id))
    proposals = rounds.proposal_rows(list(rounds.proposals_of(kept)))
    left_out = rounds.left_out_rows(rounds.left_out_of(kept))
    seats = rounds.seats_rows(rounds.seats_of(kept))
    people = [row.person.pk for row in proposals] + [row.person.pk for row in left_out]
    actions.record_round_export(kept=kept, trainee_ids=people, by=request.user)
    name = rounds.cohort_of(kept).name
    content = round_workbook(
        name, kept, proposals, left_out, seats, by=request.user, at=clock.now()
    )
    return as_file(
        content, f"{_('Placement round')}-{name}-{clock.local_date(kept.created_at):%Y-%m-%d}.xlsx"
    )
