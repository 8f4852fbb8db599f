"""How is a Chinese text found? text.py cuts it, backend.py puts the cuts into Wagtail's index, words.py widens a poor search."""
