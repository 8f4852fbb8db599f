"""Who may open the addresses of training? The one run, enrolment and certificate belong to trainee and teacher."""

from datetime import timedelta
from typing import Any

from core.clock import now, today
from tests.access.format import Row
from tests.cast import Cast
from tests.factories.accounts import VerifiedTraineeFactory
from tests.factories.training import (
    CourseRunFactory,
    EnrolmentFactory,
    MeetingFactory,
    completed,
    held_meetings,
    ready_to_complete,
)
from training.actions import enrolments, records, runs, timetable
from training.models import CourseRun, Enrolment, Meeting


def taught(cast: Cast, **fields: Any) -> CourseRun:
    """Return a run with a free seat, held by the cast's teacher."""
    run = CourseRunFactory(capacity=20, **fields)
    run.teachers.add(cast.teacher)
    return run


def own(cast: Cast, state: str = "seated") -> Enrolment:
    """Return an enrolment of the cast's trainee in a run of the cast's teacher."""
    return EnrolmentFactory(trainee=cast.person, run=taught(cast), state=state)


def run_id(cast: Cast) -> dict[str, Any]:
    """Name a run."""
    return {"pk": taught(cast).pk}


def own_id(cast: Cast) -> dict[str, Any]:
    """Name one's own enrolment."""
    return {"pk": own(cast).pk}


def offered_id(cast: Cast) -> dict[str, Any]:
    """Name an enrolment with a live offer."""
    return {"pk": own(cast, "offered").pk}


def attending_id(cast: Cast) -> dict[str, Any]:
    """Name somebody who attends."""
    return {"pk": own(cast, "attending").pk}


def ready_id(cast: Cast) -> dict[str, Any]:
    """Name somebody who has attended enough and has a mark."""
    return {"pk": ready_to_complete(teacher=cast.teacher, trainee=cast.person).pk}


def failed_id(cast: Cast) -> dict[str, Any]:
    """Name somebody who was said to have failed a moment ago."""
    found = own(cast, "attending")
    return {"pk": records.fail(enrolment=found, by=cast.teacher, now=now(), reason="未通过").pk}


def cancelled_id(cast: Cast) -> dict[str, Any]:
    """Name an enrolment that the office ended a moment ago."""
    return {
        "pk": enrolments.cancel(enrolment=own(cast), by=cast.office, now=now(), reason="停办").pk
    }


def cancelled_run_id(cast: Cast) -> dict[str, Any]:
    """Name a run that the office cancelled a moment ago."""
    return {"pk": runs.cancel_run(run=taught(cast), by=cast.office, now=now(), reason="停办").pk}


def applied_id(cast: Cast) -> dict[str, Any]:
    """Name somebody who waits for approval."""
    run = taught(cast, needs_approval=True)
    return {"pk": EnrolmentFactory(trainee=VerifiedTraineeFactory(), run=run, state="applied").pk}


def expected_id(cast: Cast) -> dict[str, Any]:
    """Name somebody with a seat in a run that began today."""
    return {"pk": EnrolmentFactory(trainee=cast.person, run=taught(cast, starts_on=today())).pk}


def meeting_id(cast: Cast) -> dict[str, Any]:
    """Name a class that was held."""
    return {"pk": held_meetings(taught(cast), 1)[0].pk}


def number(cast: Cast) -> dict[str, Any]:
    """Name one's own certificate."""
    return {"number": completed(trainee=cast.person).number}


def planned_id(cast: Cast) -> dict[str, Any]:
    """Name a draft with a class."""
    run = CourseRunFactory(state="draft")
    MeetingFactory(run=run)
    return {"pk": run.pk}


def coming_id(cast: Cast) -> dict[str, Any]:
    """Name a class of the teacher that is still to come."""
    run = CourseRunFactory(state="running")
    run.teachers.add(cast.teacher)
    return {"pk": MeetingFactory(run=run).pk}


def cancelled_class_id(cast: Cast) -> dict[str, Any]:
    """Name a class that the teacher cancelled a moment ago."""
    meeting = Meeting.objects.get(**coming_id(cast))
    return {
        "pk": timetable.cancel_meeting(
            meeting=meeting, by=cast.teacher, now=now(), reason="停电"
        ).pk
    }


def moved_to(cast: Cast) -> dict[str, Any]:
    """Fill in another time."""
    return {"starts_at": f"{today() + timedelta(days=5)}T09:00", "reason": "停电"}


