"""Which pages does a new site have? A tree a language: home, catalogue with its courses, news, pages of text."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page, Site

from cms.models import (
    CatalogueIndexPage,
    CoursePage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    StandardPage,
)
from cms.setup.pictures import cover_of
from cms.setup.texts import body, course_body, course_texts, site_texts
from core.clock import now, today
from training.models import Course

LOCALES = {"zh": "zh-hans", "en": "en"}


def make_pages(by: Any, *, has_covers: bool) -> dict[str, int]:
    """Make every page that is missing, Chinese first; return how many pages and covers were made."""
    builder = Builder(by, has_covers=has_covers)
    for language in LOCALES:
        home = builder.home(language)
        builder.catalogue(home, language)
        builder.news(home, language)
        for entry in site_texts()["page"]:
            builder.standard(home, entry, language)
        builder.stories(home, language)
    return {"pages": builder.made, "covers": builder.covers}


class Builder:
    """Makes pages under each other and remembers how many, and which Chinese page an English one translates."""

    def __init__(self, by: Any, *, has_covers: bool) -> None:
        self.by, self.has_covers, self.made, self.covers = by, has_covers, 0, 0
        self.locales = {
            language: Locale.objects.get_or_create(language_code=code)[0]
            for language, code in LOCALES.items()
        }

    def home(self, language: str) -> HomePage:
        """Make the first page of a language; the Chinese one becomes the root of the site."""
        found = HomePage.objects.filter(locale=self.locales[language]).first()
        if found is not None:
            return found
        root = Page.get_first_root_node()
        _remove_welcome_page(root)
        text = site_texts()["home"]
        slug = "home" if language == "zh" else "home-en"
        home: HomePage = self.add(
            root, HomePage, language, slug, text, sentence=text[f"sentence_{language}"]
        )
        if language == "zh":
            _point_site_to(home)
        return home

    def catalogue(self, home: HomePage, language: str) -> None:
        """Make the catalogue and a page for every course that has none in this language."""
        text = site_texts()["catalogue"]
        index = self.add(
            home, CatalogueIndexPage, language, "courses", text, intro=text[f"intro_{language}"]
        )
        covered = set(
            CoursePage.objects.filter(locale=self.locales[language]).values_list(
                "course_id", flat=True
            )
        )
        for course in (
            Course.objects.exclude(pk__in=covered).select_related("track").order_by("code")
        ):
            self.course(index, course, language)

    def course(self, index: CatalogueIndexPage, course: Course, language: str) -> None:
        """Make one course page from the course and its text."""
        title = getattr(course, f"title_{language}")
        text = course_texts().get(course.code, {})
        intro = text.get(f"intro_{language}") or getattr(course, f"summary_{language}") or title
        cover, is_new = cover_of(course) if self.has_covers else (None, False)
        self.covers += is_new
        self.add(
            index,
            CoursePage,
            language,
            course.code.lower(),
            {f"title_{language}": title, f"description_{language}": intro[:150]},
            course=course,
            intro=intro,
            body=course_body(course.code, language),
            cover=cover,
        )

    def news(self, home: HomePage, language: str) -> None:
        """Make the news list and the first news, dated back from today."""
        index = self.add(home, NewsIndexPage, language, "news", site_texts()["news"])
        for entry in site_texts()["news_item"]:
            day = today() - timedelta(days=entry["days_ago"])
            intro = entry[f"intro_{language}"]
            self.add(
                index,
                NewsPage,
                language,
                entry["slug"],
                entry,
                published_on=day,
                intro=intro,
                body=body(entry, language),
            )

    def standard(self, home: HomePage, entry: dict[str, Any], language: str) -> None:
        """Make a page of text."""
        self.add(
            home,
            StandardPage,
            language,
            entry["slug"],
            entry,
            intro=entry[f"intro_{language}"],
            body=body(entry, language),
            shows_version=entry["shows_version"],
        )

    def stories(self, home: HomePage, language: str) -> None:
        """Put the fictional stories on a home page that has none."""
        if home.stories:
            return
        pages = {
            page.course.code: page
            for page in CoursePage.objects.filter(locale=self.locales[language]).select_related(
                "course", "cover"
            )
        }
        home.stories = [  # type: ignore[assignment]  # a StreamField takes plain values
            ("story", _story(entry, language, pages.get(entry["course"])))
            for entry in site_texts()["story"]
        ]
        home.save()

    def add(
        self,
        parent: Any,
        kind: type[Page],
        language: str,
        slug: str,
        text: dict[str, Any],
        **fields: Any,
    ) -> Any:
        """Make a page below its parent unless one with this slug is there; English ones translate the Chinese twin."""
        found = kind.objects.child_of(parent).filter(slug=slug).first()
        if found is not None:
            return found
        moment = now()
        page = kind(
            title=text[f"title_{language}"],
            slug=slug,
            locale=self.locales[language],
            owner=self.by,
            search_description=text.get(f"description_{language}") or fields.get("intro", "")[:150],
            first_published_at=moment,
            last_published_at=moment,
            **fields,
        )
        if language != "zh" and (twin := self.twin(kind, slug)):
            page.translation_key = twin
        parent.add_child(instance=page)
        self.made += 1
        return page

    def twin(self, kind: type[Page], slug: str) -> Any:
        """Return the translation key of the Chinese page of the same kind and slug."""
        chinese = kind.objects.filter(locale=self.locales["zh"])
        if kind is not HomePage:
            chinese = chinese.filter(slug=slug)
        return chinese.values_list("translation_key", flat=True).first()


def _story(entry: dict[str, Any], language: str, page: CoursePage | None) -> dict[str, Any]:
    """Return the StreamField value of a story."""
    values = {field: entry[f"{field}_{language}"] for field in ("name", "work", "words")}
    return {**values, "course": page, "image": None}


def _remove_welcome_page(root: Any) -> None:
    """Remove the page that Wagtail's first migration leaves, unless somebody already made it theirs."""
    for page in root.get_children().filter(slug="home", content_type__model="page"):
        Site.objects.filter(root_page=page).update(root_page=root)
        page.title = page.draft_title = "欢迎页"  # its name stays in the site's history
        page.delete()
    root.refresh_from_db()


def _point_site_to(home: HomePage) -> None:
    """Make the Chinese home page the root of the site."""
    host, _, port = settings.SITE_URL.partition("://")[2].partition(":")
    defaults = {
        "root_page": home,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "hostname": host or "localhost",
    }
    default_port = 443 if settings.SITE_URL.startswith("https") else 80
    Site.objects.update_or_create(
        is_default_site=True, defaults={**defaults, "port": int(port or default_port)}
    )
    Site.clear_site_root_paths_cache()
