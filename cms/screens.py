"""Which live things does each page type show? One query a screen."""

from typing import Any

from django.http import HttpRequest

from cms.live import Context, screen
from cms.queries.catalogue import catalogue
from cms.queries.courses import course_screen
from cms.queries.home import home_screen
from cms.queries.news import news_below
from core.clock import now


@screen("HomePage")
def home(page: Any, request: HttpRequest) -> Context:
    """Show the yearly line, the next sessions, the newest openings, the stories."""
    return {"home": home_screen(page, now())}


@screen("CatalogueIndexPage")
def courses(page: Any, request: HttpRequest) -> Context:
    """Show the courses that the address asks for."""
    return {"catalogue": catalogue(page, request.GET, now())}


@screen("CoursePage")
def course(page: Any, request: HttpRequest) -> Context:
    """Show skills, openings, lessons, sessions and what the reader still lacks."""
    return {"screen": course_screen(page, now())}


@screen("NewsIndexPage")
def news(page: Any, request: HttpRequest) -> Context:
    """Show one page of the news."""
    return {"news": news_below(page, request.GET.get("page"))}
