"""How are papers uploaded, shown, accepted, and placements verified?"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.views.guards import for_verifiers
from core import clock
from core.buttons import MoveButton
from core.denials import Denial, Refused
from core.http import forbidden, found_or_404, page, private_file, refused
from matching.actions import evidence as actions
from matching.evidence import also_needed_for, needed_for
from matching.forms.applications import EvidenceForm
from matching.forms.decisions import PaperDecisionForm
from matching.models import Placement, PlacementEvidence
from matching.permissions import denies_paper, denies_verification, paper_moves
from matching.queries.applications import timeline_of
from matching.queries.placements import (
    evidence_queue,
    paper_for,
    papers_of,
    placement_for,
    verified_recently,
)
from matching.states import APPLICATION

REVIEW = "matching/evidence_review.html"
SHOWN = 100


@for_verifiers
@require_safe
def university_evidence(request: HttpRequest) -> HttpResponse:
    """List placements that wait for verification."""
    found = Paginator(evidence_queue(request.user), SHOWN).get_page(request.GET.get("page"))
    context = {"queue": found, "page": found, "verified": verified_recently(request.user)}
    return page(request, "matching/university_evidence.html", context)


@for_verifiers
@require_safe
def evidence_review(request: HttpRequest, placement_id: int) -> HttpResponse:
    """Show one placement with its papers, for the decision."""
    placement = found_or_404(placement_for(request.user, placement_id))
    return page(request, REVIEW, _context(request, placement))


def _context(request: HttpRequest, placement: Placement) -> dict[str, Any]:
    papers = papers_of(placement)
    return {
        "placement": placement,
        "papers": [(paper, _buttons(paper)) for paper in papers],
        "needed": needed_for(placement.destination_code),
        "also_needed": also_needed_for(placement.destination_code),
        "evidence_form": EvidenceForm(placement=placement),
        "reason_form": PaperDecisionForm(),
        "verify": MoveButton(
            APPLICATION.move("verify"),
            reverse("matching:verify_placement", args=[placement.pk]),
            denies_verification(request.user, placement, papers, clock.today()),
        ),
        "timeline": timeline_of(placement.application, for_trainee=False),
    }


def _buttons(paper: PlacementEvidence) -> list[MoveButton]:
    """Return the decisions about a paper, which share one form and its reason."""
    url = reverse("matching:decide_paper", args=[paper.placement_id, paper.pk])
    return [MoveButton(move, url, denial) for move, denial in paper_moves(paper)]


def _refused(
    request: HttpRequest, placement_id: int, denial: Denial | None, **more: Any
) -> HttpResponse:
    placement = found_or_404(placement_for(request.user, placement_id))
    return refused(request, REVIEW, {**_context(request, placement), **more}, denial)


@for_verifiers
@require_POST
def verify(request: HttpRequest, placement_id: int) -> HttpResponse:
    """Verify a placement."""
    placement = found_or_404(placement_for(request.user, placement_id))
    try:
        actions.verify_placement(placement=placement, by=request.user, now=clock.now())
    except Refused as refusal:
        return _refused(request, placement_id, refusal.denial)
    messages.success(request, _("Verified. It now counts as verified."))
    return redirect("matching:university_evidence")


@for_verifiers
@require_POST
def decide_paper(request: HttpRequest, placement_id: int, paper_id: int) -> HttpResponse:
    """Accept a paper, or return it with the reason."""
    paper = found_or_404(paper_for(request.user, placement_id, paper_id))
    form = PaperDecisionForm(request.POST)
    kept = {"reason_form": form, "refused_paper": paper.pk}
    if not form.is_valid():
        return _refused(request, placement_id, None, **kept)
    told = {"paper": paper, "by": request.user, "now": clock.now()}
    try:
        if form.cleaned_data["decision"] == "accept":
            actions.accept_paper(**told)
        else:
            actions.return_paper(**told, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        return _refused(request, placement_id, refusal.denial, **kept)
    messages.success(request, _("Decided."))
    return redirect("matching:evidence_review", placement_id)


@require_POST
def upload_evidence(request: HttpRequest, placement_id: int) -> HttpResponse:
    """Take a paper from the person, the company, the coordinator or the office."""
    placement = found_or_404(placement_for(request.user, placement_id))
    form = EvidenceForm(request.POST, request.FILES, placement=placement)
    back = _back(request, placement)
    if not form.is_valid():
        messages.error(request, _("Choose what it is and a file."))
        return redirect(back)
    kind, upload = form.cleaned_data["kind"], form.cleaned_data["file"]
    try:
        actions.upload_evidence(
            placement=placement, kind=kind, upload=upload, by=request.user, now=clock.now()
        )
    except Refused as refusal:
        messages.error(request, str(refusal.denial))
        return redirect(back)
    messages.success(request, _("The paper is kept and will be checked."))
    return redirect(back)


def _back(request: HttpRequest, placement: Placement) -> str:
    """Return the page from which this kind of account uploads."""
    if request.user.is_trainee:
        return reverse("matching:my_application", args=[placement.application_id])
    if request.user.is_company:
        return reverse("matching:company_application", args=[placement.application_id])
    return reverse("matching:evidence_review", args=[placement.pk])


@require_safe
def evidence_file(request: HttpRequest, placement_id: int, paper_id: int) -> HttpResponse:
    """Send a paper to a user who may read it."""
    paper = found_or_404(paper_for(request.user, placement_id, paper_id))
    if denial := denies_paper(request.user, paper.placement, clock.today()):
        return forbidden(request, denial)
    return private_file(found_or_404(paper.file or None), f"{paper.kind}-{paper.pk}")
