"""Which addresses of Wagtail are open? All but its own logins and passwords: there is one door, the account pages."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from allauth.account.views import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path, reverse
from wagtail import urls as site_urls
from wagtail.admin import urls as admin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.models import Site

from cms.policy import guarded
from core.kept import public_page

View = Callable[..., HttpResponse]


def leading_to(name: str) -> View:
    """Make a view that leads over to one of the account pages, whatever was sent to it."""

    @login_not_required
    def lead(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(reverse(name) + (f"?{query}" if query else ""))

    return lead


@login_not_required
def nothing_here(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Say that there is no such page."""
    raise Http404


def with_fields(view: View, names: tuple[str, ...]) -> View:
    """Make a view that reads fields which were not sent at all as empty ones: what then is missing, its form says."""

    @wraps(view)
    def filled(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            sent = request.POST.copy()
            for name in names:
                sent.setdefault(name, "")
            request.POST = sent  # type: ignore[assignment]  # Django's setter
        return view(request, *args, **kwargs)

    return filled


@require_admin_access
def site_first(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Start among the pages of the site; above it stands nothing that anybody edits."""
    site = Site.find_for_request(request)
    return HttpResponseRedirect(
        reverse("wagtailadmin_explore", args=[site.root_page_id if site else 1])
    )


# Forms of Wagtail that cannot judge a field which was not sent.
FILLED = {"wagtailadmin_choose_page_external_link": ("external-link-chooser-url",)}

DOORS: dict[str, View] = {
    "wagtailadmin_explore_root": site_first,
    "wagtailadmin_login": leading_to("account_login"),
    "wagtailcore_login": leading_to("account_login"),
    "wagtailadmin_logout": logout,
    "wagtailadmin_password_reset": leading_to("account_reset_password"),
    "wagtailadmin_password_reset_done": leading_to("account_reset_password"),
    "wagtailadmin_password_reset_confirm": leading_to("account_reset_password"),
    "wagtailadmin_password_reset_complete": leading_to("account_reset_password"),
}


def with_policy(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    """Return the addresses with the editor's policy on every page."""
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = list(with_policy(each.url_patterns))
            yield URLResolver(
                each.pattern, inner, each.default_kwargs, each.app_name, each.namespace
            )
        elif each.name in DOORS:
            yield each
        else:
            yield URLPattern(each.pattern, guarded(each.callback), each.default_args, each.name)


def with_one_door(
    patterns: Iterable[URLPattern | URLResolver],
) -> Iterator[URLPattern | URLResolver]:
    """Return Wagtail's addresses; behind those of a login stands ours."""
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = list(with_one_door(each.url_patterns))
            yield URLResolver(
                each.pattern, inner, each.default_kwargs, each.app_name, each.namespace
            )
        elif each.name in DOORS:
            yield URLPattern(each.pattern, DOORS[each.name], each.default_args, each.name)
        elif each.name in FILLED:
            yield URLPattern(
                each.pattern,
                with_fields(each.callback, FILLED[each.name]),
                each.default_args,
                each.name,
            )
        else:
            yield each


def kept_for_visitors(patterns: Iterable[URLPattern]) -> Iterator[URLPattern]:
    """Return the site's addresses; what visitors read of the pages in the tree is kept."""
    for each in patterns:
        is_page = each.name == "wagtail_serve"
        view = login_not_required(public_page(each.callback)) if is_page else each.callback
        yield URLPattern(each.pattern, view, each.default_args, each.name)


# People are invited and leave through the office's own pages, which check and record: nobody is made, changed or deleted here.
admin: list[URLPattern | URLResolver] = [
    path("bulk/accounts/<path:rest>", nothing_here, name="closed_bulk"),
    path("failwhale/", nothing_here, name="closed_failwhale"),  # breaks on purpose
    path("test404/", nothing_here, name="closed_test404"),
    *with_policy(with_one_door(admin_urls.urlpatterns)),
]
pages: list[URLPattern | URLResolver] = list(
    with_one_door(kept_for_visitors(site_urls.urlpatterns))
)
