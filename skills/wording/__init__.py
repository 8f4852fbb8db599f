"""What did somebody mean who typed some words into a search? Pure: names and synonyms in, what is asked for out.

text.py reads what was typed, sounds.py knows how words sound, vocabulary.py holds the words that things here are called by,
reading.py cuts a query into what it asks for, mending.py corrects one slip. Courses, openings and the search ask here alone.
"""
