"""What does the programme office see of the model that recommends, and how does it go back to an older one?"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.views.guards import for_office
from core import clock
from core.denials import Refused
from core.http import page, refused
from matching.actions.learning import roll_back
from matching.forms.openings import DecisionForm
from matching.learning_words import VERDICTS, fault_in_words, problem_of, said_of, told
from matching.permissions.learning import denies_rollback
from matching.queries.model_fits import RETIRED, held_until, model_fits, rollbacks
from matching.reasons import LABELS
from matching.recommendations.kept.model import has_before, serving_model
from matching.recommendations.night import status

SHOWN = 10


@for_office
@require_safe
def office_matching(request: HttpRequest) -> HttpResponse:
    """Show which model serves, what the trainings came to and why, and what is wrong."""
    return page(request, "matching/office_matching.html", _context(request, DecisionForm()))


def _context(request: HttpRequest, form: DecisionForm) -> dict[str, Any]:
    attempts = list(model_fits()[:SHOWN])
    serving, now = serving_model(), clock.now()
    last = attempts[0] if attempts else None
    return {
        "serving": serving,
        "parts": [(LABELS[name], share * 100) for name, share in serving.shares],
        "attempts": [(one, problem_of(one) or VERDICTS.get(one.verdict, "")) for one in attempts],
        "last": told(last.card) if last else None,
        "said": said_of(last.card, serving.name, is_learned=serving.learned is not None)
        if last and last.card
        else None,
        "versions": status.versions_shown(),
        "faults": [fault_in_words(fault) for fault in status.faults(last, now)],
        "held_until": held_until(now, settings.MATCHER_HOLD_DAYS),
        "rollbacks": [
            (one, VERDICTS[one.reason] if one.verb == RETIRED else None)
            for one in rollbacks()[:SHOWN]
        ],
        "rollback_denial": denies_rollback(request.user, has_before=has_before()),
        "form": form,
    }


@for_office
@require_POST
def roll_back_model(request: HttpRequest) -> HttpResponse:
    """Let the version before serve again, with the reason."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return refused(request, "matching/office_matching.html", _context(request, form))
    try:
        roll_back(reason=form.cleaned_data["reason"], by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(
            request, "matching/office_matching.html", _context(request, form), refusal.denial
        )
    messages.success(request, _("The earlier model serves from now on."))
    return redirect("matching:office_matching")
