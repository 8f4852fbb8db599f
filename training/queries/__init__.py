"""What do pages, exports and the rooms above read about training?"""

from training.queries.certificates import (
    certificate_for,
    certificates_of,
    verification_of,
    verifications_of,
)
from training.queries.enrolments import (
    any_enrolment_for,
    certificate_draft,
    enrolment_for,
    enrolment_view,
    enrolments_of,
    expired_offers,
    first_eligible_waiting,
    mark_of,
    my_courses,
    repeated,
    somebody_comes_first,
    waiting_position,
)
from training.queries.figures import counted_completions
from training.queries.office import office_runs, run_detail, run_for_office
from training.queries.runs import (
    open_runs,
    run_for,
    run_to_enter,
    runs_for_course,
    runs_to_offer,
)
from training.queries.teaching import (
    meeting_for,
    roster_of,
    sheet_of,
    taught_enrolment_for,
    taught_run_for,
    teaching_desk,
)

__all__ = [
    "any_enrolment_for",
    "certificate_draft",
    "certificate_for",
    "certificates_of",
    "counted_completions",
    "enrolment_for",
    "enrolment_view",
    "enrolments_of",
    "expired_offers",
    "first_eligible_waiting",
    "mark_of",
    "meeting_for",
    "my_courses",
    "office_runs",
    "open_runs",
    "repeated",
    "roster_of",
    "run_detail",
    "run_for",
    "run_for_office",
    "run_to_enter",
    "runs_for_course",
    "runs_to_offer",
    "sheet_of",
    "somebody_comes_first",
    "taught_enrolment_for",
    "taught_run_for",
    "teaching_desk",
    "verification_of",
    "verifications_of",
    "waiting_position",
]
