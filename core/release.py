"""Which numbers about people may a public page show (statistical disclosure control)? Pure.

Small cells are suppressed, and as many others as needed to protect them; a rate needs a minimum denominator; shown numbers move
in steps, so that a change by one person is not visible from one day to the next.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from math import ceil, floor
from typing import TypeVar

RATE_STEP = 5  # percent
BLOCK = 100  # facts are cut into steps within blocks of this size, independent of earlier facts
Fact = TypeVar("Fact")


def step_of(minimum: int) -> int:
    """Return the step of a public count: half the smallest cell."""
    return max(1, minimum // 2)


def released_count(count: int, minimum: int) -> int | None:
    """Return a count for the public: None under the minimum, else rounded down to a whole step."""
    return None if count < minimum else count - count % step_of(minimum)


def whole_steps(
    facts: Sequence[Fact], minimum: int, *, person: Callable[[Fact], Hashable], first: int = 1
) -> list[list[Fact]]:
    """Cut facts about persons, in the order in which they became known, into whole steps of different persons.

    A rate is published over whole steps only: rounding alone does not hide one person, since any rate is close to some
    rounding border. In a step a person counts once, by the first fact, so nobody fills or dominates a step alone. An
    incomplete step waits; at the end of a block it is left out. first: the number of the first fact among all there ever
    were; facts before the first whole block are left out, so that steps also leave as whole steps.
    """
    step, found = step_of(minimum), []
    for start in range((1 - first) % BLOCK, len(facts), BLOCK):
        waiting: dict[Hashable, Fact] = {}
        for fact in facts[start : start + BLOCK]:
            waiting.setdefault(person(fact), fact)
            if len(waiting) == step:
                found.append(list(waiting.values()))
                waiting = {}
    return found


def released_cells(cells: Mapping[str, int], minimum: int) -> dict[str, int | None]:
    """Return cells of one total for the public: small cells and those that reveal them suppressed, the rest in steps."""
    return {
        name: None if count is None else released_count(count, minimum)
        for name, count in suppressed(cells, minimum).items()
    }


def released_share(share: float, among: int, minimum: int) -> int | None:
    """Return a share 0…1 of so many persons in percent: None under the minimum of persons, else in steps of five."""
    return None if among < max(1, minimum) else round(100 * share / RATE_STEP) * RATE_STEP


def released_range(low: float, high: float) -> tuple[float, float]:
    """Return an interval of ratios for the public, widened to the next 0.05, so that it never claims more."""
    steps = 100 / RATE_STEP
    return floor(round(low * steps, 6)) / steps, ceil(round(high * steps, 6)) / steps


def released_days(days: float, among: int, minimum: int) -> int | None:
    """Return a waiting time for the public: None under the minimum of persons, else in whole days, rounded up."""
    return None if among < max(1, minimum) else max(1, ceil(days))


def suppressed(cells: Mapping[str, int], minimum: int) -> dict[str, int | None]:
    """Return the cells with small ones suppressed (None), and as many more as needed to protect them.

    The total is known, so the sum of suppressed cells can be computed: they must be at least two and have together at
    least `minimum` persons. The smallest of the others are suppressed until that holds (ties by name).
    """
    hidden = {name for name, count in cells.items() if count < minimum}
    others = sorted((count, name) for name, count in cells.items() if name not in hidden)
    for _count, name in others:
        if not hidden or (len(hidden) > 1 and sum(cells[each] for each in hidden) >= minimum):
            break
        hidden.add(name)
    return {name: None if name in hidden else count for name, count in cells.items()}
