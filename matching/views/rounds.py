"""How does the programme office preview, save and close a placement round?"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.views.guards import for_office
from core import clock
from core.audit import history
from core.buttons import MoveButton, buttons_at
from core.denials import Refused
from core.http import found_or_404, page, refused
from matching.actions import rounds as actions
from matching.forms.openings import DecisionForm
from matching.forms.rounds import GraduatesForm, RunForm, StrikesForm
from matching.models import PlacementRound
from matching.permissions import denies_closing_round, denies_keeping_round
from matching.queries import cohorts, rounds
from matching.queries.consequences import of_closing_round
from matching.recommendations.market.rounds import result_of
from matching.states import ROUND

PAGE = 25
ADDRESSES = {"close": "matching:close_round"}


@for_office
@require_safe
def placement_rounds(request: HttpRequest) -> HttpResponse:
    """List the saved rounds; choose a cohort for a new one."""
    return page(request, "matching/rounds/list.html", _list_context(request, None))


@for_office
@require_safe
def preview_round(request: HttpRequest) -> HttpResponse:
    """Show what a round would propose; nothing is saved."""
    form = _form_of(request.GET)
    if not form.is_valid():
        return refused(request, "matching/rounds/list.html", _list_context(request, form))
    return page(request, "matching/rounds/preview.html", _preview_context(request, form))


@for_office
@require_POST
def keep_round(request: HttpRequest) -> HttpResponse:
    """Save the shown round, recompute it without the ticked ones, or turn the page and keep the ticks."""
    form = _form_of(request.GET)
    if not form.is_valid():
        return refused(request, "matching/rounds/list.html", _list_context(request, form))
    ticks, seen = StrikesForm(request.GET, request.POST), request.POST.get("input_hash", "")
    if request.POST.get("press") == "again":
        return _back_to_preview(form, ticks.query())
    if "page" in request.POST:
        turned = {**StrikesForm(request.POST).query(ticked=True), "page": request.POST["page"]}
        return _back_to_preview(form, StrikesForm(request.GET).query(), turned)
    struck = StrikesForm(request.GET).struck()
    try:
        kept = actions.keep_round(
            cohort=form.cohort(),
            seen_hash=seen,
            struck=struck,
            ticked=ticks.struck(),
            by=request.user,
            now=clock.now(),
        )
    except Refused as refusal:
        return refused(
            request, "matching/rounds/preview.html", _preview_context(request, form), refusal.denial
        )
    messages.success(request, _("Saved. Everybody with a proposal is told."))
    return redirect(kept)


@for_office
@require_safe
def placement_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show a saved round and the results of its proposals."""
    kept = found_or_404(rounds.round_for(request.user, round_id))
    return page(
        request, "matching/rounds/round.html", _round_context(request, kept, DecisionForm())
    )


@for_office
@require_POST
def close_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Close a round, with the reason."""
    kept = found_or_404(rounds.round_for(request.user, round_id))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return refused(request, "matching/rounds/round.html", _round_context(request, kept, form))
    try:
        actions.close_round(
            round_=kept, reason=form.cleaned_data["reason"], by=request.user, now=clock.now()
        )
    except Refused as refusal:
        return refused(
            request,
            "matching/rounds/round.html",
            _round_context(request, kept, form),
            refusal.denial,
        )
    messages.success(request, _("Closed. Proposals that nobody answered have lapsed."))
    return redirect(kept)


def _form_of(data: Any) -> RunForm | GraduatesForm:
    """Return the form that was filled: of a run, or else of a school and a year."""
    return (RunForm if "run" in data else GraduatesForm)(data, choices=cohorts.choices())


def _back_to_preview(form: RunForm | GraduatesForm, *queries: dict[str, Any]) -> HttpResponse:
    """Preview the same cohort again, with these removals, ticks and page."""
    query = form.query()
    for each in queries:
        query |= each
    return redirect(f"{reverse('matching:preview_round')}?{urlencode(query, doseq=True)}")


def _list_context(request: HttpRequest, form: RunForm | GraduatesForm | None) -> dict[str, Any]:
    found = Paginator(rounds.rounds_for(request.user), PAGE).get_page(request.GET.get("page"))
    choices = cohorts.choices()
    return {
        "run_form": form if isinstance(form, RunForm) else RunForm(choices=choices),
        "graduates_form": form
        if isinstance(form, GraduatesForm)
        else GraduatesForm(choices=choices),
        "page": found,
        "names": [(kept, rounds.cohort_of(kept).name) for kept in found],
    }


def _preview_context(request: HttpRequest, form: RunForm | GraduatesForm) -> dict[str, Any]:
    strikes = StrikesForm(request.GET, request.POST)
    result = result_of(form.cohort(), clock.today(), strikes.struck())
    denial = denies_keeping_round(
        request.user, len(result.proposals), result.input_hash, result.input_hash
    )
    tables = _tables(request, result.proposals, result.left_out, result.seats)
    ticked = StrikesForm(request.GET, ticked=True).struck()
    return {
        "name": form.cohort().name,
        "round": result,
        "ticked": ticked,
        "ticked_elsewhere": sorted(ticked.people - {row.person.pk for row in tables["rows"]}),
        "query": urlencode({**form.query(), **strikes.query()}, doseq=True),
        "cohort_query": urlencode(form.query()),
        "struck": strikes.query(),
        "keep_denial": denial,
        "changes_nothing": rounds.changes_nothing(result.expected_with, result.expected_without),
        **tables,
    }


def _round_context(
    request: HttpRequest, kept: PlacementRound, form: DecisionForm
) -> dict[str, Any]:
    return {
        "name": rounds.cohort_of(kept).name,
        "round": kept,
        "query": "",
        "buttons": _buttons(request.user, kept, form),
        "changes_nothing": rounds.changes_nothing(kept.expected_with, kept.expected_without),
        "timeline": history(kept),
        **_tables(
            request, rounds.proposals_of(kept), rounds.left_out_of(kept), rounds.seats_of(kept)
        ),
    }


def _buttons(user: Any, kept: PlacementRound, form: DecisionForm) -> list[MoveButton]:
    said = {"form": form, "consequences": of_closing_round(kept), "is_opened": form.is_bound}
    denial = denies_closing_round(user, kept)
    moves = [(move, denial) for move in ROUND.moves_from(kept.state, "office")]
    return buttons_at(ADDRESSES, kept.pk, moves, lambda _move: said)


def _tables(request: HttpRequest, proposals: Any, left_out: Any, seats: Any) -> dict[str, Any]:
    found = Paginator(proposals, PAGE).get_page(request.GET.get("page"))
    left, openings = rounds.left_out_rows(left_out), rounds.seats_rows(seats)
    return {
        "page": found,
        "rows": rounds.proposal_rows(list(found.object_list)),
        "proposed_count": found.paginator.count,
        "first_wish_count": rounds.first_wishes(proposals),
        "left_out": left,
        "seats": openings,
        "people_count": found.paginator.count + len(left),
    }
