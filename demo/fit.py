"""Who applies where? People mostly apply for jobs whose skills they have."""

import numpy as np
from numpy.typing import NDArray

from accounts.models import HeldSkill, Trainee
from matching.models import Opening, OpeningSkill

# Somebody without a single asked skill still applies now and then.
LEAST = 0.0005


def chances(people: list[Trainee], openings: list[Opening]) -> NDArray[np.float64]:
    """Return for each opening (row) how likely each person (column) is among its applicants; rows sum to 1.

    The weight is the square of the share of asked skills whose level the person reaches.
    """
    columns = {person.pk: n for n, person in enumerate(people)}
    rows = {opening.pk: n for n, opening in enumerate(openings)}
    held: dict[int, NDArray[np.int8]] = {}
    levels = HeldSkill.objects.filter(trainee__in=list(columns)).order_by("pk")
    for person, skill, level in levels.values_list("trainee", "skill", "level"):
        held.setdefault(skill, np.zeros(len(people), dtype=np.int8))[columns[person]] = level
    met, asked = np.zeros((len(openings), len(people))), np.zeros(len(openings))
    needs = OpeningSkill.objects.filter(opening__in=list(rows)).order_by("pk")
    for opening, skill, level in needs.values_list("opening", "skill", "level"):
        asked[rows[opening]] += 1
        if skill in held:
            met[rows[opening]] += held[skill] >= level
    weights = LEAST + (met / np.maximum(asked, 1)[:, None]) ** 2
    return weights / weights.sum(axis=1, keepdims=True)
