"""What does a search query mean? Pure: names and synonyms in, terms and filters out.

text.py normalises the text, sounds.py knows the pronunciation of words, vocabulary.py has the names of things here,
reading.py splits a query into terms, mending.py corrects one typo. Courses, openings and the site search use nothing else.
"""
