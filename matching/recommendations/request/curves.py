"""How does each part score contribute to the score? As a drawing for everybody, and in words for one pair.

All values are relative to neutral, as in the sentences: unknown input adds nothing. Points are those of a card, a hundred in
all. Every drawing has the same scale, so that a small part looks small.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matching.reasons import LABELS
from recommender import Weights
from recommender.learned.weighing import LEAST_SKILL, LEAST_WISH
from recommender.ranking.reasons import CLOSE, NEUTRALS, ScorePart
from recommender.score.scores import NEUTRAL, PAY_TOLERANCE
from recommender.score.weights import FEATURES, KNOTS

WIDTH, HEIGHT, EDGE = 300, 112, 8
MEANINGS: dict[str, str | Promise] = {
    "skill": gettext_lazy("How much of the skills asked for is there, by importance and level."),
    "pay": gettext_lazy("How the monthly pay stands to the lowest pay that the person wants."),
    "place": gettext_lazy(
        "Whether the workplace is in a wanted place or, where none is named, in the home town."
    ),
    "occupation": gettext_lazy("Whether it is one of the wanted occupations."),
    "text": gettext_lazy("How much what the person wrote resembles the text of the opening."),
    "learned": gettext_lazy(
        "How much more often than at random people with a similar way found work like this."
    ),
}


def _below_the_wish(share: float) -> str:
    return _("%(share)d %% below the wish") % {"share": round(100 * share)}


below_the_wish = lazy(_below_the_wish, str)
UNKNOWN = gettext_lazy("not known")
ANOTHER = gettext_lazy("in another place")
MARKS: dict[str, dict[float, str | Promise]] = {
    "skill": {
        0.0: gettext_lazy("none of it"), 0.25: gettext_lazy("a quarter of it"), 0.5: gettext_lazy("half of it"),
        0.75: gettext_lazy("three quarters of it"), 1.0: gettext_lazy("all of it"),
    },
    "pay": {
        0.0: below_the_wish(PAY_TOLERANCE), 0.25: below_the_wish(PAY_TOLERANCE / 2),
        0.5: gettext_lazy("its upper end just reaches the wish"), 0.75: gettext_lazy("half of its range reaches the wish"),
        1.0: gettext_lazy("it reaches the wish"),
    },
    "place": {0.4: ANOTHER, 0.5: UNKNOWN, 1.0: gettext_lazy("in a wanted place")},
    "occupation": {0.0: gettext_lazy("another occupation"), 0.5: UNKNOWN, 1.0: gettext_lazy("a wanted occupation")},
    "text": {0.0: gettext_lazy("not at all"), 0.5: gettext_lazy("by half"), 1.0: gettext_lazy("word for word")},
    "learned": {
        0.0: gettext_lazy("hardly ever"), 0.5: gettext_lazy("as often as at random"), 1.0: gettext_lazy("most often"),
    },
}  # fmt: skip
LEAST_POINTS = {
    "skill": round(LEAST_SKILL * 100),
    "wish": round(LEAST_WISH * 100),
}  # whatever is learned
STEPPED = frozenset({"place", "occupation"})  # nothing lies between their values


@dataclass(frozen=True, slots=True)
class Spot:
    """One marked value of a drawing: its position, its name, its contribution relative to neutral in points."""

    x: float
    y: float
    words: str | Promise
    points: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One part as it counts: its line (empty if it has only single values), its marked values, its neutral value."""

    label: str | Promise
    weight: str
    meaning: str | Promise
    line: str
    spots: tuple[Spot, ...]
    neutral: float
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def told(self) -> str:
        """All of it in words."""
        return " · ".join(f"{spot.words} {spot.points}" for spot in self.spots)


def drawings(weights: Weights) -> list[Drawing]:
    """Return a drawing of each score that counts, all on one scale."""
    names = [name for name in FEATURES if getattr(weights, name)]
    ends = [_above(weights, name, score) for name in names for score in MARKS[name]]
    most, least = max(ends), min(ends)

    def height(above: float) -> float:
        return round(EDGE + (HEIGHT - 2 * EDGE) * (most - above) / (most - least), 1)

    return [_drawing(weights, name, height) for name in names]


