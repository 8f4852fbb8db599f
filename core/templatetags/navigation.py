"""Which ways lead on from here? Pure lists by the kind of account, and the same page in another language."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context, Engine
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core import notices
from core.own_parts import OwnPart, own_part, placed

register = template.Library()


@dataclass(frozen=True, slots=True)
class Way:
    """A named page with its label and icon."""

    name: str
    label: str | Promise
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A way resolved for this request."""

    url: str
    label: str | Promise
    icon: str
    is_current: bool
    count: int = 0


HOME = Way("wagtail_serve", _("Home"), "home")
COURSES = Way("cms:catalogue", _("Courses"), "course")
OPENINGS = Way("matching:opening_list", _("Openings"), "work")
RESULTS = Way("outcomes:results", _("Results"), "chart")
VERIFY = Way("training:verify", _("Verify a certificate"), "seal")
LOGIN = Way("account_login", _("Log in"), "person")
NOTICES = Way("accounts:notices", _("Notices"), "bell")
PROFILE = Way("accounts:profile", _("My profile"), "person")

ONLY_NEW = (
    "?new=yes"  # of the notices those that are not read: what the number beside the link counts
)
FRAME = ("site_head", "site_foot", "thumb_bar")
KEPT_AT_MOST = 500  # pages of a process whose head, foot and ways are kept
_kept: dict[tuple[Any, ...], SafeString] = {}
MAIN = (COURSES, OPENINGS, RESULTS, VERIFY)
DESKS: dict[str, tuple[Way, ...]] = {
    "trainee": (
        Way("matching:my_desk", _("My desk"), "home"),
        Way("training:my_enrolments", _("My courses"), "course"),
        Way("matching:my_matches", _("Matches"), "thread"),
        Way("matching:my_applications", _("My applications"), "work"),
        PROFILE,
    ),
    "company": (
        Way("matching:company_desk", _("Company desk"), "home"),
        Way("matching:company_openings", _("Our openings"), "work"),
        NOTICES,
        Way("accounts:company_profile", _("Our company"), "person"),
    ),
    "university": (Way("outcomes:university_desk", _("School desk"), "home"), NOTICES),
    "teacher": (Way("training:teaching_desk", _("My classes"), "home"), NOTICES),
    "office": (
        Way("outcomes:office_board", _("Office board"), "home"),
        Way("training:office_runs", _("Course runs"), "course"),
        Way("matching:office_openings", _("Check openings"), "work"),
        Way("matching:placement_rounds", _("Placement rounds"), "thread"),
        Way("matching:office_matching", _("Recommendations"), "thread"),
        Way("accounts:office_companies", _("Companies"), "seal"),
        Way("accounts:office_people", _("Check names"), "person"),
        Way("accounts:office_invite", _("Invite"), "arrow"),
        Way("cms:office_synonyms", _("Search words"), "search"),
        Way("wagtailadmin_home", _("Edit the website"), "file"),
        NOTICES,
    ),
}
# The thumb's five on a phone.
BARS: dict[str, tuple[Way, ...]] = {
    "visitor": (HOME, COURSES, OPENINGS, RESULTS, LOGIN),
    "trainee": (
        Way("matching:my_desk", pgettext_lazy("short", "My desk"), "home"),
        COURSES,
        DESKS["trainee"][2],
        Way("matching:my_applications", pgettext_lazy("short", "Applied"), "work"),
        Way("accounts:profile", pgettext_lazy("short", "Profile"), "person"),
    ),
    "company": (
        Way("matching:company_desk", pgettext_lazy("short", "Desk"), "home"),
        Way("matching:company_openings", pgettext_lazy("short", "Openings"), "work"),
        COURSES,
        NOTICES,
        Way("accounts:company_profile", pgettext_lazy("short", "Company"), "person"),
    ),
    "university": (
        Way("outcomes:university_desk", pgettext_lazy("short", "Desk"), "home"),
        COURSES,
        OPENINGS,
        RESULTS,
        NOTICES,
    ),
    "teacher": (
        Way("training:teaching_desk", pgettext_lazy("short", "Classes"), "home"),
        COURSES,
        OPENINGS,
        Way("training:verify", pgettext_lazy("short", "Verify"), "seal"),
        NOTICES,
    ),
    "office": (
        Way("outcomes:office_board", pgettext_lazy("short", "Board"), "home"),
        DESKS["office"][1],
        Way("matching:office_openings", pgettext_lazy("short", "Openings"), "work"),
        Way("accounts:office_companies", pgettext_lazy("short", "Companies"), "seal"),
        NOTICES,
    ),
}


def address(way: Way) -> str:
    """Return the way's address; "" for a page that is not built yet, in DEBUG only."""
    try:
        return reverse(way.name, args=[""] if way.name == "wagtail_serve" else None)
    except NoReverseMatch:
        if settings.DEBUG:
            return ""
        raise


