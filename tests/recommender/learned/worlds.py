"""Made-up worlds with an answer that anybody can see; ids are whole numbers, as the engine takes them."""

import numpy as np
from scipy import sparse

from recommender.learned.fold_in import FoldIn, SideFeatures
from recommender.learned.model import Model
from recommender.learned.tables import FeatureTable, History

COLOURS = ("indigo", "madder", "weld")


def checkerboard(size: int = 45) -> tuple[FeatureTable, FeatureTable, History]:
    """People and openings of three colours; everybody went to most, but not all, openings of their own colour."""
    people, openings = (ids(size, {"colour": colours(size)}) for _side in range(2))
    pairs = [
        (p, o) for p in range(size) for o in range(size) if p % 3 == o % 3 and (p + 2 * o) % 5 > 0
    ]
    return people, openings, history(pairs)


def colours(size: int) -> list[str]:
    """The colour of each row."""
    return [COLOURS[row % 3] for row in range(size)]


def history(pairs: list[tuple[int, int]]) -> History:
    """Pairs of positions as a history."""
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return History(found[:, 0], found[:, 1])


def ids(count: int, categories: dict[str, list[str]] | None = None) -> FeatureTable:
    """A side whose ids are the places of its rows."""
    return FeatureTable(tuple(f"{row:04}" for row in range(count)), categories or {})


def nothing_known(
    people: int, openings: int, width: int = 1, average: float = 0.0
) -> tuple[FoldIn, FoldIn]:
    """How rows that come later are placed where no profile says anything: at `average` (people) or zero, until they have pairs."""
    sides = []
    for count, other, far in ((people, openings, average), (openings, people, 0.0)):
        known = SideFeatures.of(
            FeatureTable(tuple(f"{row:04}" for row in range(count))),
            sparse.csr_array((count, other)),
        )
        maps = (
            np.full((1, width), far),
            np.zeros((0, width)),
            np.ones((1, width)),
            np.eye(width)[None],
        )
        sides.append(FoldIn(known, *maps, np.array([[1.0, 1.0, 0.5]])))
    return sides[0], sides[1]


def openings_of(model: Model, person: int, known: set[int], limit: int) -> list[int]:
    """The best openings of a person that they do not know, ties by the id."""
    return best(model.scores(np.array([person]), model.opening_ids)[0], known, limit)


def people_of(model: Model, opening: int, known: set[int], limit: int) -> list[int]:
    """The best people of an opening who do not know it, ties by the id."""
    return best(model.scores(model.person_ids, np.array([opening]))[:, 0], known, limit)


def best(scores: np.ndarray, known: set[int], limit: int) -> list[int]:
    """Places of the best scores."""
    return [at for at in np.argsort(-scores, kind="stable").tolist() if at not in known][:limit]
