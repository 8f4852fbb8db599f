"""What do editors publish? Pages in two languages. A course page points to its course; nothing points to a page."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import BodyBlock, StoriesBlock
from cms.fields import BodyField
from cms.live import live_context
from training.models import Course

PICTURE = "wagtailimages.Image"
MOST_TRADES = 4


class LivePage(Page):
    """A page that shows live things beside its text."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is registered for this type in cms/screens.py."""
        return {**super().get_context(request, *args, **kwargs), **live_context(self, request)}


class HomePage(LivePage):
    """The first page of a language: one sentence, and the stories. All else on it is live."""

    sentence = models.CharField(
        _("sentence"), max_length=120, help_text=_("What a visitor can do here, in one sentence.")
    )
    stories = BodyField(StoriesBlock(), verbose_name=_("stories"), blank=True)

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("sentence"), FieldPanel("stories")]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("sentence")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["cms.CatalogueIndexPage", "cms.NewsIndexPage", "cms.StandardPage"]
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class CatalogueIndexPage(LivePage):
    """All courses, with facets."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.CoursePage"]
    template = "cms/catalogue_index_page.html"

    class Meta:
        verbose_name = _("course catalogue")
        verbose_name_plural = _("course catalogues")


class CoursePage(LivePage):
    """What is said about a course. Hours, skills, sessions and fees are the course's own and are shown live."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="pages", verbose_name=_("course"))
    intro = models.TextField(
        _("introduction"), help_text=_("Two or three sentences for the card and the top of the page.")
    )
    body = BodyField(BodyBlock(), verbose_name=_("text"), blank=True)
    cover = models.ForeignKey(
        PICTURE, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cover")
    )

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("course"),
        FieldPanel("intro"),
        FieldPanel("cover"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
        index.SearchField("course_words"),
        index.FilterField("course"),
    ]
    parent_page_types: ClassVar[list[str]] = ["cms.CatalogueIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/course_page.html"

    class Meta:
        verbose_name = _("course page")
        verbose_name_plural = _("course pages")

    def clean(self) -> None:
        """Refuse a second page for the same course in the same language; the slug is the course code."""
        super().clean()
        others = CoursePage.objects.filter(course=self.course_id, locale=self.locale_id, live=True)
        if self.course_id and others.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"course": _("This course already has a page in this language. Edit that one instead.")}
            )

    def course_words(self) -> str:
        """Return the words of the course in both languages, for the search index."""
        course = self.course
        trades = list(course.occupations.all())
        skills = [f"{skill.name_zh} {skill.name_en} {skill.aliases_zh}" for skill in course.skills.all()]
        names = [course.code, course.title_zh, course.title_en, course.track.name_zh, course.track.name_en, *skills]
        # A course for every trade is about none of them: it would answer every search for a trade.
        if len(trades) <= MOST_TRADES:
            names += [f"{trade.name_zh} {trade.name_en} {trade.titles_zh}" for trade in trades]
        return " ".join(names)


class NewsIndexPage(LivePage):
    """All news, newest first."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.NewsPage"]
    template = "cms/news_index_page.html"

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")


class NewsPage(Page):
    """One piece of news."""

    published_on = models.DateField(_("date"))
    intro = models.TextField(_("introduction"))
    body = BodyField(BodyBlock(), verbose_name=_("text"), blank=True)
    picture = models.ForeignKey(
        PICTURE, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("published_on"),
        FieldPanel("intro"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["cms.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/news_page.html"

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")


class StandardPage(Page):
    """A page of text: about, help, terms, privacy."""

    intro = models.TextField(_("introduction"), blank=True)
    body = BodyField(BodyBlock(), verbose_name=_("text"), blank=True)
    shows_version = models.BooleanField(
        _("show when it was last changed"),
        default=False,
        help_text=_("For terms and privacy: people agree to a version."),
    )

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("shows_version"),
    ]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/standard_page.html"

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")
