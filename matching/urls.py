"""Which address leads to which view?"""

from django.urls import URLPattern

app_name = "matching"
urlpatterns: list[URLPattern] = []
