"""Which styles does every page load, and which script a page with hx- attributes?"""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.static_files import common_styles

register = template.Library()


@register.simple_tag(name="common_styles")
def links_to_common_styles() -> SafeString:
    """Link the styles of every page: one file where files are collected, else as they were written."""
    return format_html_join(
        "\n    ", '<link rel="stylesheet" href="{}">', ((address,) for address in common_styles())
    )


@register.inclusion_tag("core/htmx.html")
def htmx() -> dict[str, str]:
    """Load what hx- attributes need; stands in the block "scripts" of the pages that have some."""
    return {}