OWN = {"anonymous": 302, "trainee": 200, "rest": 404}
OWN_BUTTON = {"anonymous": 302, "trainee": 302, "rest": 404, "methods": "POST"}
TEACHING = {"anonymous": 302, "teacher": 200, "office": 200, "rest": 404}
TEACHING_BUTTON = {"anonymous": 302, "teacher": 302, "office": 302, "rest": 404, "methods": "POST"}
OFFICE = {"anonymous": 302, "office": 200, "rest": 403}
OFFICE_BUTTON = {"anonymous": 302, "office": 302, "rest": 403, "methods": "POST"}

ROWS = {
    "training:enrol": Row(
        rest=200, methods="GET POST", kwargs=run_id, data=lambda cast: {"key": "k"}
    ),
    "training:my_enrolments": Row(anonymous=302, trainee=200, other_trainee=200, rest=403),
    "training:enrolment": Row(**OWN, kwargs=own_id),
    "training:enrolled": Row(**OWN, kwargs=own_id),
    "training:calendar": Row(**OWN, kwargs=own_id),
    "training:withdraw": Row(**OWN_BUTTON, kwargs=own_id),
    "training:accept": Row(**OWN_BUTTON, kwargs=offered_id),
    "training:decline": Row(**OWN_BUTTON, kwargs=offered_id),
    "training:certificate_pdf": Row(
        anonymous=302, trainee=200, office=200, rest=404, kwargs=number
    ),
    "training:verify": Row(rest=200),
    "training:verify_many": Row(rest=200),
    "training:verify_number": Row(rest=200, kwargs=number),
    "training:teaching_desk": Row(
        anonymous=302, teacher=200, other_teacher=200, office=200, rest=403
    ),
    "training:change_class": Row(**TEACHING, methods="GET POST", kwargs=coming_id, data=moved_to),
    "training:cancel_class": Row(
        **TEACHING_BUTTON, kwargs=coming_id, data=lambda cast: {"reason": "停电"}
    ),
    "training:restore_class": Row(**TEACHING_BUTTON, kwargs=cancelled_class_id),
    "training:add_class": Row(**TEACHING, methods="GET POST", kwargs=run_id),
    "training:late_plan": Row(**TEACHING_BUTTON, kwargs=run_id),
    "training:roster": Row(**TEACHING, kwargs=run_id),
    "training:mark_meeting": Row(**TEACHING, methods="GET POST", kwargs=meeting_id),
    "training:record": Row(
        **TEACHING, methods="GET POST", kwargs=ready_id, data=lambda cast: {"mark": 70}
    ),
    "training:complete": Row(**TEACHING, methods="GET POST", kwargs=ready_id),
    "training:made_up": Row(
        **{**TEACHING_BUTTON, "teacher": 422, "office": 422}, kwargs=attending_id
    ),
    "training:fail": Row(
        **TEACHING_BUTTON, kwargs=attending_id, data=lambda cast: {"reason": "未通过"}
    ),
    "training:no_show": Row(**TEACHING_BUTTON, kwargs=expected_id),
    "training:retract": Row(**TEACHING_BUTTON, kwargs=failed_id),
    "training:office_runs": Row(**OFFICE),
    "training:office_new_run": Row(**OFFICE, methods="GET POST"),
    "training:office_run": Row(**OFFICE, kwargs=run_id),
    "training:office_edit_run": Row(
        **OFFICE, methods="GET POST", kwargs=run_id, data=lambda cast: {"classes": "move"}
    ),
    "training:office_open_run": Row(**OFFICE_BUTTON, kwargs=planned_id),
    "training:office_cancel_run": Row(
        **OFFICE_BUTTON, kwargs=run_id, data=lambda cast: {"reason": "停办"}
    ),
    "training:office_restore_run": Row(**OFFICE_BUTTON, kwargs=cancelled_run_id),
    "training:office_restore_enrolment": Row(**OFFICE_BUTTON, kwargs=cancelled_id),
    "training:office_approve": Row(**OFFICE_BUTTON, kwargs=applied_id),
    "training:office_cancel_enrolment": Row(
        **OFFICE_BUTTON, kwargs=own_id, data=lambda cast: {"reason": "停办"}
    ),
    "training:office_reissue": Row(
        **OFFICE,
        methods="GET POST",
        kwargs=number,
        data=lambda cast: {"real_name": "改好名", "reason": "姓名写错"},
    ),
    "training:office_revoke": Row(
        **OFFICE, methods="GET POST", kwargs=number, data=lambda cast: {"reason": "有误"}
    ),
}
