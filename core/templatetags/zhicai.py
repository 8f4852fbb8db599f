"""How are values shown? Grades, masked names and phones, money, hours, dates, the stored language; boxes with a body.

Built into every template (settings.TEMPLATES), so that no template loads it.
"""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms, template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock, filters, i18n, levels, places
from core.buttons import MoveButton

register = template.Library()

NOTHING = "—"


@register.filter
def localized(thing: Any, field: str) -> str:
    """Show a stored text in the reader's language."""
    return i18n.localized(thing, field)


@register.filter
def tongue(text: str) -> str:
    """Return the language of a text that people typed, for its lang attribute."""
    return i18n.tongue(text)


@register.filter
def is_foreign(text: str) -> bool:
    """Tell whether a typed text is not in the page's language."""
    return i18n.is_foreign(text)


@register.filter
def spoken_in(text: Any) -> str:
    """Return the lang attribute of an input that holds a typed text; nothing where it is in the page's language."""
    return format_html(' lang="{}"', i18n.tongue(text)) if i18n.is_foreign(text) else ""


@register.filter
def authored(text: Any) -> Any:
    """Show a text or a name as it was typed, marked with its language where that is not the page's; no name is translated."""
    if not i18n.is_foreign(text) or _has_marks(text):
        return text
    return format_html('<span lang="{}">{}</span>', i18n.tongue(text), text)


@register.simple_tag
def placed(place: str, address: str) -> Any:
    """Show an address behind the place it lies in; the place is left out where the address says it itself."""
    if not address or places.names(address, place):
        return authored(address or place)
    return format_html("{} · {}", place, authored(address))


@register.filter
def quoting(sentence: Any) -> Any:
    """Show a sentence of ours with the Chinese names and texts in it marked as such where the page is not Chinese."""
    if not i18n.is_foreign(sentence) or _has_marks(sentence):
        return sentence
    return SafeString(
        i18n.HAN_RUN.sub(r'<span lang="zh-Hans">\g<0></span>', conditional_escape(sentence))
    )


def _has_marks(text: Any) -> bool:
    return hasattr(text, "__html__") and "<" in text


@register.filter
def level(step: int | None) -> str:
    """Show a step 1…5 of our own scale by its name: 1 入门 … 5 能带教."""
    return str(levels.NAMES.get(step or 0, NOTHING))


@register.filter
def phone_masked(phone: Any) -> str:
    """Show a phone number as 138****0000."""
    digits = re.sub(r"\D", "", str(phone or ""))
    if not digits:
        return NOTHING
    if len(digits) > 11 and digits.startswith("86"):
        digits = digits[2:]
    return (
        f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 11 else f"{digits[:1]}****{digits[-2:]}"
    )


@register.filter
def name_masked(name: str) -> str:
    """Show the first character of a name and a star for each of the others; 阿依古丽·买买提 keeps its dot."""
    return name[:1] + re.sub(r"[^\s·•.\-]", "*", name[1:])


@register.filter
def bare(label: Any) -> str:
    """Show a label without the stop at its end, where it stands inside a sentence."""
    return str(label).rstrip(".。：:")


def number(value: Any) -> str:
    """Write a number with thousands separators, without needless decimals."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return NOTHING
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


@register.filter
def money(amount: Any) -> str:
    """Show yuan as ¥6,500, or a pair as ¥6,500–8,000; nothing is —."""
    if isinstance(amount, tuple | list):
        return money_to(*amount)
    return NOTHING if amount in (None, "") else f"¥{number(amount)}"


@register.filter
def money_to(lowest: Any, highest: Any) -> str:
    """Show a span of pay, `{{ low|money_to:high }}` as ¥6,500–8,000; one number when they are the same or one is missing."""
    known = [amount for amount in (lowest, highest) if amount not in (None, "")]
    if len(known) == 2 and known[0] != known[1]:
        return f"¥{number(lowest)}–{number(highest)}"
    return money(known[0]) if known else NOTHING


@register.filter
def hours(count: Any) -> str:
    """Show 学时 (lesson hours of 45 minutes)."""
    if count in (None, ""):
        return NOTHING
    return ngettext("%(hours)s lesson hour", "%(hours)s lesson hours", int(count)) % {
        "hours": number(count)
    }


@register.filter
def grouped(value: Any) -> str:
    """Show a count with thousands separators; nothing is —."""
    return NOTHING if value in (None, "") else number(value)


@register.filter
def local_date(value: date | datetime | str | None) -> str:
    """Show a day on the city's calendar: 2026年11月23日 or 23 Nov 2026; papers keep their days as 2026-11-23."""
    if not value:
        return NOTHING
    if isinstance(value, str):
        value = date.fromisoformat(value)
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return i18n.shown_day(value)


