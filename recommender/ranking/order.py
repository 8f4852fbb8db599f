"""Who ranks first? The higher score; ties are broken by a hash of both ids (the lot).

The hash depends on the ids alone, so a list is reproducible on every path. It differs by subject, so equal openings are
ordered differently for each person and not everybody is sent to the same one.
"""

import numpy as np
from numpy.typing import NDArray

from recommender.arrays import Floats, Ints

Lots = NDArray[np.uint64]

SAMPLE = 16  # every 16th score is sampled for a threshold
GOLDEN, FIRST_MIX, SECOND_MIX = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def top(row: Floats, ids: Ints, limit: int, subject_id: int) -> Ints:
    """Return the positions of the best `limit` finite scores, ties by the subject's lots; exact."""
    shown = _likely(row, limit)
    wanted = min(limit, shown.size)
    if wanted <= 0:
        return np.zeros(0, dtype=np.int64)
    if wanted < shown.size:
        least = np.partition(row[shown], shown.size - wanted)[shown.size - wanted]
        shown = shown[row[shown] >= least]
    order = np.lexsort((lots(np.array(subject_id), ids[shown]), -row[shown]))
    return shown[order[:wanted]].astype(np.int64)


def lots(subject_ids: Ints, candidate_ids: Ints) -> Lots:
    """Return the hash of each subject and candidate (shapes broadcast); the lowest ranks first.

    One subject never has the same hash for two candidates. SplitMix64's mixing (Steele, Lea, Flood 2014) of both ids.
    """
    return _mixed(
        _mixed(np.asarray(subject_ids).astype(np.uint64)) ^ candidate_ids.astype(np.uint64)
    )


def _mixed(bits: Lots) -> Lots:
    mixed = np.atleast_1d(bits) + np.uint64(GOLDEN)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(FIRST_MIX)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(SECOND_MIX)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))


def _likely(row: Floats, limit: int) -> Ints:
    """Return positions that contain the best `limit` finite scores; few, if a sample gives a threshold."""
    sample, most = row[::SAMPLE], 1 + 2 * max(limit, 0) // SAMPLE
    if 4 * most < sample.size:
        least = np.partition(sample, sample.size - most)[sample.size - most]
        found = np.flatnonzero(row >= least)
        if found.size >= limit and np.isfinite(least):
            return found
    return np.flatnonzero(np.isfinite(row))
