"""Which address leads to which view?"""

from django.urls import path

from outcomes.views import (
    board,
    expected,
    fairness,
    persons,
    public,
    records,
    rounds,
    target,
    university,
)

app_name = "outcomes"
urlpatterns = [
    path("office/", board.office_board, name="office_board"),
    path("office/persons/", persons.office_persons, name="office_persons"),
    path("office/persons/export/", persons.office_persons_export, name="office_persons_export"),
    path("office/persons/<int:person_id>/", persons.office_person, name="office_person"),
    path("office/completions/", records.office_completions, name="office_completions"),
    path(
        "office/completions/export/",
        records.office_completions_export,
        name="office_completions_export",
    ),
    path("office/placements/", records.office_placements, name="office_placements"),
    path(
        "office/placements/export/",
        records.office_placements_export,
        name="office_placements_export",
    ),
    path(
        "office/placement-rounds/<int:round_id>/export/",
        rounds.placement_round_export,
        name="placement_round_export",
    ),
    path("office/hires/", expected.office_hires, name="office_hires"),
    path("office/fairness/", fairness.office_fairness, name="office_fairness"),
    path("office/target/", target.office_target, name="office_target"),
    path("university/", university.university_desk, name="university_desk"),
    path("university/persons/", university.university_persons, name="university_persons"),
    path("university/persons/export/", university.university_export, name="university_export"),
    path(
        "university/persons/<int:person_id>/",
        university.university_person,
        name="university_person",
    ),
    path("figures/<slug:code>/", public.figure, name="figure"),
    path("results/fairness/", fairness.fairness, name="fairness"),
    path("results/", public.results, name="results"),
]
