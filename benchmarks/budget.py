"""What may a page cost? Every page has a row; who adds a page adds its row, who makes a page dearer sees a check fail.

`PAGES` is counted on the people and rows of the tests by tests/test_matrix_budget.py, which `make check` runs: statements of
the second look, kilobytes of the page compressed with gzip. `MEASURED` is measured by benchmarks.web. What a phone loads with
a page (at most 8 requests and 50 kB) is measured by benchmarks.weight.
"""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Budget:
    """At most so many statements, and kilobytes of the page as it is sent."""

    queries: int
    kilobytes: int


@dataclass(frozen=True)
class MeasuredPage:
    """A page of the demo city with its bars: at most so many statements, and so many H (a bare Django answer is one)."""

    name: str
    path: str
    email: str = ""
    queries: int = 10
    h: int = 60


# Asked of the demo city by benchmarks.web.
MEASURED = (
    MeasuredPage("home", "/"),
    MeasuredPage("home of a trainee", "/", "trainee@zhicai.example"),
    MeasuredPage("catalogue with facets", "/courses/?track=live"),
    MeasuredPage("course page", "/courses/lv-101/", queries=12),
    MeasuredPage("search", f"/search/?q={quote('直播')}", queries=8),
    MeasuredPage("openings list", "/openings/"),
    MeasuredPage("openings list of a trainee", "/openings/", "trainee@zhicai.example"),
    MeasuredPage("my desk", "/my/", "trainee@zhicai.example"),
    MeasuredPage("my matches", "/my/matches/", "trainee@zhicai.example"),
    MeasuredPage("company desk", "/company/", "company@zhicai.example"),
    MeasuredPage("university desk", "/university/", "coordinator@zhicai.example"),
    MeasuredPage("teaching desk", "/teaching/", "teacher@zhicai.example"),
    MeasuredPage("office board", "/office/", "office@zhicai.example"),
    MeasuredPage("office persons", "/office/persons/", "office@zhicai.example"),
)

PAGES = {
    "accounts:change_national": Budget(6, 5),
    "accounts:close_account": Budget(3, 4),
    "accounts:company_licence": Budget(7, 4),
    "accounts:company_members": Budget(6, 4),
    "accounts:company_profile": Budget(7, 5),
    "accounts:door": Budget(0, 4),
    "accounts:earlier_work": Budget(6, 5),
    "accounts:guardian": Budget(3, 4),
    "accounts:invitation": Budget(2, 4),
    "accounts:join_company": Budget(0, 5),
    "accounts:join_trainee": Budget(0, 5),
    "accounts:national": Budget(5, 5),
    "accounts:national_queue": Budget(6, 4),
    "accounts:national_review": Budget(12, 5),
    "accounts:notices": Budget(4, 6),
    "accounts:office_companies": Budget(5, 4),
    "accounts:office_company": Budget(5, 5),
    "accounts:office_invite": Budget(4, 4),
    "accounts:office_people": Budget(4, 4),
    "accounts:office_person": Budget(7, 5),
    "accounts:office_revoke": Budget(3, 4),
    "accounts:privacy": Budget(5, 6),
    "accounts:profile": Budget(12, 6),
    "accounts:profile_skills": Budget(6, 4),
    "accounts:revoke_invitation": Budget(4, 4),
    "accounts:samples": Budget(4, 5),
    "accounts:switch_member": Budget(10, 4),
    "cms:catalogue": Budget(1, 5),
    "cms:course": Budget(1, 4),
    "cms:home": Budget(1, 5),
    "cms:new_synonym": Budget(2, 5),
    "cms:office_synonym": Budget(4, 5),
    "cms:office_synonyms": Budget(3, 4),
    "cms:search": Budget(1, 4),
    "matching:apply": Budget(12, 5),
    "matching:close_opening": Budget(7, 4),
    "matching:company_application": Budget(19, 6),
    "matching:company_desk": Budget(8, 4),
    "matching:company_ended": Budget(5, 4),
    "matching:company_opening": Budget(11, 5),
    "matching:company_openings": Budget(4, 4),
    "matching:course_advice": Budget(6, 4),
    "matching:course_gain": Budget(6, 4),
    "matching:edit_opening": Budget(9, 7),
    "matching:evidence_review": Budget(7, 5),
    "matching:handle_report": Budget(6, 4),
    "matching:how_it_works": Budget(0, 6),
    "matching:my_application": Budget(8, 4),
    "matching:my_applications": Budget(3, 4),
    "matching:my_desk": Budget(8, 5),
    "matching:my_matches": Budget(4, 4),
    "matching:new_opening": Budget(9, 7),
    "matching:office_matching": Budget(5, 4),
    "matching:office_opening": Budget(6, 5),
    "matching:office_openings": Budget(6, 4),
    "matching:office_texts": Budget(5, 5),
    "matching:opening": Budget(1, 4),
    "matching:opening_list": Budget(1, 5),
    "matching:opening_people": Budget(12, 4),
    "matching:pause_opening": Budget(6, 4),
    "matching:placement_round": Budget(15, 5),
    "matching:placement_rounds": Budget(7, 4),
    "matching:report": Budget(1, 4),
    "matching:revise_opening": Budget(6, 4),
    "matching:start": Budget(3, 4),
    "matching:top_matches": Budget(4, 4),
    "matching:university_evidence": Budget(7, 4),
    "matching:why_not": Budget(10, 4),
    "outcomes:fairness": Budget(1, 4),
    "outcomes:figure": Budget(1, 4),
    "outcomes:office_board": Budget(7, 6),
    "outcomes:office_completions": Budget(4, 5),
    "outcomes:office_fairness": Budget(4, 4),
    "outcomes:office_hires": Budget(4, 4),
    "outcomes:office_person": Budget(10, 5),
    "outcomes:office_persons": Budget(5, 5),
    "outcomes:office_placements": Budget(4, 5),
    "outcomes:office_target": Budget(4, 4),
    "outcomes:results": Budget(1, 5),
    "outcomes:university_desk": Budget(8, 5),
    "outcomes:university_person": Budget(13, 4),
    "outcomes:university_persons": Budget(5, 5),
    "training:add_class": Budget(3, 4),
    "training:change_class": Budget(5, 4),
    "training:complete": Budget(14, 4),
    "training:enrol": Budget(6, 4),
    "training:enrolled": Budget(4, 4),
    "training:enrolment": Budget(11, 5),
    "training:mark_meeting": Budget(6, 4),
    "training:my_enrolments": Budget(4, 4),
    "training:office_edit_run": Budget(8, 5),
    "training:office_new_run": Budget(6, 5),
    "training:office_reissue": Budget(3, 4),
    "training:office_revoke": Budget(8, 4),
    "training:office_run": Budget(9, 5),
    "training:office_runs": Budget(6, 4),
    "training:record": Budget(15, 5),
    "training:roster": Budget(7, 4),
    "training:teaching_desk": Budget(5, 4),
    "training:verify": Budget(1, 4),
    "training:verify_many": Budget(1, 4),
    "training:verify_number": Budget(3, 4),
}