@register.filter
def is_past(day: date | None) -> bool:
    """Tell whether a day is before today on the city's calendar."""
    return day is not None and day < clock.today()


@register.filter
def local_time(value: datetime | None) -> str:
    """Show a moment on the city's clock: 2026年11月23日 18:30."""
    if not value:
        return NOTHING
    here = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local_date(here)} {here:%H:%M}"


@register.filter
def percent_of(value: Any, whole: Any) -> int:
    """Return the whole per cent, kept within 0…100; 0 of nothing."""
    return max(0, min(100, int(100 * float(value or 0) / float(whole)))) if whole else 0


@register.simple_tag
def level_bar(held: int | None, asked: int | None = None) -> SafeString:
    """Draw a level as five stitches: filled up to the held level, marked up to the asked level."""
    held, asked = held or 0, asked or 0
    words = level(held) if held else _("None yet")
    if asked:
        words = _("%(held)s, asked for %(asked)s") % {"held": words, "asked": level(asked)}
    sewn, marked = held, max(asked - held, 0)
    stitches = ("s" * sewn + "c" * marked).ljust(5, "o")[:5]
    return SafeString(
        render_to_string("components/level_bar.html", {"stitches": stitches, "words": words})
    )


@register.simple_block_tag
def page_title(content: str) -> str:
    """Say what the page is called, and that it is Chinese where a name in it is: a title cannot be marked in part."""
    foreign = format_html(' lang="{}"', i18n.tongue(content)) if i18n.is_foreign(content) else ""
    return format_html("<title{}>{}</title>", foreign, content)


@register.simple_block_tag
def card(
    content: str,
    title: str = "",
    url: str = "",
    *,
    level: int = 3,
    chip: str = "",
    chip_tone: str = "",
    tone: str = "",
) -> str:
    """Put the body on a card: `{% card title="…" url="…" level=2 chip="…" chip_tone="…" tone="quiet" %}…{% endcard %}`."""
    head = {"title": title, "url": url, "level": level, "chip": chip, "chip_tone": chip_tone}
    return render_to_string("components/card.html", {**head, "content": content, "tone": tone})


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "", url: str = "", icon: str = "") -> str:
    """Say something important: `{% notice tone="info|success|warning|danger" title="…" %}…{% endnotice %}`."""
    shown = {"text": content, "tone": tone, "title": title, "url": url, "icon": icon}
    return render_to_string("components/notice.html", shown)


@register.inclusion_tag("components/move.html")
def move(
    button: MoveButton,
    *,
    large: bool = False,
    panel: bool = False,
    name: str = "",
    beside: str = "",
    form_id: str = "",
    why: str = "",
) -> dict[str, Any]:
    """Draw a move of a state table: its button with its form, or why it is not possible."""
    return {
        "button": button,
        "large": large,
        "panel": panel,
        "name": name,
        "beside": beside,
        "form_id": form_id,
        "why": why,
    }


@register.simple_tag
def colon() -> str:
    """Return what stands between a label and what it names."""
    return _(": ")


@register.simple_tag
def chosen(form: forms.Form) -> list[str]:
    """Return the active filters of a list, in words."""
    return filters.chosen(form)
