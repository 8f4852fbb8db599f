"""Which address leads to which view? Everything else below / is a page in Wagtail's tree."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path
from wagtail import views as wagtail_views
from wagtail.documents.views.serve import serve as serve_document

from cms import views

app_name = "cms"
# Pages and documents are for everybody; Wagtail knows which page asks for a password.
for view in (wagtail_views.serve, wagtail_views.authenticate_with_password, serve_document):
    login_not_required(view)

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("courses/", views.catalogue, name="catalogue"),
    path("courses/<str:code>/", views.course, name="course"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
