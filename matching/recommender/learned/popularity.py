"""What do most others choose?"""

import numpy as np

from matching.recommender.learned.shapes import Constant
from matching.recommender.learned.tables import Csr


def popularity(pairs: Csr) -> Constant:
    """Return ln(1 + number of pairs) of every person (P,) and opening (N,) of `pairs` (P, N)."""
    people = np.asarray(pairs.sum(axis=1)).ravel()
    openings = np.asarray(pairs.sum(axis=0)).ravel()
    return Constant(np.log1p(people).astype(np.float32), np.log1p(openings).astype(np.float32))
