"""What does a company see of people who have not applied: enough to choose by, too little to know who it is?

A neutral name that means nothing at another opening, which of the asked skills are there, and schooling as a step. A list
in which more than a fifth would be unique is shown more coarsely, as a whole.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import HeldSkill, Trainee
from matching.models import Opening, OpeningSkill
from matching.skill_words import Coverage, counted

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
ALONE_AT_MOST = 0.2
FEW = 5  # in a shorter list everybody is unique anyway: schooling is not shown
STEPS: tuple[tuple[int, str | Promise], ...] = (
    (5, gettext_lazy("Bachelor and above")),
    (4, gettext_lazy("College")),
    (0, gettext_lazy("Below college")),
)


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person of a list, without anything that is theirs alone; `coverage` None: only how many skills are there."""

    label: str
    coverage: Coverage | None
    met: int
    asked: int
    step: str | Promise = ""

    @property
    def words(self) -> str:
        """How many of the skills are there, where they are not named."""
        return counted(self.met, self.asked)

    @property
    def shown(self) -> tuple[object, ...]:
        """Everything about the person that the card tells, to compare with others; the name tells nothing."""
        if self.coverage is None:
            return self.met, self.asked, self.step
        return frozenset(word.skill.pk for word in self.coverage.held), self.asked, self.step


def cards_of(opening: Opening, people: Sequence[Trainee]) -> list[PersonCard]:
    """Return the cards of a list in its order; two queries however long it is."""
    asked = list(
        opening.asked.select_related("skill").order_by(
            "-is_essential", "-importance", "skill__code"
        )
    )
    held = _held(asked, people)
    labels = labels_of(opening.pk, [person.pk for person in people])
    cards = []
    for person in people:
        coverage = Coverage.sent(asked, held.get(person.pk, {}))
        cards.append(
            PersonCard(labels[person.pk], coverage, len(coverage.held), len(asked), step_of(person))
        )
    return coarse_enough(cards)


def step_of(person: Trainee) -> str | Promise:
    """Return the schooling as one of three steps; nothing where it is not said."""
    if person.education is None or not person.education.rank:
        return ""
    return next(word for rank, word in STEPS if person.education.rank >= rank)


def coarse_enough(cards: list[PersonCard]) -> list[PersonCard]:
    """Tell of all what leaves at most a fifth alone: skills and schooling, skills, how many skills, or nothing but that."""
    if len(cards) < FEW:
        return [_without_step(card) for card in cards]
    tries: tuple[Callable[[PersonCard], PersonCard], ...] = (
        _as_it_is,
        _without_step,
        _essential_only,
        _counted,
    )
    for tell in tries:
        told = [tell(card) for card in cards]
        if alone(told) <= ALONE_AT_MOST * len(told):
            return told
    return [replace(card, coverage=None, met=0, asked=0, step="") for card in cards]


def alone(cards: Iterable[PersonCard]) -> int:
    """Return how many cards of a list tell something that no other tells."""
    return sum(count == 1 for count in Counter(card.shown for card in cards).values())


def _as_it_is(card: PersonCard) -> PersonCard:
    return card


def _without_step(card: PersonCard) -> PersonCard:
    return replace(card, step="")


def _essential_only(card: PersonCard) -> PersonCard:
    """Name the skills that the work cannot do without."""
    assert card.coverage is not None
    held, missing = (
        tuple(word for word in words if word.is_essential)
        for words in (card.coverage.held, card.coverage.missing)
    )
    return replace(
        card,
        coverage=Coverage(held, missing),
        met=len(held),
        asked=len(held) + len(missing),
        step="",
    )


def _counted(card: PersonCard) -> PersonCard:
    return replace(card, coverage=None, step="")


def _held(asked: list[OpeningSkill], people: Sequence[Trainee]) -> dict[int, dict[str, int]]:
    """Return person → code of the skill → level, of the asked skills."""
    wanted = HeldSkill.objects.filter(trainee__in=people, skill__in=[row.skill_id for row in asked])
    found: dict[int, dict[str, int]] = {}
    for person, skill, level in wanted.order_by("pk").values_list(
        "trainee_id", "skill__code", "level"
    ):
        found.setdefault(person, {})[skill] = level
    return found


# --- the neutral name ----------------------------------------------------------------------------------------------------


def labels_of(opening_id: int, trainee_ids: Iterable[int]) -> dict[int, str]:
    """Return a name for each person of an opening's list: stable there, different at every other opening."""
    found: dict[int, str] = {}
    for pk in sorted(set(trainee_ids)):
        turn = 0
        while (label := _label(opening_id, pk, turn)) in found.values():
            turn += 1
        found[pk] = label
    return {pk: _("Person %(label)s") % {"label": label} for pk, label in found.items()}


def _label(opening_id: int, trainee_id: int, turn: int) -> str:
    secret = f"{opening_id}:{trainee_id}:{turn}".encode()
    digest = int.from_bytes(
        hmac.new(settings.SECRET_KEY.encode(), secret, hashlib.sha256).digest()[:8]
    )
    return f"{LETTERS[digest % len(LETTERS)]}{digest // len(LETTERS) % 900 + 100}"