def _drawing(weights: Weights, name: str, height: Callable[[float], float]) -> Drawing:
    spots = tuple(
        Spot(
            _across(score),
            height(_above(weights, name, score)),
            words,
            signed(_above(weights, name, score)),
        )
        for score, words in MARKS[name].items()
    )
    bends = (
        []
        if name in STEPPED
        else [(_across(knot), height(_above(weights, name, knot))) for knot in KNOTS.tolist()]
    )
    line = " ".join(f"{x},{y}" for x, y in bends)
    return Drawing(
        LABELS[name],
        f"{getattr(weights, name) * 100:.1f}",
        MEANINGS[name],
        line,
        spots,
        height(0.0),
    )


def _across(score: float) -> float:
    return round(EDGE + (WIDTH - 2 * EDGE) * score, 1)


def _above(weights: Weights, name: str, score: float) -> float:
    """Return the contribution of a score relative to neutral."""
    at, neutral = (
        float(weights.contribution(name, one)) for one in (score, NEUTRALS.get(name, NEUTRAL))
    )
    return at - neutral


def signed(above: float) -> str:
    """Return a share as points with its sign; nothing is 0."""
    points = f"{abs(above) * 100:.1f}"
    if points == "0.0":
        return "0"
    return f"+{points}" if above > 0 else f"−{points}"


def standing(part: ScorePart, weights: Weights) -> str:
    """Return in words the pair's position on the curve of one part and its contribution; "" if there is none."""
    if part.name not in FEATURES or not getattr(weights, part.name):
        return ""
    score = weights.score_of(part.name, part.share)
    words = WORDS.get((part.name, part.branch)) or SCORED[part.name](score)
    return _("%(where)s: %(points)s") % {"where": words, "points": signed(part.above)}


def _share(words: str | Promise, share: float) -> str:
    return str(words) % {"share": round(share * 100)}


def _reached(score: float) -> str:
    """Return in words how pay compares with a wish that it does not fully reach."""
    if score >= NEUTRAL:
        return _share(_("the upper %(share)d %% of the range reach your wish"), score / NEUTRAL - 1)
    if score <= 0:
        return _share(_("%(share)d %% or more below your wish"), PAY_TOLERANCE)
    return _share(
        _("%(share)d %% below your wish"), max(0.01, (1 - score / NEUTRAL) * PAY_TOLERANCE)
    )


def _among(low: str | Promise, high: str | Promise, score: float) -> str:
    """Return the word for a score below or above neutral; at neutral it is unknown."""
    if abs(score - NEUTRAL) < CLOSE:
        return str(UNKNOWN)
    return str(high if score > NEUTRAL else low)


MONTHLESS = gettext_lazy("not counted by the month")
# Part and branch of the engine whose value has a name, whatever the score.
WORDS: Mapping[tuple[str, str], str | Promise] = {
    ("skill", ""): gettext_lazy("nothing is asked"),
    ("pay", ""): gettext_lazy("no wish named"),
    ("pay", "unit"): MONTHLESS,
    ("pay", "piece_unit"): MONTHLESS,
    **{
        ("pay", branch): gettext_lazy("all of it reaches your wish")
        for branch in ("guaranteed", "from", "piece")
    },
    ("place", ""): UNKNOWN,
    ("place", "wanted_here"): gettext_lazy("in a place you want"),
    ("place", "home_here"): gettext_lazy("in your home town"),
    ("place", "wanted"): ANOTHER,
    ("place", "home"): ANOTHER,
}
SCORED: Mapping[str, Callable[[float], str]] = {
    "skill": partial(
        _share, gettext_lazy("%(share)d %% of what is asked, by importance and level")
    ),
    "pay": _reached,
    "occupation": partial(
        _among, gettext_lazy("another occupation"), gettext_lazy("an occupation you want")
    ),
    "text": partial(_share, gettext_lazy("%(share)d %% alike")),
    "learned": partial(
        _among,
        gettext_lazy("more seldom than at random"),
        gettext_lazy("more often than at random"),
    ),
}
