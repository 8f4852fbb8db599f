"""What may an editor not do with pages, whatever rights Wagtail gives?"""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.models import CoursePage
from core.denials import Denial


def denies_live_copy(page: Page, *, with_subpages: bool) -> Denial | None:
    """A course has one live page in each language: its copy starts as a draft."""
    copied = (
        page.get_descendants(inclusive=True) if with_subpages else Page.objects.filter(pk=page.pk)
    )
    if not CoursePage.objects.live().filter(pk__in=copied.values("pk")).exists():
        return None
    return Denial(
        "copy.live_course",
        _("A course has one live page in each language."),
        _("Copy it without publishing and without an alias: the copy is then a draft."),
    )
