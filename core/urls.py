"""Which addresses belong to no business room?"""

from django.conf import settings
from django.urls import URLPattern, path

urlpatterns: list[URLPattern] = []

if settings.DEBUG:
    from core.views_gallery import gallery

    urlpatterns.append(path("gallery/", gallery, name="gallery"))
