"""How are the heads of pages, tabs and what happened so far drawn? Each part names itself once, inside of what holds it.

Built into every template (settings.TEMPLATES), so that no template loads it.
"""

from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core import clock
from core.own_parts import OwnPart, own_part, placed

register = template.Library()


@register.simple_tag(takes_context=True, name="own_part")
def place_own_part(context: Context, name: str, about: Any = None) -> str:
    """Place a part that is each reader's own, about something: `{% own_part "cms.next_step" run %}` (core/own_parts.py)."""
    request: HttpRequest = getattr(context, "request", None) or context["request"]
    return placed(request, OwnPart(name, about))


@register.simple_tag(takes_context=True)
def paper_head(context: Context, title: str = "", unit: str = "") -> str:
    """Head the paper of whoever is logged in: whose platform, what, in which unit, made by whom and when."""
    request: HttpRequest | None = context.get("request")
    about = (title, unit)
    return (
        placed(request, OwnPart("core.paper_head", about)) if request else _paper_head(None, about)
    )


@own_part("core.paper_head")
def _paper_heads(request: HttpRequest, about: list[tuple[str, str]]) -> list[str]:
    return [_paper_head(request.user, each) for each in about]


def _paper_head(user: Any, about: tuple[str, str]) -> str:
    is_in = user is not None and user.is_authenticated
    made = {"maker": user, "printed_at": clock.now()} if is_in else {}
    return render_to_string(
        "components/print_head.html", {"title": about[0], "unit": about[1], **made}
    )


@register.simple_block_tag
def drawn(content: str) -> str:
    """Keep what is drawn inside under a name: `{% drawn as heading %}{% include … %}{% enddrawn %}`."""
    return SafeString(content.strip())


@register.simple_block_tag(takes_context=True)
def page_head(
    context: Context,
    content: str,
    title: str,
    lead: str = "",
    chip: str = "",
    tone: str = "",
    count: int | None = None,
) -> str:
    """Head a page: `{% page_head title lead=… %}{% crumb … %}…{% endpage_head %}`; what else is inside stands under the title.

    `chip` and its `tone` stand beside the title, `count` says how many the page lists.
    """
    shown = {"title": title, "lead": lead, "chip": chip, "tone": tone, "count": count}
    crumbs = _gathered(context, "crumb")
    return render_to_string(
        "components/page_head.html",
        {**shown, "crumbs": crumbs, "content": SafeString(content.strip())},
    )


@register.simple_tag(takes_context=True)
def crumb(context: Context, label: str, way: str = "", *of: Any, **query: Any) -> str:
    """Say what the page belongs to: `{% crumb _("Members") "accounts:company_members" %}`, a view or an address; else no link."""
    url = _address(resolve_url(way, *of), query) if way else ""
    _gather(context, "crumb", {"label": label, "url": url})
    return ""


@register.simple_block_tag(takes_context=True)
def tabs(context: Context, content: str, label: str, current: Any) -> str:
    """Draw tabs: `{% tabs label current=… %}{% tab "licence" _("Licence") "accounts:company_licence" %}{% endtabs %}`."""
    found = [{**each, "is_current": each["key"] == current} for each in _gathered(context, "tab")]
    return render_to_string("components/tabs.html", {"tabs": found, "label": label})


@register.simple_tag(takes_context=True)
def tab(
    context: Context, key: Any, label: str, way: str = "", count: int | None = None, **query: Any
) -> str:
    """Offer a tab, current where its key is; `query` follows the address of the view, or of the page without one."""
    url = _address(resolve_url(way) if way else "", query)
    _gather(context, "tab", {"key": key, "label": label, "url": url, "count": count})
    return ""


@register.simple_block_tag(takes_context=True)
def timeline(context: Context, content: str) -> str:
    """Draw what happened, the last being where things stand: `{% timeline %}{% event … %}{% endtimeline %}`."""
    return render_to_string("components/timeline.html", {"events": _gathered(context, "event")})


@register.simple_tag(takes_context=True)
def event(context: Context, label: str, at: datetime, by: Any = "", reason: str = "") -> str:
    """Say what happened when, by whom and why: `{% event entry|what_happened entry.at %}`."""
    _gather(context, "event", {"label": label, "at": at, "by": by, "reason": reason})
    return ""


def _address(path: str, query: dict[str, Any]) -> str:
    search = urlencode({name: value for name, value in query.items() if value not in ("", None)})
    return f"{path}?{search}" if search or not path else path


def _gather(context: Context, kind: str, part: dict[str, Any]) -> None:
    _parts(context).setdefault(kind, []).append(part)


def _gathered(context: Context, kind: str) -> list[dict[str, Any]]:
    found = _parts(context).get(kind, [])
    _parts(context)[kind] = []
    return found


def _parts(context: Context) -> dict[str, list[dict[str, Any]]]:
    """Return where parts wait for what holds them: in the rendering of this template alone."""
    return cast("dict[str, list[dict[str, Any]]]", context.render_context)
