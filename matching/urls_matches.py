"""Which addresses show recommendations?"""

from django.urls import URLPattern, path

from matching.views import matches, start

urlpatterns: list[URLPattern] = [
    path("my/matches/", matches.my_matches, name="my_matches"),
    path("my/matches/start/", start.start, name="start"),
    path("my/matches/courses/", matches.course_advice, name="course_advice"),
    path("my/matches/courses/<slug:code>/", matches.course_gain, name="course_gain"),
    path("my/matches/switch/", matches.switch_matches, name="switch_matches"),
    path("my/matches/<int:opening_id>/not-for-me/", matches.not_for_me, name="not_for_me"),
    path("my/matches/<int:opening_id>/for-me-again/", matches.for_me_again, name="for_me_again"),
    path("my/matches/<int:opening_id>/why-not/", matches.why_not, name="why_not"),
    path(
        "company/openings/<int:opening_id>/people/", matches.opening_people, name="opening_people"
    ),
    path("recommendations/", matches.how_it_works, name="how_it_works"),
]
