"""Which work fits whom, and why? The only caller of the recommender: rows become arrays, picks become rows with reasons.

Four packages by when they run: `request/` while a user waits; `night/` trains, evaluates and promotes models; `market/` computes
for everybody at once; `kept/` has the arrays on disk that they share. Import from the module that defines a name: the packages
export nothing. `kept`, `request` and `market` never import the packages above them.
"""
