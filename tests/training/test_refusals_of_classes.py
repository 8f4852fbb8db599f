"""Why is a class not moved, added or brought back? Each refusal beside the case that differs in one fact."""

from datetime import date, timedelta

import pytest

from core import clock
from core.denials import Denial, Refused
from tests.cast import Cast
from tests.factories.training import (
    NOW,
    CourseRunFactory,
    EnrolmentFactory,
    MeetingFactory,
)
from training.actions.seats import lock_enrolment
from training.models import CourseRun, Enrolment
from training.permissions import timetable, undoing

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = date(2026, 11, 23)


def code_of(denial: Denial | None) -> str:
    return denial.code if denial else ""


@pytest.fixture
def run(cast: Cast) -> CourseRun:
    """A run of the teacher that is going on."""
    found = CourseRunFactory(state="running", starts_on=TODAY, capacity=9)
    found.teachers.add(cast.teacher)
    return found


class TestComingBack:
    def test_who_left_the_platform_or_came_again_does_not_come_back(self, cast: Cast) -> None:
        ended = EnrolmentFactory(trainee=cast.person, state="cancelled_by_organiser")
        assert undoing.denies_coming_back(ended, NOW) is None
        again = EnrolmentFactory(trainee=cast.person, run=ended.run, state="waitlisted")
        assert code_of(undoing.denies_coming_back(ended, NOW)) == "undo.again"
        again.delete()
        ended.trainee.user.anonymised_at = NOW
        assert code_of(undoing.denies_coming_back(ended, NOW)) == "undo.left"

    def test_a_class_that_takes_place_is_not_restored(self, cast: Cast, run) -> None:
        meeting = MeetingFactory(run=run)
        assert code_of(undoing.denies_restoring_class(cast.teacher, meeting, NOW)) == "undo.class"
        meeting.cancelled_at = NOW - timedelta(minutes=9)
        assert undoing.denies_restoring_class(cast.teacher, meeting, NOW) is None
        meeting.cancelled_at = NOW - timedelta(minutes=10)
        assert code_of(undoing.denies_restoring_class(cast.teacher, meeting, NOW)) == "undo.late"

    def test_an_enrolment_that_is_gone_is_not_moved(self) -> None:
        gone = EnrolmentFactory()
        assert lock_enrolment(enrolment=gone) == gone
        Enrolment.objects.filter(pk=gone.pk).delete()
        with pytest.raises(Refused) as refusal:
            lock_enrolment(enrolment=gone)

        assert refusal.value.denial.code == "enrolment.gone"


class TestTimetable:
    @pytest.mark.parametrize(
        ("reason", "begins_in", "is_cancelled", "code"),
        [
            ("停电", HOUR, False, ""),
            (" ", HOUR, False, "meeting.reason"),
            ("停电", HOUR, True, "meeting.cancelled"),
            ("停电", 0 * HOUR, False, "meeting.begun"),
        ],
    )
    def test_a_coming_class_is_changed_with_a_reason(
        self, cast: Cast, run, reason, begins_in, is_cancelled, code
    ) -> None:
        meeting = MeetingFactory(run=run, starts_at=NOW + begins_in)
        meeting.cancelled_at = NOW if is_cancelled else None

        assert code_of(timetable.denies_changing_class(cast.teacher, meeting, reason, NOW)) == code

    def test_a_time_is_free_for_the_run_its_people_and_its_teachers(self, cast: Cast, run) -> None:
        slot = (NOW + DAY, NOW + DAY + HOUR)
        slots = {0: slot}
        assert timetable.denies_times(run, slots, NOW) is None
        past = {0: (NOW, NOW + HOUR)}
        assert code_of(timetable.denies_times(run, past, NOW)) == "meeting.past"
        own = MeetingFactory(run=run, starts_at=slot[0])
        assert code_of(timetable.denies_times(run, slots, NOW)) == "meeting.twice"
        assert timetable.denies_times(run, {own.pk: slot}, NOW) is None
        own.delete()
        other = MeetingFactory(starts_at=slot[0]).run
        assert timetable.denies_times(run, slots, NOW) is None
        other.teachers.add(cast.teacher)
        assert code_of(timetable.denies_times(run, slots, NOW)) == "meeting.teacher"
        for each in (run, other):
            EnrolmentFactory(run=each, trainee=cast.person)
        assert code_of(timetable.denies_times(run, slots, NOW)) == "meeting.people"
        other.state = "cancelled"
        other.save()
        assert timetable.denies_times(run, slots, NOW) is None

    def test_classes_lie_within_the_days_of_the_run(self, run) -> None:
        run.ends_on = TODAY + 5 * DAY
        assert timetable.denies_outside(run, NOW) is None
        MeetingFactory(run=run, starts_at=NOW + 5 * DAY)
        assert timetable.denies_outside(run, NOW) is None
        MeetingFactory(run=run, starts_at=NOW + 6 * DAY)
        assert code_of(timetable.denies_outside(run, NOW)) == "run.classes_outside"

    def test_a_busy_teacher_is_named(self, cast: Cast, run) -> None:
        MeetingFactory(run=run, starts_at=NOW + DAY)
        other = MeetingFactory(starts_at=NOW + DAY).run
        assert timetable.denies_busy_teachers(run, [cast.teacher], NOW) is None
        other.teachers.add(cast.teacher)
        denial = timetable.denies_busy_teachers(run, [cast.teacher], NOW)
        assert (code_of(denial), cast.teacher.real_name in str(denial.sentence)) == (
            "run.teacher_busy",
            True,
        )
        assert timetable.denies_busy_teachers(run, [cast.other_teacher], clock.now()) is None
