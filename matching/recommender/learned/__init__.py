"""What can be learned from who went where? Arrays in, arrays out; files, clock and ids of the database stay outside.

    people = Table(ids, categories={…}, tags={…}, numbers={…}, texts={…})       # forbidden columns are dropped here
    model = fit(people, openings, History(person_rows, opening_rows), seed)     # chooses its parameters by itself
    model.openings_for(ids, limit) | model.people_for(ids, limit) -> Lists      # exact, ties by id, known pairs left out

    leanings(model, seed) -> Leanings                                           # .scores(person ids, opening ids): 0..1
    folded(leanings, seed) -> Leanings                                          # the same, cheap to ask, to within rank 256
    to_arrays(leanings) | from_arrays(arrays)                                   # to keep it, without pickle

`Lists.contributions` are the shares of `Lists.names` and sum to the score. Where trees put the strongest candidates in a surely
better order, `order` is the last of them; `fit(…, is_ordered=False)` grows none.
"""

from matching.recommender.learned.folding import folded
from matching.recommender.learned.leanings import Leanings, leanings
from matching.recommender.learned.model import Lists, Model, fit
from matching.recommender.learned.storage import from_arrays, to_arrays
from matching.recommender.learned.tables import FORBIDDEN_NAMES, History, Table, Unusable

__all__ = [
    "FORBIDDEN_NAMES",
    "History",
    "Leanings",
    "Lists",
    "Model",
    "Table",
    "Unusable",
    "fit",
    "folded",
    "from_arrays",
    "leanings",
    "to_arrays",
]
