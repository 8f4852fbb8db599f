"""Which news is shown?"""

from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator

from cms.models import NewsPage

A_PAGE = 10


def news_below(index: Any, page: str | None) -> ListPage[NewsPage]:
    """Return one page of the live news below a list, newest first."""
    found = (
        NewsPage.objects.child_of(index)
        .live()
        .select_related("picture")
        .order_by("-published_on", "-pk")
    )
    return Paginator(found, A_PAGE).get_page(page)
