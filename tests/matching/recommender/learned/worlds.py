"""Made-up worlds with an answer that anybody can see."""

import numpy as np

from matching.recommender.learned import History, Table

COLOURS = ("indigo", "madder", "weld")


def checkerboard(size: int = 45) -> tuple[Table, Table, History]:
    """People and openings of three colours; everybody went to most, but not all, openings of their own colour."""
    people = Table(tuple(f"p{row:02}" for row in range(size)), categories={"colour": colours(size)})
    openings = Table(tuple(f"o{row:02}" for row in range(size)), categories={"colour": colours(size)})
    pairs = [(p, o) for p in range(size) for o in range(size) if p % 3 == o % 3 and (p + 2 * o) % 5 > 0]
    return people, openings, history(pairs)


def colours(size: int) -> list[str]:
    """The colour of each row."""
    return [COLOURS[row % 3] for row in range(size)]


def history(pairs: list[tuple[int, int]]) -> History:
    """Pairs of positions as a history."""
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return History(found[:, 0], found[:, 1])


def ids(prefix: str, count: int) -> Table:
    """A side without any features."""
    return Table(tuple(f"{prefix}{row:03}" for row in range(count)))
