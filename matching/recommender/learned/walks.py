"""Where do short walks over the pairs lead? Three steps, degrees damped (RP3β, Paudel et al. 2017; LinkProp, Fu et al. 2022)."""

import numpy as np
from scipy import sparse

from matching.recommender.learned.shapes import Chain
from matching.recommender.learned.tables import Csr


def walks(pairs: Csr, middle: float, end: float) -> Chain:
    """Return the scorer D_u^-end · X · D_o^-middle · Xᵀ · D_u^-middle · X · D_o^-end for pairs X (P, N).

    `middle` damps busy people and openings on the way, `end` those where a walk begins or ends.
    """
    people = np.maximum(np.asarray(pairs.sum(axis=1)).ravel(), 1)
    openings = np.maximum(np.asarray(pairs.sum(axis=0)).ravel(), 1)
    first = sparse.csr_array(_damped(people, end) @ pairs @ _damped(openings, middle))
    third = sparse.csr_array(_damped(people, middle) @ pairs @ _damped(openings, end))
    return Chain(first, pairs.T.tocsr(), third)


def _damped(degrees: np.ndarray, power: float) -> Csr:
    return sparse.diags_array((degrees**-power).astype(np.float32))
