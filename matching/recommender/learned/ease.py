"""Which opening follows from which others? Linear autoencoder without self-similarity (Steck 2019, EASE)."""

import numpy as np
from scipy import linalg

from matching.recommender.learned.shapes import Linear
from matching.recommender.learned.tables import Csr


def ease(pairs: Csr, penalty: float) -> Linear:
    """Return the scorer pairs · B, where B (N, N) solves min ‖X − XB‖² + penalty ‖B‖² with diag B = 0.

    With P = (XᵀX + penalty·I)⁻¹: B = I − P / diag P. Memory is 8 N² bytes: ask only for moderate N.
    """
    gram = (pairs.T @ pairs).toarray().astype(np.float64)
    gram[np.diag_indices_from(gram)] += penalty
    factor, _ = linalg.lapack.dpotrf(gram.T, lower=0, overwrite_a=1)
    inverse, _ = linalg.lapack.dpotri(factor, lower=0, overwrite_c=1)
    upper = np.triu(inverse)
    full = upper + np.triu(inverse, 1).T
    weights = np.asarray(-full / np.diag(full)[None, :])
    np.fill_diagonal(weights, 0)
    return Linear(pairs, weights.astype(np.float32))
