"""Which address leads to which view?"""

from django.urls import URLPattern

app_name = "cms"
urlpatterns: list[URLPattern] = []
