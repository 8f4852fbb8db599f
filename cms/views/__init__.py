"""What does the site answer? site.py: pages for everybody; synonyms.py: the words of the search, for the office."""
