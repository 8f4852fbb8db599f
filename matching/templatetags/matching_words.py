"""How are an audit entry, the applicants of a board and recommended openings said in words?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.i18n import is_foreign, localized
from core.models import AuditEntry
from core.templatetags.boxes import chip
from core.templatetags.zhicai import authored, level, local_date, money_to
from matching.skill_words import SkillWord
from matching.states import (
    APPLICATION,
    OPENING,
    ROUND,
    ApplicationState,
    ContractType,
    OpeningState,
    PayUnit,
    RoundState,
)

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
            else f"{ApplicationState(each.state).label} · {local_date(each.moved_at)}",
            sent % {"day": local_date(each.submitted_at)},
        )
        for each in applications
    ]


@dataclass(frozen=True, slots=True)
class GapLine:
    """A skill that is missing, from which level to which, and the course that closes the gap."""

    skill: str
    levels: str
    course: str = ""
    course_url: str = ""


@dataclass(frozen=True, slots=True)
class MatchCard:
    """One recommended opening as lists show it: the words alone."""

    pk: int
    url: str
    title: Any
    pay: str
    unit: str
    company: Any
    place: str
    occupation: str
    contract: str  # "" of an internship, which has a chip
    terms: list[Any]
    skills: str
    missing: SafeString
    has_essential: bool
    for_it: list[str]
    against_it: list[str]
    besides: list[str]
    counted: list[str]
    ahead: str
    held_words: str
    held: SafeString
    gaps: list[GapLine]
    points: SafeString
    model: str
    others: tuple[int, ...]
    others_words: str


@register.filter
def match_cards(matches: Iterable[Any], name: str) -> list[MatchCard]:
    """Return the cards of the recommended openings of a list; `name` is the list's, in the addresses."""
    return [_match_card(each, name, place) for place, each in enumerate(matches, 1)]


def _match_card(match: Any, name: str, place: int) -> MatchCard:
    opening, coverage, others = match.thing, match.coverage, match.others
    have, more = len(coverage.held), len(others)
    return MatchCard(
        pk=opening.pk,
        url=f"{opening.get_absolute_url()}?from={name}&place={place}",
        title=_title(opening),
        pay=money_to(opening.pay_min, opening.pay_max),
        unit=str(PayUnit(opening.pay_unit).label),
        company=authored(localized(opening.company, "name")),
        place=localized(opening.division, "name"),
        occupation=localized(opening.occupation, "name"),
        contract="" if opening.is_internship else str(ContractType(opening.contract_type).label),
        terms=_terms(opening),
        skills=_skills(coverage),
        missing=skill_chips(coverage.missing, "warning"),
        has_essential=coverage.has_essential,
        for_it=[str(reason.sentence) for reason in match.for_it],
        against_it=[str(reason.sentence) for reason in match.against_it],
        besides=[str(reason.sentence) for reason in match.besides],
        counted=[str(reason.sentence) for reason in match.counted],
        ahead=" · ".join(map(str, match.ahead_words)),
        held_words=ngettext("%(have)s you have", "%(have)s you have", have) % {"have": have},
        held=skill_chips(coverage.held, "success"),
        gaps=[_gap_line(gap) for gap in match.gaps],
        points=_points(match),
        model=_("Model %(version)s.") % {"version": match.model_version},
        others=others,
        others_words=ngettext("and %(count)s more like it", "and %(count)s more like it", more)
        % {"count": more},
    )


def _title(opening: Any) -> Any:
    """Return a title; where a page cannot say it, the occupation before it."""
    title = localized(opening, "title")
    if not is_foreign(title):
        return title
    occupation = authored(localized(opening.occupation, "name"))
    return format_html('{} <small class="quiet">{}</small>', occupation, authored(title))


def _terms(opening: Any) -> list[Any]:
    """Return what is provided and what is not, and the shift where it is said."""
    room = _("Room provided") if opening.has_room else _("No room")
    meals = _("Meals provided") if opening.has_meals else _("No meals")
    shift = localized(opening, "shift")
    return [room, meals, authored(shift)] if shift else [room, meals]


def _skills(coverage: Any) -> str:
    counted: str = coverage.count_words
    return _("%(counted)s · missing:") % {"counted": counted} if coverage.missing else counted


def _points(match: Any) -> SafeString:
    """Draw the items of the sum by which a list is sorted."""
    return SafeString(
        "".join(
            format_html(
                '<li><div class="row-ends"><span>{}</span><span>{}</span></div>{}</li>',
                word,
                points,
                format_html('<span class="quiet">{}</span>', standing) if standing else "",
            )
            for word, points, standing in match.points
        )
    )


def _gap_line(gap: Any) -> GapLine:
    levels = f"{level(gap.have)} → {level(gap.asked)}" if gap.have else level(gap.asked)
    skill = localized(gap.skill, "name")
    if not gap.courses:
        return GapLine(skill, levels)
    course = gap.courses[0]
    return GapLine(
        skill,
        levels,
        _("Course that teaches it: %(title)s") % {"title": localized(course, "title")},
        reverse("cms:course", args=[course.code.lower()]),
    )
