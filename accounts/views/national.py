"""How are national certificates shown, claimed, corrected and checked?"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits, queries
from accounts.actions import national as actions
from accounts.actions.privacy import record_access
from accounts.forms.national import NationalDecisionForm, NationalForm
from accounts.models import NationalCertificate, Trainee
from accounts.permissions.consents import Use, denies_use
from accounts.permissions.national import denies_national_decision, denies_retracting_national
from accounts.queries import national as found
from accounts.states import NATIONAL
from accounts.views.guards import for_trainee, for_verifiers
from core.buttons import buttons_at
from core.clock import now
from core.denials import Refused
from core.http import found_or_404, page, private_file, refused
from core.limits import limited
from core.limits import person as who_asks

MINE, CHANGE, REVIEW = (
    "accounts/national.html",
    "accounts/national_change.html",
    "accounts/national_review.html",
)
ASK = "accounts/ask_decision.html"
# The decisions themselves are chosen in a form, and a correction is the form of the page.
ADDRESSES = {"retract": "accounts:retract_national"}
MY_ADDRESSES = {"withdraw": "accounts:remove_national"}


@for_trainee
@limited(limits.NATIONALS, who_asks)
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Show the national certificates that I hold, and add one."""
    form = NationalForm(request.POST or None, request.FILES or None, trainee=trainee)
    context = {"form": form, "certificates": found.nationals_of(trainee)}
    if request.method != "POST":
        return page(request, MINE, {**context, "denial": denies_use(request.user, Use.ADD)})
    if not form.is_valid():
        return refused(request, MINE, context)
    try:
        actions.claim_national(trainee=trainee, **form.said(), by=request.user, now=now())
    except Refused as refusal:
        return refused(request, MINE, context, refusal.denial)
    messages.success(request, _("The certificate is in your profile and will be checked."))
    return redirect("accounts:national")


@for_trainee
@limited(limits.NATIONALS, who_asks)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, trainee: Trainee, national_id: int) -> HttpResponse:
    """Show one of my certificates, with what the check said, and correct it."""
    own = found_or_404(found.national_for(request.user, national_id))
    form = NationalForm(
        request.POST or None, request.FILES or None, trainee=trainee, certificate=own
    )
    context = _change_context(own, form)
    if request.method != "POST":
        return page(request, CHANGE, {**context, "denial": denies_use(request.user, Use.ADD)})
    if not form.is_valid():
        return refused(request, CHANGE, context)
    try:
        actions.correct_national(certificate=own, **form.said(), by=request.user, now=now())
    except Refused as refusal:
        return refused(request, CHANGE, context, refusal.denial)
    messages.success(request, _("Corrected. It will be checked again."))
    return redirect("accounts:national")


def _change_context(own: NationalCertificate, form: NationalForm) -> dict[str, Any]:
    return {
        "form": form,
        "certificate": own,
        "is_correctable": own.is_correctable,
        "buttons": buttons_at(
            MY_ADDRESSES,
            own.pk,
            [(move, None) for move in NATIONAL.moves_from(own.state, "trainee")],
            lambda _move: {"consequences": found.of_removing(own)},
        ),
    }


@for_trainee
@require_POST
def remove(request: HttpRequest, trainee: Trainee, national_id: int) -> HttpResponse:
    """Take one of my certificates out of the profile, with its paper."""
    own = found_or_404(found.national_for(request.user, national_id))
    try:
        actions.withdraw_national(certificate=own, by=request.user, now=now())
    except Refused as refusal:
        context = _change_context(own, NationalForm(trainee=trainee, certificate=own))
        return refused(request, CHANGE, context, refusal.denial)
    messages.success(request, _("The certificate is removed, and its paper is deleted."))
    return redirect("accounts:national")


@require_safe
def paper(request: HttpRequest, national_id: int) -> HttpResponse:
    """Send the paper of a certificate to those who may read it; others' looks are noted."""
    certificate = found_or_404(found.readable_national_for(request.user, national_id))
    stored = found_or_404(certificate.paper or None)
    record_access(trainee=certificate.trainee, what="national", by=request.user)
    return private_file(stored, f"national-{certificate.pk}")


@for_verifiers
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List the certificates that wait for a check, the longest waiting first."""
    rows = queries.page_of(found.waiting_nationals(request.user), request.GET.get("page"))
    return page(
        request,
        "accounts/national_queue.html",
        {"rows": rows, "checked": found.decided_nationals(request.user)},
    )


@for_verifiers
@require_safe
def review(request: HttpRequest, national_id: int) -> HttpResponse:
    """Show one certificate with its paper beside it, for the decision."""
    return page(
        request,
        REVIEW,
        _context(request, found_or_404(found.readable_national_for(request.user, national_id))),
    )


def _context(request: HttpRequest, certificate: NationalCertificate, **more: Any) -> dict[str, Any]:
    who = "office" if request.user.is_office else "coordinator"
    return {
        "certificate": certificate,
        "form": NationalDecisionForm(state=certificate.state, who=who),
        "lookalikes": found.lookalikes_of(certificate, request.user),
        "history": found.national_history(certificate),
        "undo": buttons_at(
            ADDRESSES,
            certificate.pk,
            [
                (move, denies_retracting_national(request.user, certificate, now()))
                for move in NATIONAL.moves_from(certificate.state, who)
            ],
        ),
        "check_denial": denies_national_decision(request.user, certificate, "check"),
        **more,
    }


@for_verifiers
@require_POST
def decide(request: HttpRequest, national_id: int) -> HttpResponse:
    """Find a certificate good, send it back, or take a check back."""
    certificate = found_or_404(found.readable_national_for(request.user, national_id))
    who = "office" if request.user.is_office else "coordinator"
    form = NationalDecisionForm(request.POST, state=certificate.state, who=who)
    if not form.is_valid():
        return refused(request, REVIEW, _context(request, certificate, form=form))
    if form.cleaned_data["verb"] == "take_back" and request.POST.get("asked") != "yes":
        return page(request, ASK, _asked_context(certificate, form))
    try:
        said = {**form.cleaned_data, "by": request.user, "now": now()}
        actions.decide_national(certificate=certificate, **said)
    except Refused as refusal:
        return refused(request, REVIEW, _context(request, certificate, form=form), refusal.denial)
    messages.success(request, _("The decision is noted, and the person has been told."))
    is_undoable = NATIONAL.denies(certificate.state, "retract") is None
    return (
        redirect("accounts:national_review", certificate.pk)
        if is_undoable
        else redirect("accounts:national_queue")
    )


def _asked_context(certificate: NationalCertificate, form: NationalDecisionForm) -> dict[str, Any]:
    return {
        "move": NATIONAL.move("take_back"),
        "of": certificate.occupation,
        "back": reverse("accounts:national_review", args=[certificate.pk]),
        "url": reverse("accounts:decide_national", args=[certificate.pk]),
        "form": form,
        "consequences": found.of_taking_back(certificate),
    }


@for_verifiers
@require_POST
def retract(request: HttpRequest, national_id: int) -> HttpResponse:
    """Undo that a check was taken back."""
    certificate = found_or_404(found.readable_national_for(request.user, national_id))
    try:
        actions.retract_national(certificate=certificate, by=request.user, now=now())
    except Refused as refusal:
        return refused(request, REVIEW, _context(request, certificate), refusal.denial)
    messages.success(request, _("Undone. The person is told."))
    return redirect("accounts:national_review", certificate.pk)
