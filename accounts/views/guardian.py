"""How does a young person note that a guardian agrees to internships?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import permissions, queries
from accounts.actions.guardians import record_guardian_consent, withdraw_guardian_consent
from accounts.forms.guardian import GuardianForm
from accounts.models import Trainee
from accounts.views.guards import for_trainee
from core import clock
from core.denials import Refused
from core.http import page, refused

FIELDS = ("guardian_name", "guardian_phone", "given_on")


@for_trainee
@require_http_methods(["GET", "HEAD", "POST"])
def guardian(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Show what is noted, and note who agreed and when."""
    form, now = GuardianForm(request.POST or None), clock.now()
    denial = permissions.denies_grown_up(trainee, clock.local_date(now))
    context = {"form": form, "consent": queries.guardian_consent_of(trainee), "denial": denial}
    if request.method != "POST":
        return page(request, "accounts/guardian.html", context)
    if not form.is_valid():
        return refused(request, "accounts/guardian.html", context, denial)
    given = {name: form.cleaned_data[name] for name in FIELDS}
    try:
        record_guardian_consent(trainee=trainee, **given, by=request.user, now=now)
    except Refused as refusal:
        return refused(request, "accounts/guardian.html", context, refusal.denial)
    messages.success(
        request, _("It is noted that your guardian agrees. You can apply for internships now.")
    )
    return redirect("accounts:guardian")


@for_trainee
@require_POST
def withdraw_guardian(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Take the guardian's yes back, with one tap."""
    withdraw_guardian_consent(trainee=trainee, by=request.user, now=clock.now())
    messages.success(request, _("Your guardian's consent is withdrawn."))
    return redirect("accounts:guardian")
