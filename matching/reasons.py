"""In which words is a recommendation explained? Every sentence stands on a number of the engine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from skills.models import Skill

LABELS: dict[str, str | Promise] = {
    "skill": _("Skills"),
    "pay": _("Pay"),
    "place": _("Place"),
    "occupation": _("Wanted work"),
    "text": _("What you wrote"),
    "learned": _("What people with a similar way chose"),
    "crowding": _("Many people are shown it already"),
}
RULES: dict[str, str | Promise] = {
    "closed": _("It is not on the list at present."),
    "filled": _("All its positions are taken."),
    "hidden_by_company": _("The company does not show it."),
    "out_of_reach": _("The place is out of reach."),
    "under_age": _("Work is for people of 16 and over."),
    "no_consent": _("You have switched recommendations off."),
    "not_for_me": _("You said that it is not for you."),
    "already_applied": _("You have applied already."),
    "education_below": _("It asks for more schooling than your profile shows."),
    "internship": _(
        "The law does not let you start an internship yet: not in the first year of study, nor under 18 before a guardian agreed."
    ),
}


WISH_MET = 0.99  # below it the wish is unknown or another one
OFTEN_CHOSEN = 0.75  # of what was learned; ½ says nothing
NOTICED = 0.05  # of a score: what takes less off than this does not show in the order


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence, and whether it speaks for or against."""

    sentence: str | Promise
    is_good: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A skill that is asked for and not held to the level, and the free or subsidised courses that teach it."""

    skill: Skill
    asked: int
    have: int
    importance: int
    courses: tuple[Any, ...] = ()


def gaps_of(missing: Iterable[Any], known: Mapping[int, Gap]) -> tuple[Gap, ...]:
    """Return the gaps of one pick, most important first, with the courses found for all picks together."""
    gaps = [
        replace(
            known[fit.skill_id],
            asked=fit.asked,
            have=fit.have,
            importance=fit.importance,
            courses=courses_for(known[fit.skill_id].courses, fit.asked, fit.have),
        )
        for fit in missing
    ]
    return tuple(sorted(gaps, key=lambda gap: (-gap.importance, -(gap.asked - gap.have), gap.skill.pk)))


def courses_for(taught: Iterable[Any], asked: int, have: int) -> tuple[Any, ...]:
    """Return the courses that reach the asked level, shortest way first; else those that at least lead higher."""
    rows = [row for row in taught if row.level > have]
    reaching = sorted((row for row in rows if row.level >= asked), key=lambda row: (row.level, row.course.hours))
    return tuple(row.course for row in reaching or rows)


def reasons_of(
    opening: Any, trainee: Any, scores: Mapping[str, float], matched: int, missing: int
) -> tuple[Reason, ...]:
    """Return the sentences for one pair: skills, pay, place, wanted work, what others chose and see; scores are 0..1 by part."""
    found = (
        _skills(matched, missing),
        _pay(opening, trainee),
        _place(opening, trainee),
        _wish(scores),
        _learned(scores),
        _crowd(scores),
    )
    return tuple(reason for reason in found if reason)


def _skills(matched: int, missing: int) -> Reason | None:
    total = matched + missing
    if not total:
        return None
    if not missing:
        return Reason(_("Every skill that is asked for is there."), True)
    sentence = ngettext_lazy(
        "%(matched)d of %(total)d skill asked for is there.",
        "%(matched)d of %(total)d skills asked for are there.",
        total,
    ) % {"matched": matched, "total": total}
    return Reason(sentence, matched * 2 >= total)


def _wish(scores: Mapping[str, float]) -> Reason | None:
    if scores.get("occupation", 0.0) < WISH_MET:
        return None
    return Reason(_("It is one of the occupations that are wanted."), True)


def _crowd(scores: Mapping[str, float]) -> Reason | None:
    """Say why an opening stands lower than it fits, where that shows."""
    if scores.get("crowding", 0.0) > -NOTICED:
        return None
    return Reason(_("Many people are shown it already, so it stands lower on every list."), False)


def _learned(scores: Mapping[str, float]) -> Reason | None:
    if scores.get("learned", 0.0) < OFTEN_CHOSEN:
        return None
    return Reason(_("People with similar wishes and schooling often found work like this."), True)


def _pay(opening: Any, trainee: Any) -> Reason | None:
    if not trainee.wanted_pay_min or opening.pay_unit != "month":
        return None
    if opening.pay_min >= trainee.wanted_pay_min:
        return Reason(_("The pay starts at or above what is wanted."), True)
    if opening.pay_max >= trainee.wanted_pay_min:
        return Reason(_("The pay can reach what is wanted."), True)
    return Reason(_("The pay stays below what is wanted."), False)


def _place(opening: Any, trainee: Any) -> Reason | None:
    if trainee.home_division_id is None:
        return None
    if opening.division_id == trainee.home_division_id:
        return Reason(_("The workplace is in the home town."), True)
    return Reason(_("The workplace is in another town."), False)


def passed_over(wish: Mapping[str, Any], title: str) -> str | Promise:
    """Return why a wish before the proposed one was not met, without naming anybody."""
    told = {
        "rank": wish["rank"],
        "title": title,
        "seats": wish["seats"],
        "skill": round(wish["skill"] * 100),
        "least": round(wish["least"] * 100),
    }
    if wish["least"] > wish["skill"]:
        return (
            _(
                "Wish %(rank)s, %(title)s: free positions: %(seats)s. Those proposed have %(least)s %% or more of the skills "
                "asked for, here it is %(skill)s %%."
            )
            % told
        )
    return (
        _(
            "Wish %(rank)s, %(title)s: free positions: %(seats)s. Those proposed have as many of the skills asked for "
            "(%(skill)s %%) and fit at least as well in pay, place and wanted work."
        )
        % told
    )
