"""Which addresses show recommendations?"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
