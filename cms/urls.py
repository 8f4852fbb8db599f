"""Which address leads to which view? Everything else below / is a page in Wagtail's tree."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path
from wagtail import views as wagtail_views
from wagtail.documents.views.serve import serve as serve_document

from cms.views import own_parts, site, synonyms  # noqa: F401  # templates place own parts by name

app_name = "cms"
# Pages and documents are for everybody; Wagtail knows which page asks for a password.
for view in (wagtail_views.serve, wagtail_views.authenticate_with_password, serve_document):
    login_not_required(view)

urlpatterns: list[URLPattern] = [
    path("", site.home, name="home"),
    path("search/", site.search, name="search"),
    path("courses/", site.catalogue, name="catalogue"),
    path("courses/<str:code>/", site.course, name="course"),
    path("office/search-words/", synonyms.office_synonyms, name="office_synonyms"),
    path("office/search-words/new/", synonyms.new_synonym, name="new_synonym"),
    path("office/search-words/<int:synonym_id>/", synonyms.office_synonym, name="office_synonym"),
    path("sitemap.xml", site.sitemap, name="sitemap"),
    path("robots.txt", site.robots, name="robots"),
]
