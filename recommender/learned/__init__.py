"""What can be learned from who went where? Arrays in, arrays out; files, clock and ids of the database stay outside.

people = Table(ids, categories={…}, tags={…}, numbers={…}, texts={…})       # forbidden columns are dropped here
model = fit(people, openings, History(person_rows, opening_rows), seed)     # chooses its parameters by itself
model.scores(person_ids, opening_ids) -> (people, openings) in 0..1         # what a Problem takes as `learned`
model.to_arrays() | Model.from_arrays(arrays)                               # to keep it, without pickle
"""

from recommender.learned.model import Model, fit
from recommender.learned.tables import FORBIDDEN_NAMES, History, Table, Unusable

__all__ = ["FORBIDDEN_NAMES", "History", "Model", "Table", "Unusable", "fit"]
