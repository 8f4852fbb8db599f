"""The site that tests are about: pages in both languages around real courses."""

from typing import Any

from wagtail.models import Locale

from cms.models import CatalogueIndexPage, CoursePage, HomePage
from cms.setup import build_site
from tests.factories.site_rows import lay_or
from tests.factories.training import CourseFactory
from training.models import Course


def site() -> HomePage:
    """Return the Chinese home page of a site with all its pages and none of the pictures."""
    if HomePage.objects.exists() or not lay_or(lambda: build_site(has_covers=False)):
        build_site(has_covers=False)
    return HomePage.objects.get(locale__language_code="zh-hans")


def catalogue_of(language: str = "zh-hans") -> CatalogueIndexPage:
    """Return the catalogue of a language, with its site if there is none."""
    if not CatalogueIndexPage.objects.exists():
        site()
    return CatalogueIndexPage.objects.get(locale__language_code=language)


def course_page(
    course: Course | None = None, language: str = "zh-hans", **fields: Any
) -> CoursePage:
    """Return a live page of a (new) course, with these fields."""
    index = catalogue_of(language)
    course = course or CourseFactory()
    found = CoursePage.objects.filter(course=course, locale=index.locale).first()
    if found is not None:
        for name, value in fields.items():
            setattr(found, name, value)
        found.save()
        return found
    page = CoursePage(
        title=course.title_zh if language == "zh-hans" else course.title_en,
        slug=course.code.lower(),
        course=course,
        locale=Locale.objects.get(language_code=language),
        **{"intro": "课程简介。" if language == "zh-hans" else "About the course.", **fields},
    )
    return index.add_child(instance=page)
