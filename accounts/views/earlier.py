"""How does a trainee say what they worked in before?"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.earlier import forget_earlier_work, say_earlier_work
from accounts.forms.earlier import EarlierForm
from accounts.models import Trainee
from accounts.permissions.consents import Use, denies_use
from accounts.queries.earlier import earlier_work_for, earlier_work_of, has_worked
from accounts.views.guards import for_trainee
from core.denials import Refused
from core.http import found_or_404, page, refused

MINE = "accounts/earlier_work.html"


@for_trainee
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Show what I worked in before, and add one kind of it."""
    form = EarlierForm(request.POST or None, has_worked=has_worked(trainee))
    context = _context(trainee, form)
    if request.method != "POST":
        return page(request, MINE, {**context, "denial": denies_use(request.user, Use.ADD)})
    if not form.is_valid():
        return refused(request, MINE, context)
    try:
        say_earlier_work(trainee=trainee, **form.said(), by=request.user)
    except Refused as refusal:
        return refused(request, MINE, context, refusal.denial)
    messages.success(request, _("Saved. Recommendations take it into account from now on."))
    return redirect("accounts:earlier_work")


def _context(trainee: Trainee, form: forms.Form) -> dict[str, Any]:
    return {"form": form, "earlier": earlier_work_of(trainee)}


@for_trainee
@require_POST
def remove(request: HttpRequest, trainee: Trainee, earlier_id: int) -> HttpResponse:
    """Take one kind out."""
    forget_earlier_work(
        work=found_or_404(earlier_work_for(request.user, earlier_id)), by=request.user
    )
    messages.success(request, _("It is no longer in your profile."))
    return redirect("accounts:earlier_work")
