"""Which words are shown for events of a company or a national certificate, and for data accesses?"""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.codes import CodeTimes, times_of
from accounts.models import AccessLog
from core.i18n import localized
from core.models import AuditEntry

register = template.Library()

HAPPENED: dict[str, str | Promise] = {
    "company.register": _("Signed up"),
    "company.change": _("Profile changed"),
    "company.submit_documents": _("Licence submitted"),
    "company.verify": _("Verified"),
    "company.return": _("Papers returned"),
    "company.suspend": _("Suspended"),
    "company.readmit": _("Readmitted"),
    "national.claim": _("Added by the person"),
    "national.correct": _("Corrected by the person"),
    "national.check": _("Checked"),
    "national.refuse": _("Sent back"),
    "national.take_back": _("Check taken back"),
    "national.retract": _("Undone: stays checked"),
    "national.withdraw": _("Removed by the person"),
}
LOOKED_AT: dict[str, str | Promise] = {
    "office_person": _("Your record, to check your real name"),
    "national": _("A national certificate of yours"),
    "work_sample": _("A work sample of yours"),
    "profile": _("Your profile"),
    "contact": _("Your contact details"),
    "application": _("Your application"),
    "evidence": _("The record behind a figure"),
    "export": _("A list that was exported"),
    "record": _("Your learning record"),
}


@register.simple_tag(takes_context=True)
def code_times(context: dict[str, Any]) -> CodeTimes:
    """Return until when the awaited code is valid and when another can be sent."""
    return times_of(context["request"])


@register.filter
def company_event(entry: AuditEntry) -> str | Promise:
    """Say what happened in words."""
    return HAPPENED.get(entry.verb, entry.verb)


@register.filter
def looked_at(what: str) -> str | Promise:
    """Return in words which data were accessed."""
    return LOOKED_AT.get(what, what)


@register.filter
def looker(look: AccessLog) -> str:
    """Say who looked: a company by its name, everybody else by what their account is for."""
    member = getattr(look.by, "membership", None)
    return localized(member.company, "name") if member else str(look.by.get_kind_display())


@register.filter
def phone_written(number: str | None) -> str:
    """Show a stored phone number as people write it."""
    return (number or "").removeprefix("+86")
