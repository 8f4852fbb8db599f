"""What is left to pay of a price?"""

from django import template

register = template.Library()


@register.filter
def minus(amount: int, other: int) -> int:
    """Return what is left to pay."""
    return max(amount - other, 0)
