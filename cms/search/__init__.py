"""How is a Chinese text found? text.py cuts it, backend.py puts the cuts into Wagtail's index; skills/wording reads queries."""
