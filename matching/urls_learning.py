"""Which addresses show and change the model that recommends?"""

from django.urls import URLPattern, path

from matching.views import learning

urlpatterns: list[URLPattern] = [
    path("office/matching/", learning.office_matching, name="office_matching"),
    path("office/matching/roll-back/", learning.roll_back_model, name="roll_back_model"),
]
