"""Which cells may the public see? None under the minimum, and none that a total would give away. Pure."""

from collections.abc import Mapping


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


def public_total(total: int, minimum: int) -> int | None:
    """Return a total that may be shown, or None."""
    return total if total >= minimum else None
