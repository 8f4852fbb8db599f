"""How does an empty installation become a site? `build_site(by=…)` creates missing pages and changes no existing ones."""

from typing import Any

from django.core.management import call_command
from django.db import transaction

from cms.search.backend import indexing_paused
from cms.setup.editors import make_editing_rights
from cms.setup.pages import make_pages

__all__ = ["build_site"]


def build_site(*, by: Any = None, has_covers: bool = True) -> dict[str, int]:
    """Make locales, editing rights, pages in both languages and covers; return how many of each were made."""
    with indexing_paused(), transaction.atomic():
        made = {"editors": make_editing_rights(), **make_pages(by, has_covers=has_covers)}
    if sum(made.values()):
        call_command("update_index", verbosity=0)
    return made
