"""Which numbers may the public see? The one rule that every number about people passes before a page without login prints it.

Small cells are hidden, and with them as many as would give them away; a rate needs a denominator; what is shown moves in
steps, so that a change by one person is not seen from one day to the next. Pure.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from math import ceil, floor
from typing import TypeVar

RATE_STEP = 5  # percent
BLOCK = 100  # so many facts are cut into steps on their own, whatever stands before them
Fact = TypeVar("Fact")


def step_of(minimum: int) -> int:
    """Return by how much a public count moves at once: half the smallest cell."""
    return max(1, minimum // 2)


def released_count(count: int, minimum: int) -> int | None:
    """Return a count as everybody may read it: None under the minimum, else down to the last whole step."""
    return None if count < minimum else count - count % step_of(minimum)


def whole_steps(
    facts: Sequence[Fact], minimum: int, *, person: Callable[[Fact], Hashable], first: int = 1
) -> list[list[Fact]]:
    """Cut facts about persons, in the order in which they became known, into whole steps of different persons.

    A rate is released over whole steps only: rounding it does not hide one person more, since any rate stands close to
    some border. In a step a person counts once, by the first fact: nobody fills or outweighs one alone. What fills none
    waits; at the end of a block of facts it is left out. first: the number of the first fact among all there ever were:
    what stands before a whole block is left out, so that steps leave as whole as they came.
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
    """Return cells of one total as everybody may read them: what is small or gives it away hidden, the rest in steps."""
    return {
        name: None if count is None else released_count(count, minimum)
        for name, count in suppressed(cells, minimum).items()
    }


def released_share(share: float, among: int, minimum: int) -> int | None:
    """Return a share 0…1 of something of so many persons in percent: None over fewer than the minimum, else in fives."""
    return None if among < max(1, minimum) else round(100 * share / RATE_STEP) * RATE_STEP


def released_range(low: float, high: float) -> tuple[float, float]:
    """Return a range of ratios as everybody may read it: out to the next five in a hundred, so that it never says more."""
    steps = 100 / RATE_STEP
    return floor(round(low * steps, 6)) / steps, ceil(round(high * steps, 6)) / steps


def released_days(days: float, among: int, minimum: int) -> int | None:
    """Return a wait as everybody may read it: None over fewer than the minimum, else in whole days, rounded up."""
    return None if among < max(1, minimum) else max(1, ceil(days))


def suppressed(cells: Mapping[str, int], minimum: int) -> dict[str, int | None]:
    """Return the cells with small ones hidden (None), and as many more as it takes to keep them hidden.

    The total is known, so what is hidden can be summed: the hidden cells must be at least two and hold together at
    least `minimum` persons. The smallest of the others are hidden until that holds (ties by name).
    """
    hidden = {name for name, count in cells.items() if count < minimum}
    others = sorted((count, name) for name, count in cells.items() if name not in hidden)
    for _count, name in others:
        if not hidden or (len(hidden) > 1 and sum(cells[each] for each in hidden) >= minimum):
            break
        hidden.add(name)
    return {name: None if name in hidden else count for name, count in cells.items()}
