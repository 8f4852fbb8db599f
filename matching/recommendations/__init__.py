"""Which work fits whom, and why? The one door to the recommender: rows become arrays, picks become rows with reasons.

Four rooms say when they run: `request/` while somebody waits, `night/` when what serves is learned and judged, `market/` when
everybody is asked about at once, `kept/` is what they leave each other on the disk. Import from the module that holds a name:
neither this package nor a room names anything, and `market` and `request` and `kept` never import what stands above them.
"""
