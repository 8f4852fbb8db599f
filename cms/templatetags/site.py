"""How do public pages show prices, addresses of further pages, and words that stay in one language?"""

from django import template

register = template.Library()


@register.filter
def minus(amount: int, other: int) -> int:
    """Return what is left to pay."""
    return max(amount - other, 0)


@register.simple_tag
def page_url(address: str, number: int) -> str:
    """Return the address of another page of a list."""
    return f"?{address}&page={number}" if address else f"?page={number}"
