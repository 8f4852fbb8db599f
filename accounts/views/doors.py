"""How does somebody come in? Two doors, each leading over to the other, and the way to one's own desk."""

from typing import Any

from allauth.account.internal.flows.signup import complete_signup
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse, RateLimited
from allauth.decorators import rate_limit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import limits
from accounts.forms.signup import CompanyDoorForm, DoorForm, TraineeDoorForm
from accounts.models import UserKind
from accounts.queries import company_with_code
from accounts.uscc import denies_uscc, normalised
from core.constant_time import in_constant_time
from core.denials import Refused
from core.http import page, refused, too_often
from core.limits import address, claim, limited

DESKS = {
    UserKind.TRAINEE: "matching:my_desk",
    UserKind.COMPANY: "matching:company_desk",
    UserKind.UNIVERSITY: "outcomes:university_desk",
    UserKind.TEACHER: "training:teaching_desk",
    UserKind.OFFICE: "outcomes:office_board",
}


@require_safe
def after_login(request: HttpRequest) -> HttpResponse:
    """Lead everybody to their own desk."""
    return redirect(DESKS[UserKind(request.user.kind)])


@login_not_required
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Offer the two ways to sign up; the original destination is passed on."""
    target = get_next_redirect_url(request)
    return page(
        request, "accounts/door.html", {"way": f"?{urlencode({'next': target})}" if target else ""}
    )


@login_not_required
@never_cache
@sensitive_post_parameters("password1")
@limited(limits.SIGN_UPS, address)
@in_constant_time
@rate_limit(action="signup")
@require_http_methods(["GET", "HEAD", "POST"])
def join_trainee(request: HttpRequest) -> HttpResponse:
    """Sign a person up; a firm is led over to its own door with what it typed."""
    if request.user.is_authenticated:
        return _already_in(request, UserKind.TRAINEE)
    form = TraineeDoorForm(request.POST or None, initial=_carried(request, "real_name"))
    if request.method == "POST":
        if form.is_at_wrong_door():
            return _lead_to_company_door(request)
        if form.is_valid():
            return _join(request, form, "accounts/join_trainee.html")
    return _door_page(request, "accounts/join_trainee.html", form)


@login_not_required
@never_cache
@sensitive_post_parameters("password1")
@limited(limits.SIGN_UPS, address)
@in_constant_time
@rate_limit(action="signup")
@require_http_methods(["GET", "HEAD", "POST"])
def join_company(request: HttpRequest) -> HttpResponse:
    """Sign a firm up with its first owner."""
    if request.user.is_authenticated:
        return _already_in(request, UserKind.COMPANY)
    form = CompanyDoorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _join(request, form, "accounts/join_company.html")
    return _door_page(request, "accounts/join_company.html", form)


def _door_page(request: HttpRequest, template: str, form: DoorForm, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return page(
        request,
        template,
        {"form": form, "led_over": False, "denial": None, **context},
        status=status,
    )


def _join(request: HttpRequest, form: DoorForm, template: str) -> HttpResponse:
    """Make the account, then go on to the code and to where the person was going; too many tries get a sentence."""
    target = get_next_redirect_url(request) or reverse("accounts:after_login")
    try:
        user, response = form.try_save(request)
        return response or complete_signup(request, user=user, redirect_url=target)
    except Refused as refusal:
        return refused(request, template, {"form": form, "led_over": False}, refusal.denial)
    except RateLimited:
        return too_often(request, limits.MANY_CODES)
    except ImmediateHttpResponse as answer:
        return answer.response


def _lead_to_company_door(request: HttpRequest) -> HttpResponse:
    """Show the company's door with everything that fits there already filled in."""
    typed = str(request.POST.get("real_name", ""))
    name = {"uscc": normalised(typed)} if denies_uscc(typed) is None else {"name_zh": typed}
    kept = {key: request.POST.get(key, "") for key in ("phone", "email")}
    form = CompanyDoorForm(initial={**name, **kept})
    context = {"form": form, "led_over": True, "denial": None}
    return page(request, "accounts/join_company.html", context, status=422)


def _carried(request: HttpRequest, *names: str) -> dict[str, str]:
    return {name: request.GET[name] for name in names if name in request.GET}


def _already_in(request: HttpRequest, wanted: str) -> HttpResponse:
    """Say that somebody is logged in, and how to come in as the other kind."""
    if request.method == "POST" or request.user.kind == wanted:
        return redirect("accounts:after_login")
    return page(request, "accounts/other_door.html", {"wanted": wanted})


@login_not_required
@require_safe
def check_uscc(request: HttpRequest) -> HttpResponse:
    """Say while typing what is wrong with a credit code, or that it fits."""
    code = normalised(request.GET.get("uscc", ""))[:40]
    denial = claim(limits.CREDIT_CODES, address(request)) or (denies_uscc(code) if code else None)
    is_known = bool(code) and denial is None and company_with_code(code) is not None
    return page(
        request,
        "accounts/parts/uscc_check.html",
        {"code": code, "denial": denial, "is_known": is_known},
    )