def links(ways: tuple[Way, ...], path: str, unread: int = 0) -> list[Link]:
    """Resolve ways, marking the one that leads to the page shown."""
    found = [(way, address(way)) for way in ways]
    return [_link(way, url, path, unread if way is NOTICES else 0) for way, url in found if url]


def _link(way: Way, url: str, path: str, count: int) -> Link:
    """Resolve one way; one with a number leads to the rows that are counted."""
    return Link(
        f"{url}{ONLY_NEW}" if count else url, way.label, way.icon, is_current(url, path, way), count
    )


def is_current(url: str, path: str, way: Way) -> bool:
    """Tell whether the page shown lies under an address; the home page only is itself."""
    return path == url if way is HOME or way.icon == "home" else path.startswith(url)


def kind_of(user: Any) -> str:
    """Return what an account is for; "visitor" without one."""
    return getattr(user, "kind", "") if user is not None and user.is_authenticated else "visitor"


def unread_of(user: Any) -> int:
    """Return how many notices wait; the user of a session brings the number, one who logs in just now does not."""
    known: int | None = getattr(user, "unread_notices", None)
    return notices.unread_count(user) if known is None else known


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any]) -> dict[str, Any]:
    """Return the links of the main menu, the desk row and the phone's bottom bar, and the count of unread notices."""
    request: HttpRequest | None = context.get("request")
    user = context.get("user")
    kind = kind_of(user)
    unread = unread_of(user) if kind != "visitor" else 0
    return _ways(get_language(), kind, request.path if request else "", unread)


@lru_cache(maxsize=KEPT_AT_MOST)
def _ways(_language: str | None, kind: str, path: str, unread: int) -> dict[str, Any]:
    """Return the same for everybody of a kind with as many new notices; addresses are of one language."""
    desk = DESKS.get(kind, ())
    return {
        "kind": kind,
        "main": links(MAIN, path),
        "desk": links(desk, path, unread),
        "bar": links(BARS.get(kind, BARS["visitor"]), path, unread),
        "unread": unread,
        "only_new": ONLY_NEW if unread else "",
    }


@register.simple_tag(takes_context=True)
def frame(context: Context, name: str) -> str:
    """Draw a part of every page, which is kept for all for whom it is the same: `{% frame "site_foot" %}`.

    The part knows the language, the kind of account, the number of new notices, the page and how one likes to read; it is not
    given the user, so nothing of a person can be in it. A page with a question in its address is drawn anew.
    """
    request: HttpRequest | None = context.get("request")
    if request is None:  # an error page without one
        return _drawn(name, None)
    return placed(request, OwnPart("core.frame", FRAME.index(name)))


@own_part("core.frame")
def _frame(request: HttpRequest, places: list[int]) -> list[str]:
    return [_kept_part(FRAME[place], request) for place in places]


def _kept_part(name: str, request: HttpRequest) -> str:
    if request.GET:
        return _drawn(name, request)
    reads = (*preferences({"request": request}).values(), *settings.OPERATOR.values())
    ways = navigation({"request": request, "user": getattr(request, "user", None)})
    key = (name, get_language(), ways["kind"], ways["unread"], request.path, reads)
    drawn = _kept.get(key)
    if drawn is None:
        if len(_kept) >= KEPT_AT_MOST:
            _kept.clear()
        drawn = _kept[key] = _drawn(name, request)
    return drawn


def _drawn(name: str, request: HttpRequest | None) -> SafeString:
    ways = navigation({"request": request, "user": getattr(request, "user", None)})
    part = {
        "ways": ways,
        "links": ways["bar"],
        "likes": preferences({"request": request}),
        "operator": settings.OPERATOR,
        "request": request,
    }
    context: Any = Context(part)
    context.request = request  # `querystring` looks for it here
    return Engine.get_default().get_template(f"components/{name}.html").render(context)


@register.simple_tag
def way_to(name: str) -> str:
    """Return the address of a page of the frame (footer, header)."""
    return address(Way(name, ""))


@register.simple_tag
def page_at(slug: str) -> str:
    """Return the address of a page that editors keep at the top of the site: privacy, terms, help, about, news."""
    return reverse("wagtail_serve", args=[f"{slug}/"])


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the same page in each language."""
    request: HttpRequest | None = context.get("request")
    here = request.get_full_path() if request else "/"
    return [
        {
            "code": code,
            "name": name,
            "url": translate_url(here, code),
            "is_current": code == get_language(),
        }
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def preferences(context: dict[str, Any]) -> dict[str, Any]:
    """Return how this person likes to read; the defaults where no request got that far."""
    request = context.get("request")
    return {"elder": getattr(request, "elder", False), "theme": getattr(request, "theme", "")}
