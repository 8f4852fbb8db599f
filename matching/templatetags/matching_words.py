"""How is an audit entry of this room said in words?"""

from django import template
from django.utils.translation import gettext as _

from core.models import AuditEntry
from matching.states import APPLICATION, OPENING, ROUND, ApplicationState, OpeningState, RoundState

register = template.Library()


@register.filter
def what_happened(entry: AuditEntry) -> str:
    """Return what an entry did: the state it led to, or the words of its verb."""
    room, _dot, verb = entry.verb.partition(".")
    if room == APPLICATION.name and verb == "submit":
        return _("Sent")
    if room == APPLICATION.name and entry.after in ApplicationState.values:
        return str(ApplicationState(entry.after).label)
    if room == OPENING.name and entry.after in OpeningState.values:
        return str(OpeningState(entry.after).label)
    if room == ROUND.name and entry.after in RoundState.values:
        return str(RoundState(entry.after).label)
    others = {
        "note": _("Note changed"),
        "change": _("Text changed"),
        "export": _("Downloaded as Excel"),
        "hold": _("On hold"),
        "unhold": _("Goes on"),
        "fade": _("Name removed"),
    }
    return others.get(verb, entry.verb)
