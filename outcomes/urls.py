"""Which address leads to which view?"""

from django.urls import URLPattern

app_name = "outcomes"
urlpatterns: list[URLPattern] = []
