"""How are an audit entry and the applicants of a board said in words?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.i18n import localized
from core.models import AuditEntry
from core.templatetags.boxes import chip
from core.templatetags.zhicai import authored, local_date
from matching.skill_words import SkillWord
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


@register.simple_tag
def skill_chips(words: Iterable[SkillWord], tone: str) -> SafeString:
    """Draw a chip for each skill: success where it is there, warning where it is missing."""
    must = _("must have")
    return SafeString(
        "".join(
            chip(localized(each.skill, "name"), tone, must if each.is_essential else "")
            for each in words
        )
    )


@dataclass(frozen=True, slots=True)
class ApplicantCard:
    """One application as a company's board shows it: the words alone."""

    url: str
    name: Any
    hold: str  # the word of its chip, "" without one
    title: Any
    skills: str
    note: str
    sent: str


@register.filter
def applicant_cards(applications: Iterable[Any]) -> list[ApplicantCard]:
    """Return the cards of applications with their opening and its asked skills; constant words are looked up once."""
    nobody, until, sent = _("An applicant"), _("answer by %(day)s"), _("Sent %(day)s")
    on_hold = _("On hold")
    return [
        ApplicantCard(
            reverse("matching:company_application", args=[each.pk]),
            authored(each.profile.get("name", "")) if each.is_named else nobody,
            on_hold if each.held_at else "",
            authored(localized(each.opening, "title")),
            coverage.words if (coverage := each.coverage()).asked_count else "",
            until % {"day": local_date(each.lapses_at)}
            if each.stands["to_read"]
            else f"{each.get_state_display()} · {local_date(each.moved_at)}",
            sent % {"day": local_date(each.submitted_at)},
        )
        for each in applications
    ]
