"""How does a trainee see and change their profile?"""

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits, queries
from accounts.actions.privacy import record_access
from accounts.actions.profile import add_work_sample, change_profile, remove_work_sample
from accounts.actions.skills import declare_skill, withdraw_skill
from accounts.forms.profile import ProfileForm, SkillForm, WorkSampleForm
from accounts.models import Trainee
from accounts.permissions.consents import Use, denies_use
from accounts.queries.earlier import earlier_work_of
from accounts.views.guards import for_trainee
from core import clock
from core.denials import Refused
from core.http import found_or_404, page, private_file, refused
from core.limits import limited
from core.limits import person as who_asks

PROFILE = "accounts/profile.html"


@for_trainee
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Show and change who I am, what I studied, what I look for."""
    # A form writes on what it is given before anything is decided: the one who asks stays as they are.
    form = ProfileForm(request.POST or None, instance=copy(trainee))
    context = {
        "form": form,
        "trainee": trainee,
        "earlier": earlier_work_of(trainee),
    }
    if request.method != "POST":
        return page(request, PROFILE, {**context, "denial": denies_use(request.user, Use.ADD)})
    if not form.is_valid():
        return refused(request, PROFILE, context)
    try:
        change_profile(trainee=trainee, values=form.cleaned_data, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, PROFILE, context, refusal.denial)
    messages.success(
        request, _("Your profile is saved. Recommendations take it into account from now on.")
    )
    return redirect("accounts:profile")


@for_trainee
@require_http_methods(["GET", "HEAD", "POST"])
def profile_skills(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Show my skills with their evidence, and add one."""
    form = SkillForm(request.POST or None, trainee=trainee)
    context = {"form": form, "held_skills": queries.proven_skills_of(trainee), "trainee": trainee}
    if request.method != "POST":
        return page(
            request,
            "accounts/skills.html",
            {**context, "denial": denies_use(request.user, Use.ADD)},
        )
    if not form.is_valid():
        return refused(request, "accounts/skills.html", context)
    try:
        declare_skill(trainee=trainee, **form.cleaned_data, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, "accounts/skills.html", context, refusal.denial)
    messages.success(request, _("The skill is in your profile."))
    return redirect("accounts:profile_skills")


@for_trainee
@require_POST
def remove_skill(request: HttpRequest, trainee: Trainee, held_id: int) -> HttpResponse:
    """Take a self-declared skill out."""
    held = found_or_404(queries.held_skill_for(request.user, held_id))
    try:
        withdraw_skill(held=held, by=request.user)
    except Refused as refusal:
        skills = {
            "form": SkillForm(trainee=trainee),
            "held_skills": queries.proven_skills_of(trainee),
            "trainee": trainee,
        }
        return refused(request, "accounts/skills.html", skills, refusal.denial)
    messages.success(request, _("The skill is no longer in your profile."))
    return redirect("accounts:profile_skills")


@for_trainee
@limited(limits.SAMPLES, who_asks)
@require_http_methods(["GET", "HEAD", "POST"])
def samples(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """Show my work samples, and add one."""
    form = WorkSampleForm(request.POST or None, request.FILES or None)
    context = {"form": form, "samples": queries.work_samples_of(trainee)}
    if request.method != "POST":
        return page(
            request,
            "accounts/samples.html",
            {**context, "denial": denies_use(request.user, Use.ADD)},
        )
    if not form.is_valid():
        return refused(request, "accounts/samples.html", context)
    try:
        add_work_sample(trainee=trainee, by=request.user, **_sample(form))
    except Refused as refusal:
        return refused(request, "accounts/samples.html", context, refusal.denial)
    messages.success(request, _("The work sample is in your profile."))
    return redirect("accounts:samples")


def _sample(form: WorkSampleForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("title", "description", "picture", "link")}


@for_trainee
@require_POST
def remove_sample(request: HttpRequest, trainee: Trainee, sample_id: int) -> HttpResponse:
    """Remove a work sample with its picture."""
    remove_work_sample(
        sample=found_or_404(queries.work_sample_for(request.user, sample_id)), by=request.user
    )
    messages.success(request, _("The work sample is removed."))
    return redirect("accounts:samples")


@require_safe
def sample_picture(request: HttpRequest, sample_id: int) -> HttpResponse:
    """Send the picture of a work sample to those who may see the person; others' looks are noted."""
    sample = found_or_404(queries.readable_sample_for(request.user, sample_id))
    if request.user.pk != sample.trainee.user_id:
        record_access(trainee=sample.trainee, what="work_sample", by=request.user)
    return private_file(sample.picture, f"sample-{sample.pk}")
