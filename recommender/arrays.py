"""Which array types does the library use, and how is a sparse array stored as plain ones?"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Csr = Any  # scipy.sparse.csr_array: SciPy ships no types
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Array = NDArray[Any]
Arrays = Mapping[str, Array]

PIECES = ("data", "indices", "indptr", "shape")  # what a sparse array is made of


def packed(name: str, table: Csr) -> dict[str, Array]:
    """Return a sparse array as four plain ones, named name.piece."""
    return {f"{name}.{piece}": np.asarray(getattr(table, piece)) for piece in PIECES}


def unpacked(name: str, arrays: Arrays) -> Csr:
    """Return the sparse array again; KeyError where a piece is missing."""
    data, indices, indptr, shape = (arrays[f"{name}.{piece}"] for piece in PIECES)
    return sparse.csr_array((data, indices, indptr), shape=tuple(shape.tolist()))
