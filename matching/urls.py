"""Which address leads to which view?"""

from django.urls import URLPattern, path

from matching.urls_learning import urlpatterns as learning_urls
from matching.urls_matches import urlpatterns as matches_urls
from matching.views import (
    applications,
    company_desk,
    company_openings,
    desk,
    evidence,
    office,
    office_texts,
    openings,
    own_parts,  # noqa: F401  # templates place them by name
    rounds,
)

app_name = "matching"

_my_steps = [
    path(
        f"my/applications/<int:application_id>/{verb}/",
        applications.my_step,
        {"verb": verb},
        name=f"my_{verb}",
    )
    for verb in applications.STEPS
]
_company_steps = [
    path(
        f"company/applications/<int:application_id>/{verb}/",
        company_desk.company_step,
        {"verb": verb},
        name=f"company_{verb}",
    )
    for verb in company_desk.STEPS
]
_opening_moves = [
    path(
        f"company/openings/<int:opening_id>/{verb}/",
        company_openings.ask_before_move
        if verb in company_openings.ASKED
        else company_openings.move_opening,
        {"verb": verb},
        name=f"{verb}_opening",
    )
    for verb in company_openings.MOVES
]

urlpatterns: list[URLPattern] = [
    *matches_urls,
    *learning_urls,
    path("openings/", openings.opening_list, name="opening_list"),
    path("openings/<int:opening_id>/", openings.opening, name="opening"),
    path("openings/<int:opening_id>/apply/", applications.apply, name="apply"),
    path("openings/<int:opening_id>/report/", openings.report, name="report"),
    path("my/", desk.my_desk, name="my_desk"),
    path("my/top-matches/", desk.top_matches, name="top_matches"),
    path("my/applications/", applications.my_applications, name="my_applications"),
    path(
        "my/applications/<int:application_id>/", applications.my_application, name="my_application"
    ),
    *_my_steps,
    path(
        "my/interviews/<int:interview_id>/", applications.answer_interview, name="answer_interview"
    ),
    path("company/", company_desk.company_desk, name="company_desk"),
    path("company/applications/ended/", company_desk.company_ended, name="company_ended"),
    path(
        "company/applications/<int:application_id>/",
        company_desk.company_application,
        name="company_application",
    ),
    path(
        "company/applications/<int:application_id>/note/",
        company_desk.company_note,
        name="company_note",
    ),
    path(
        "company/applications/<int:application_id>/contact/",
        company_desk.company_contact,
        name="company_contact",
    ),
    path(
        "company/applications/<int:application_id>/samples/<int:sample_id>/",
        company_desk.company_sample,
        name="company_sample",
    ),
    *_company_steps,
    path("company/openings/", company_openings.company_openings, name="company_openings"),
    path("company/openings/new/", company_openings.new_opening, name="new_opening"),
    path(
        "company/openings/<int:opening_id>/",
        company_openings.company_opening,
        name="company_opening",
    ),
    path(
        "company/openings/<int:opening_id>/edit/",
        company_openings.edit_opening,
        name="edit_opening",
    ),
    path(
        "company/openings/<int:opening_id>/copy/",
        company_openings.copy_opening,
        name="copy_opening",
    ),
    *_opening_moves,
    path("office/openings/", office.office_openings, name="office_openings"),
    path("office/openings/<int:opening_id>/", office.office_opening, name="office_opening"),
    path(
        "office/openings/<int:opening_id>/approve/", office.approve_opening, name="approve_opening"
    ),
    path("office/openings/<int:opening_id>/return/", office.return_opening, name="return_opening"),
    path("office/texts/", office_texts.office_texts, name="office_texts"),
    path("office/texts/<int:text_id>/seen/", office_texts.see_text, name="see_text"),
    path("office/texts/<int:text_id>/decide/", office_texts.decide_text, name="decide_text"),
    path("office/reports/<int:report_id>/", office.handle_report, name="handle_report"),
    path("office/reports/<int:report_id>/retract/", office.retract_report, name="retract_report"),
    path("office/placement-rounds/", rounds.placement_rounds, name="placement_rounds"),
    path("office/placement-rounds/preview/", rounds.preview_round, name="preview_round"),
    path("office/placement-rounds/keep/", rounds.keep_round, name="keep_round"),
    path("office/placement-rounds/<int:round_id>/", rounds.placement_round, name="placement_round"),
    path("office/placement-rounds/<int:round_id>/close/", rounds.close_round, name="close_round"),
    path("university/evidence/", evidence.university_evidence, name="university_evidence"),
    path(
        "university/evidence/<int:placement_id>/", evidence.evidence_review, name="evidence_review"
    ),
    path(
        "university/evidence/<int:placement_id>/verify/", evidence.verify, name="verify_placement"
    ),
    path(
        "university/evidence/<int:placement_id>/papers/<int:paper_id>/",
        evidence.decide_paper,
        name="decide_paper",
    ),
    path("placements/<int:placement_id>/papers/", evidence.upload_evidence, name="upload_evidence"),
    path(
        "placements/<int:placement_id>/papers/<int:paper_id>/",
        evidence.evidence_file,
        name="evidence_file",
    ),
]
