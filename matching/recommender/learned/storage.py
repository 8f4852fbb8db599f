"""How does what was learned become named arrays, and come back? Numbers only: nothing that could run is read."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.recommender.learned.leanings import Leanings, Scale
from matching.recommender.learned.scorers import Scorers
from matching.recommender.learned.shapes import Chain, Constant, Factors, Linear, Scorer
from matching.recommender.learned.tables import Csr, Unusable

Arrays = Mapping[str, NDArray[Any]]

PARTS = ("data", "indices", "indptr", "shape")


def to_arrays(found: Leanings) -> dict[str, NDArray[Any]]:
    """Return everything as arrays; names of scorers carry their place, so that the order stays."""
    arrays: dict[str, NDArray[Any]] = {
        "person_ids": found.person_ids,
        "opening_ids": found.opening_ids,
        "person_slopes": found.people.slopes,
        "person_shift": found.people.shift,
        "opening_slopes": found.openings.slopes,
        "opening_shift": found.openings.shift,
        "scale": np.array([found.centre, found.spread]),
    }
    for place, (name, scorer) in enumerate(found.scorers.items()):
        kind = type(scorer).__name__
        for part, array in _taken_apart(scorer).items():
            arrays[f"s{place:02d}.{name}.{kind}.{part}"] = array
    return arrays


def from_arrays(arrays: Arrays) -> Leanings:
    """Return what `to_arrays` was given; Unusable where something is missing or of no known shape."""
    try:
        centre, spread = (float(number) for number in arrays["scale"])
        return Leanings(
            arrays["person_ids"],
            arrays["opening_ids"],
            _scorers(arrays),
            Scale(arrays["person_slopes"], arrays["person_shift"]),
            Scale(arrays["opening_slopes"], arrays["opening_shift"]),
            centre,
            spread,
        )
    except (KeyError, ValueError) as error:
        raise Unusable(f"what was learned cannot be put together: {error}") from error


def _scorers(arrays: Arrays) -> Scorers:
    found: dict[str, dict[str, NDArray[Any]]] = {}
    for key in sorted(arrays):
        if "." in key:
            place, name, kind, part = key.split(".", 3)
            found.setdefault(f"{place}.{name}.{kind}", {})[part] = arrays[key]
    return {key.split(".")[1]: _put_together(key.split(".")[2], parts) for key, parts in found.items()}


def _taken_apart(scorer: Scorer) -> dict[str, NDArray[Any]]:
    match scorer:
        case Constant() | Factors():
            return {"queries": scorer.queries, "candidates": scorer.candidates}
        case Linear():
            return {"weights": scorer.weights, "is_turned": np.array([scorer.is_turned]), **_csr("left", scorer.left)}
        case Chain():
            return _csr("first", scorer.first) | _csr("second", scorer.second) | _csr("third", scorer.third)
    raise Unusable(f"nobody knows how to keep a {type(scorer).__name__}")


def _put_together(kind: str, parts: Arrays) -> Scorer:
    match kind:
        case "Constant":
            return Constant(parts["queries"], parts["candidates"])
        case "Factors":
            return Factors(parts["queries"], parts["candidates"])
        case "Linear":
            return Linear(_matrix("left", parts), parts["weights"], bool(parts["is_turned"][0]))
        case "Chain":
            return Chain(_matrix("first", parts), _matrix("second", parts), _matrix("third", parts))
    raise Unusable(f"no shape is called {kind}")


def _csr(name: str, matrix: Csr) -> dict[str, NDArray[Any]]:
    found = (matrix.data, matrix.indices, matrix.indptr, np.array(matrix.shape, dtype=np.int64))
    return {f"{name}.{part}": array for part, array in zip(PARTS, found, strict=True)}


def _matrix(name: str, parts: Arrays) -> Csr:
    data, indices, indptr, shape = (parts[f"{name}.{part}"] for part in PARTS)
    return sparse.csr_array((data, indices, indptr), shape=tuple(shape.tolist()))
