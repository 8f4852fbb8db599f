"""How does the programme office review company texts, and decide about explained ones?"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.views.guards import for_office
from core import clock
from core.buttons import buttons_at
from core.denials import Refused
from core.http import found_or_404, page, refused
from matching.actions import texts as actions
from matching.forms.decisions import TextDecisionForm
from matching.forms.listed import TextsForm
from matching.models import WrittenText
from matching.permissions.texts import marked_text, text_moves
from matching.queries.texts import text_counts, text_for_office, texts_of_office

ON_A_PAGE = 20
ADDRESSES = {
    "see": "matching:see_text",
    "let_pass": "matching:decide_text",
    "keep_stopped": "matching:decide_text",
}
DECISIONS = {"let_pass": actions.let_text_pass, "keep_stopped": actions.keep_text_stopped}


@for_office
@require_safe
def office_texts(request: HttpRequest) -> HttpResponse:
    """List the texts in a state: those that wait, or those that were decided."""
    return page(request, "matching/office_texts.html", _context(request))


def _context(
    request: HttpRequest, form: TextDecisionForm | None = None, text: WrittenText | None = None
) -> dict[str, Any]:
    """Return one page of the list; a refused decision keeps what was typed at its text."""
    state = text.state if text else TextsForm(request.GET).state_asked()
    rows = Paginator(texts_of_office(state), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = [
        (row, marked_text(row), buttons_at(ADDRESSES, row.pk, text_moves(request.user, row)))
        for row in rows
    ]
    return {
        "page": rows,
        "texts": shown,
        "state": state,
        "states": text_counts(),
        "form": form,
        "refused_text": text,
    }


@for_office
@require_POST
def see_text(request: HttpRequest, text_id: int) -> HttpResponse:
    """Record that somebody reviewed a text that was sent."""
    text = found_or_404(text_for_office(text_id))
    try:
        actions.see_text(text=text, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, "matching/office_texts.html", _context(request), refusal.denial)
    messages.success(request, _("Noted: you looked at it."))
    return redirect("matching:office_texts")


@for_office
@require_POST
def decide_text(request: HttpRequest, text_id: int) -> HttpResponse:
    """Let stopped words pass or keep them stopped, with the reason."""
    text = found_or_404(text_for_office(text_id))
    form = TextDecisionForm(request.POST)
    if not form.is_valid():
        return refused(request, "matching/office_texts.html", _context(request, form, text))
    try:
        DECISIONS[form.cleaned_data["decision"]](
            text=text, reason=form.cleaned_data["reason"], by=request.user, now=clock.now()
        )
    except Refused as refusal:
        return refused(
            request, "matching/office_texts.html", _context(request, form, text), refusal.denial
        )
    messages.success(request, _("Decided. The company is told."))
    return redirect("matching:office_texts")
