"""How do these tests open a page of training, and read it?"""

from django.urls import reverse


def at(name: str, *args: object) -> str:
    """The address of a page of training."""
    return reverse(f"training:{name}", args=args)


def text(response) -> str:
    """The page as text."""
    return response.content.decode()
