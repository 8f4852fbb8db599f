"""How are facets, their values and the orders of the catalogue called in the reader's language?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cms.facets import SORTS, Choice, Option
from core.i18n import is_english
from core.templatetags.zhicai import level

FACETS = {
    "track": _("Field"),
    "level": _("Level"),
    "mode": _("How it is taught"),
    "month": _("Starts in"),
    "free": _("Seats"),
    "subsidised": _("Cost"),
}
SWITCHES = {"free": _("With free seats"), "subsidised": _("Subsidised")}
SORT_NAMES = {"soon": _("Next start first"), "hours": _("Shortest first"), "title": _("By title")}


@dataclass(frozen=True)
class Label:
    """One clickable word: what it says, where it leads, how many courses it would leave."""

    label: str
    url: str
    is_selected: bool
    count: int = 0


@dataclass(frozen=True)
class Group:
    """A facet with its name and options."""

    name: str
    options: list[Label]


def named_groups(
    found: Mapping[str, list[Option]], tracks: Mapping[str, str], modes: Mapping[str, str]
) -> list[Group]:
    """Name every facet and option; a facet that no course has is left out."""
    names = {"track": tracks, "mode": modes}
    return [
        Group(
            str(FACETS[facet]),
            [
                Label(_name(o, names.get(facet, {})), f"?{o.query}", o.is_chosen, o.count)
                for o in options
            ],
        )
        for facet, options in found.items()
        if options
    ]


def named_sorts(choice: Choice) -> list[Label]:
    """Name the orders, each with its address."""
    return [
        Label(
            str(SORT_NAMES[sort]),
            f"?{choice.address(sort='' if sort == SORTS[0] else sort)}",
            sort == choice.sort,
        )
        for sort in SORTS
    ]


def _name(option: Option, names: Mapping[str, str]) -> str:
    """Return the name of one option."""
    if option.facet == "level":
        return level(int(option.value))
    if option.facet == "month":
        year, month = map(int, option.value.split("-"))
        return date_format(date(year, month, 1), "F Y") if is_english() else f"{year}年{month}月"
    return str(SWITCHES.get(option.facet) or names.get(option.value, option.value))
