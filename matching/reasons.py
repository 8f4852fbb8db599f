"""In which words is a recommendation explained? Every sentence explains one part of the score, with its sign."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

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
    "new": _("New on the list"),
}
AHEAD: dict[str, str | Promise] = {"skill": _("how much each skill counts, and its level")}
RULES: dict[str, str | Promise] = {
    "closed": _("It is not on the list at present."),
    "filled": _("All its positions are taken."),
    "under_age": _("Work is for people of 16 and over."),
    "no_consent": _("You have switched recommendations off."),
    "not_for_me": _("You said that it is not for you."),
    "already_applied": _("You have applied already."),
    "education_below": _("It asks for more schooling than your profile shows."),
    "internship": _(
        "Internships are for people who study and whom the law lets start one: not in the first year, nor under 18 before a "
        "guardian agreed. Your years of study stand in your profile."
    ),
}


# Part, branch and side (below, at or above neutral) → the sentence. No values are compared here.
Told = tuple[str, str, int]
SENTENCES: dict[Told, str | Promise] = {
    ("skill", "all", 1): _("You have all the skills asked for."),
    ("skill", "none", -1): _("You have none of the skills asked for yet."),
    ("pay", "guaranteed", 1): _("The guaranteed pay reaches what you want."),
    ("pay", "from", 1): _(
        "The pay named starts at what you want or above; the guaranteed base pay is lower."
    ),
    ("pay", "piece", 1): _(
        "With the piece rate the pay reaches what you want; the guaranteed base pay is lower."
    ),
    ("pay", "upper", 1): _("Only the upper end of the pay reaches what you want."),
    ("pay", "upper", 0): _("Only the upper end of the pay just reaches what you want."),
    ("pay", "piece_upper", 1): _("Only the upper end of the piece rate reaches what you want."),
    ("pay", "piece_upper", 0): _(
        "Only the upper end of the piece rate just reaches what you want."
    ),
    ("pay", "below", -1): _("The pay stays below what you want."),
    ("pay", "piece_unit", 0): _(
        "Paid by the piece: whether it reaches what you want a month is not known."
    ),
    ("pay", "unit", 0): _("Not paid by the month: whether it reaches what you want is not known."),
    ("place", "wanted_here", 1): _("The workplace is in a place you want."),
    ("place", "wanted", 1): _("The workplace is near a place you want."),
    ("place", "wanted", -1): _("The workplace is in none of the places you want."),
    ("place", "home_here", 1): _("The workplace is in your home town."),
    ("place", "home", 1): _("The workplace is near your home town."),
    ("place", "home", -1): _("The workplace is in another town than your home."),
    ("occupation", "", 1): _("It is one of the occupations you want."),
    ("occupation", "", -1): _("It is another occupation than those you want."),
    ("text", "", 1): _("What you wrote resembles this work."),
    ("learned", "", 1): _(
        "People with similar wishes, schooling and earlier work often found work like this."
    ),
    ("learned", "", -1): _(
        "People with similar wishes, schooling and earlier work seldom found work like this."
    ),
    ("crowding", "", -1): _("Many people are shown it already, so it stands lower on every list."),
    ("new", "", 1): _("It is new, so it stands higher on every list."),
}
QUIET = frozenset({"text", "learned", "crowding"})  # mentioned only if it affects the order
NOTICED = 0.02  # of a score: smaller contributions are not mentioned


class PartOfScore(Protocol):
    """The input of a sentence: a part of a score, its branch, and its side and distance from neutral."""

    @property
    def name(self) -> str:
        """The part."""

    @property
    def branch(self) -> str:
        """The case that gave the score."""

    @property
    def above(self) -> float:
        """The contribution minus neutral."""

    @property
    def side(self) -> int:
        """For (1), against (-1) or neither (0)."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence, and whether it is for (1), against (-1) or neutral (0).

    `is_counted`: it gives the number of matching skills, which the line of skills above every list of reasons has already.
    """

    sentence: str | Promise
    side: int
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A skill that is asked for and not held to the level, and the free or subsidised courses that teach it."""

    skill: Skill
    asked: int
    have: int
    importance: int
    is_essential: bool = False
    courses: tuple[Any, ...] = ()


def gaps_of(missing: Iterable[Any], known: Mapping[int, Gap]) -> tuple[Gap, ...]:
    """Return the gaps of one pick, most important first, with the courses found for all picks together."""
    gaps = [
        replace(
            known[fit.skill_id],
            asked=fit.asked,
            have=fit.have,
            importance=fit.importance,
            is_essential=fit.is_essential,
            courses=courses_for(known[fit.skill_id].courses, fit.asked, fit.have),
        )
        for fit in missing
    ]
    return tuple(
        sorted(
            gaps,
            key=lambda gap: (
                not gap.is_essential,
                -gap.importance,
                -(gap.asked - gap.have),
                gap.skill.pk,
            ),
        )
    )


def courses_for(taught: Iterable[Any], asked: int, have: int) -> tuple[Any, ...]:
    """Return the courses that reach the asked level, the shortest first; else those that at least raise the level."""
    rows = [row for row in taught if row.level > have]
    reaching = sorted(
        (row for row in rows if row.level >= asked), key=lambda row: (row.level, row.course.hours)
    )
    return tuple(row.course for row in reaching or rows)


def reasons_of(parts: Iterable[PartOfScore], matched: int, missing: int) -> tuple[Reason, ...]:
    """Return the sentences for one pair: one per part, with the sign of its contribution."""
    found = (_reason(part, matched, missing) for part in parts)
    return tuple(reason for reason in found if reason)


def _reason(part: PartOfScore, matched: int, missing: int) -> Reason | None:
    if part.name in QUIET and abs(part.above) < NOTICED:
        return None
    if part.name == "skill" and part.branch == "some":
        return Reason(_some_skills(matched, matched + missing), part.side, is_counted=bool(matched))
    sentence = SENTENCES.get((part.name, part.branch, part.side))
    return Reason(sentence, part.side, is_counted=part.name == "skill") if sentence else None


def _some_skills(matched: int, total: int) -> str | Promise:
    if not matched:
        return _("You have the skills asked for in part, none to the level asked.")
    return ngettext_lazy(
        "You have %(matched)d of %(total)d skill asked for.",
        "You have %(matched)d of the %(total)d skills asked for.",
        total,
    ) % {"matched": matched, "total": total}


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
                "Place %(rank)s, %(title)s: free positions: %(seats)s. Those proposed have more of the skills asked for "
                "(by importance and level: %(least)s %% or more, here %(skill)s %%)."
            )
            % told
        )
    return (
        _(
            "Place %(rank)s, %(title)s: free positions: %(seats)s. Those proposed have as many of the skills asked for "
            "(by importance and level: %(skill)s %%) and fit at least as well in pay, place and wanted work."
        )
        % told
    )
