"""What is the nightly training told about groups, and in which sentences is the result shown?

The only place where learned lists and group membership meet. Ids, counts and words of columns come in. Out go the proxy columns
and whether the lists are acceptable, never who belongs to a group.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from matching.learning_words import TRAITS
from outcomes.fair_learning import BOUND, PRICE, Csr, GroupGaps, Key, Telling, gaps, tellings
from outcomes.fairness import Ints
from outcomes.figures.fair_words import CHARACTERISTICS, NAMES
from outcomes.groups import groups_of
from outcomes.queries.fairness import people


class GroupComparer:
    """Compares the groups of `outcomes.groups`; registered with the room that learns."""

    bound, price = BOUND, PRICE

    def gaps(self, ids: Ints, qualified: Ints, shown: Ints, on: date) -> GroupGaps:
        """Compare lists of the principled score with those of the model."""
        return gaps(qualified, shown, groups_of(people(ids.tolist()), on), on.toordinal())

    def tellings(
        self, ids: Ints, columns: Mapping[str, Csr], behind: Collection[Key], on: date
    ) -> Sequence[Telling]:
        """Return how well each column predicts the groups that fall behind, the best first."""
        return tellings(columns, groups_of(people(ids.tolist()), on), behind, on.toordinal())

    def said(self, told: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the card's comparison of groups in sentences; nothing if they were not compared."""
        if not told:
            return ()
        if not told.get("limits"):
            return (_unlimited(told["before"]),)
        return (*_behind(told), *_limited(told), *_after(told))


def _unlimited(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return _("There are not enough people yet to compare groups on the lists as learned.")
    worst = max(rows, key=lambda row: float(row["gap"]))
    words = _(
        "No group surely falls more than %(bound)s points behind on companies' lists by what was learned. Furthest: %(group)s, "
        "%(gap)s points."
    )
    return words % {"bound": _points(BOUND), "group": _group(worst), "gap": _points(worst["gap"])}


def _behind(told: Mapping[str, Any]) -> list[str]:
    words = _(
        "%(group)s: by skills and wishes %(qualified)s %% of the places within their occupations, by what was learned "
        "%(shown)s %%, a gap of %(gap)s points."
    )
    keys = [tuple(key) for key in told["behind"]]
    rows = [row for row in told["before"] if (row["characteristic"], row["group"]) in keys]
    return [
        words
        % {
            "group": _group(row),
            **{name: _points(row[name]) for name in ("qualified", "shown", "gap")},
        }
        for row in rows
    ]


def _limited(told: Mapping[str, Any]) -> list[str]:
    limits, said = told["limits"], []
    best = {one["column"]: one for one in reversed(told["tellings"])}
    for one in told["tried"]:
        if not one["is_left_out"]:
            continue
        tells = best[one["column"]]
        words = _(
            "Left out of what is learned from: %(column)s. It tells %(group)s from the others in %(right)s of 100 pairs; "
            "without it the gap goes from %(before)s to %(after)s points."
        )
        numbers = {
            "right": round(100 * tells["right"]),
            "before": _points(one["before"]),
            "after": _points(one["after"]),
        }
        said.append(words % {"column": TRAITS[one["column"]], "group": _group(tells), **numbers})
    stays = _(
        "%(column)s tells %(group)s from the others in %(right)s of 100 pairs; it stays: the bound holds with it."
    )
    for one in told["tellings"]:
        if one["is_sure"] and one["column"] not in limits["left_out"]:
            numbers = {"column": TRAITS[one["column"]], "right": round(100 * one["right"])}
            said.append(stays % {**numbers, "group": _group(one)})
    if limits["evened"]:
        words = _(
            "Everybody's own level is evened out by %(share)s %%: what was learned then says which opening suits whom, "
            "less who is chosen most."
        )
        said.append(words % {"share": round(100 * limits["evened"])})
    if limits["kept"] < 1:
        words = _("What was learned counts %(share)s %% of what it would.")
        said.append(words % {"share": round(100 * limits["kept"])})
    return said


def _after(told: Mapping[str, Any]) -> list[str]:
    price = _("Price: %(price)s %% of the lists' quality on what happened later (NDCG@10).") % {
        "price": _points(max(0.0, told["price"]))
    }
    if told["price"] > PRICE:
        price += (
            " "
            + _("That is more than the 2 %% that it should cost; the bound holds all the same.")
            % {}
        )
    if told["after"] is None:
        return [
            _("Within these limits nothing learned is good enough: the principled score serves."),
            price,
        ]
    keys = [tuple(key) for key in told["behind"]]
    rows = [row for row in told["after"] if (row["characteristic"], row["group"]) in keys]
    words = _("%(group)s now: %(shown)s %%, a gap of %(gap)s points.")
    return [
        *(
            words
            % {"group": _group(row), "shown": _points(row["shown"]), "gap": _points(row["gap"])}
            for row in rows
        ),
        price,
    ]


def _group(row: Mapping[str, Any]) -> str | Promise:
    """Return the group's name; for returned persons with the characteristic."""
    name = NAMES[row["group"]]
    return f"{CHARACTERISTICS[row['characteristic']]}: {name}" if row["group"] == "others" else name


def _points(share: float) -> str:
    return f"{100 * share:.1f}".replace("-", "−")
