"""Why does a rule about learning say no? Each refusal beside the case that differs in one fact."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from core.denials import Denial
from tests.cast import ROLES, Cast
from tests.factories.accounts import UserFactory
from tests.factories.training import (
    NOW,
    CourseFactory,
    CourseRunFactory,
    EnrolmentFactory,
    MeetingFactory,
    completed,
    held_meetings,
)
from training.models import CourseRun, Enrolment
from training.permissions import enrolling, office, teaching, timetable
from training.states import CourseRunState, EnrolmentState

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = date(2026, 11, 23)
SIGNED_IN = [role for role in ROLES if role != "anonymous"]
TEACHING = {"teacher", "office"}
IN_CLASS = {"seated", "attending", "completed", "failed", "no_show"}
ACTIVE = {"applied", "approved", "waitlisted", "offered", "seated", "attending"}


def code_of(denial: Denial | None) -> str:
    return denial.code if denial else ""


def codes(cast: Cast, rule) -> dict[str, str]:
    """What a rule says to each role."""
    return {role: code_of(rule(cast.login(role))) for role in SIGNED_IN}


@pytest.fixture
def run(cast: Cast) -> CourseRun:
    """A run of the teacher that is going on."""
    found = CourseRunFactory(state="running", starts_on=TODAY, capacity=9)
    found.teachers.add(cast.teacher)
    return found


class TestTeaching:
    def test_the_teachers_of_a_run_and_the_office_keep_its_record(self, cast: Cast, run) -> None:
        said = codes(cast, lambda user: teaching.denies_teaching(user, run))

        assert said == {
            role: "" if role in TEACHING else "teaching.not_yours" for role in SIGNED_IN
        }

    @pytest.mark.parametrize("state", CourseRunState.values)
    def test_a_record_is_kept_of_what_is_held(self, cast: Cast, run, state: str) -> None:
        run.state = state
        code = "teaching.state" if state in {"draft", "cancelled"} else ""
        for user in (cast.teacher, cast.office):
            assert code_of(teaching.denies_teaching(user, run)) == code
        planning = {
            "office": "" if state == "draft" else code,
            "teacher": code,
            "other_teacher": "teaching.not_yours",
        }
        for role, said in planning.items():
            assert code_of(timetable.denies_planning(cast.login(role), run)) == said

    @pytest.mark.parametrize(
        ("begins_in", "is_cancelled", "code"),
        [
            (0 * HOUR, False, ""),
            (timedelta(seconds=1), False, "marking.too_early"),
            (-HOUR, True, "marking.cancelled"),
            (HOUR, True, "marking.cancelled"),
        ],
    )
    def test_a_class_is_marked_once_it_has_begun(
        self, cast: Cast, run, begins_in, is_cancelled, code
    ) -> None:
        meeting = MeetingFactory(run=run, starts_at=NOW + begins_in)
        if is_cancelled:
            meeting.cancelled_at, meeting.cancelled_reason = NOW, "停电"

        assert code_of(teaching.denies_marking(cast.teacher, meeting, NOW)) == code
        assert code_of(teaching.denies_marking(cast.other_teacher, meeting, NOW)) == (
            "teaching.not_yours"
        )

    @pytest.mark.parametrize("state", EnrolmentState.values)
    def test_who_attends_is_assessed(self, cast: Cast, run, state: str) -> None:
        person = Enrolment(run=run, state=state)
        code = {"attending": "", "seated": "assessing.not_attending"}.get(state, "assessing.ended")

        assert code_of(teaching.denies_assessing(cast.teacher, person)) == code

    @pytest.mark.parametrize(
        ("days", "code"), [(0, ""), (1, "assessing.day"), (-3, ""), (-4, "assessing.day")]
    )
    def test_an_assessment_lies_within_the_run(self, run, days: int, code: str) -> None:
        run.starts_on = TODAY - 3 * DAY
        denial = teaching.denies_assessment_day(Enrolment(run=run), TODAY + days * DAY, NOW)

        assert code_of(denial) == code

    @pytest.mark.parametrize(("days", "code"), [(0, ""), (1, "no_show.too_early")])
    def test_nobody_stays_away_before_the_first_day(self, cast, run, days: int, code: str) -> None:
        run.starts_on = TODAY + days * DAY

        assert code_of(teaching.denies_no_show(cast.teacher, Enrolment(run=run), NOW)) == code


class TestRunsAndCertificates:
    def test_only_the_office_decides(self, cast: Cast, run) -> None:
        certificate = completed(trainee=cast.person)
        asking = Enrolment(run=run, state="seated")
        rules = {
            "any": office.denies_office,
            "open": lambda user: office.denies_opening_run(user, run),
            "change": lambda user: office.denies_changing_run(user, run),
            "revoke": lambda user: office.denies_revoking(user, certificate, "登记有误"),
            "reissue": lambda user: office.denies_reissuing(user, certificate, "示例李秀英"),
            "approve": lambda user: enrolling.denies_approval(user, asking, NOW),
        }
        held_meetings(run, 1)
        expected = {role: "" if role == "office" else "office.only" for role in SIGNED_IN}
        assert {name: codes(cast, rule) for name, rule in rules.items()} == dict.fromkeys(
            rules, expected
        )
        assert code_of(office.denies_office(AnonymousUser())) == "office.only"

    @pytest.mark.parametrize(
        ("reason", "code"), [("", ""), ("  ", ""), ("不符合条件", "enrolment.reason_typed")]
    )
    def test_nobody_is_approved_over_a_reason(self, reason: str, code: str) -> None:
        assert code_of(office.denies_approving_over(reason)) == code

    def test_a_run_without_classes_is_not_opened(self, cast: Cast, run) -> None:
        assert code_of(office.denies_opening_run(cast.office, run)) == "run.no_meetings"
        held_meetings(run, 1)
        assert office.denies_opening_run(cast.office, run) is None

    @pytest.mark.parametrize("state", CourseRunState.values)
    def test_a_run_is_changed_until_it_is_over(self, cast: Cast, run, state: str) -> None:
        run.state = state
        code = "run.over" if state in {"finished", "cancelled"} else ""

        assert code_of(office.denies_changing_run(cast.office, run)) == code

    @pytest.mark.parametrize(
        ("after", "is_cancelled", "code"),
        [
            (0 * HOUR, False, ""),
            (timedelta(seconds=1), False, "run.closes_late"),
            (timedelta(seconds=1), True, ""),
        ],
    )
    def test_enrolment_closes_before_the_last_class_is_over(
        self, run, after, is_cancelled, code
    ) -> None:
        last = MeetingFactory(run=run)
        if is_cancelled:
            last.cancelled_at, last.cancelled_reason = NOW, "停电"
            last.save()
        run.enrol_closes_at = last.ends_at + after

        assert code_of(office.denies_closing_late(run)) == code

    @pytest.mark.parametrize(
        ("days", "starting", "finishing"),
        [
            (1, "run.too_early", "run.not_over"),
            (0, "", "run.not_over"),
            (-1, "", ""),
        ],
    )
    def test_a_run_starts_and_ends_on_its_days(self, days, starting, finishing) -> None:
        run = CourseRun(starts_on=TODAY + days * DAY, ends_on=TODAY + days * DAY)
        said = [
            code_of(rule(run, TODAY))
            for rule in (office.denies_starting_run, office.denies_finishing_run)
        ]
        assert said == [starting, finishing]

    def test_a_certificate_is_revoked_once_with_a_reason(self, cast: Cast) -> None:
        certificate = completed(trainee=cast.person)
        said = [
            code_of(office.denies_revoking(cast.office, certificate, reason))
            for reason in ("登记有误", " ")
        ]
        assert said == ["", "certificate.reason"]
        certificate.revoked_at = NOW
        assert code_of(office.denies_revoking(cast.office, certificate, "登记有误")) == (
            "certificate.revoked"
        )

    @pytest.mark.parametrize(
        ("name", "code"), [("示例李秀英", ""), ("", "certificate.name"), ("12", "certificate.name")]
    )
    def test_a_new_certificate_needs_a_name(self, cast: Cast, name: str, code: str) -> None:
        certificate = completed(trainee=cast.person)
        assert code_of(office.denies_reissuing(cast.office, certificate, name)) == code
        certificate.trainee.user.anonymised_at = NOW
        denial = office.denies_reissuing(cast.office, certificate, name)
        assert code_of(denial) == "certificate.replaced"

    def test_the_paper_bears_the_name_that_was_certified(self, cast: Cast) -> None:
        certificate = completed(trainee=cast.person)
        assert office.denies_paper(certificate) is None
        certificate.trainee.real_name = "示例李秀"
        assert code_of(office.denies_paper(certificate)) == "certificate.name_changed"


class TestEnrolling:
    def test_only_trainees_enrol(self, cast: Cast) -> None:
        run = CourseRunFactory()
        said = codes(cast, lambda user: enrolling.denies_enrol(user, run, NOW))

        learners = {"trainee", "other_trainee"}
        assert said == {role: "" if role in learners else "enrol.no_trainee" for role in SIGNED_IN}
        assert code_of(enrolling.denies_enrol(AnonymousUser(), run, NOW)) == "enrol.login"
        nobody = enrolling.denies_enrol(UserFactory(), run, NOW)
        assert code_of(nobody) == "enrol.no_trainee"
        company = enrolling.denies_enrol(cast.company, run, NOW)
        assert str(nobody.remedy) != str(company.remedy)

    @pytest.mark.parametrize(
        ("facts", "code"),
        [
            ({}, ""),
            ({"enrol_opens_at": NOW}, ""),
            ({"enrol_opens_at": NOW + timedelta(seconds=1)}, "enrol.not_open"),
            ({"enrol_closes_at": NOW + timedelta(seconds=1)}, ""),
            ({"enrol_closes_at": NOW}, "enrol.closed"),
            ({"state": "draft"}, "enrol.draft"),
            ({"state": "cancelled"}, "enrol.cancelled"),
            ({"state": "running"}, "enrol.closed"),
            ({"state": "finished"}, "enrol.closed"),
        ],
    )
    def test_enrolment_is_open_for_a_time(self, cast: Cast, facts: dict, code: str) -> None:
        run = CourseRunFactory(**facts)

        assert code_of(enrolling.denies_enrol(cast.trainee, run, NOW)) == code

    @pytest.mark.parametrize("state", EnrolmentState.values)
    def test_nobody_enrols_beside_an_enrolment_that_goes_on(self, cast: Cast, state: str) -> None:
        mine = EnrolmentFactory(trainee=cast.person, state=state)
        denial = enrolling.denies_enrol(cast.trainee, mine.run, NOW)

        assert code_of(denial) == ("enrol.twice" if state in ACTIVE else "")
        assert denial is None or denial.url == f"/my/courses/{mine.pk}/"
        assert enrolling.denies_enrol(cast.other_trainee, mine.run, NOW) is None

    @pytest.mark.parametrize(
        ("facts", "birth_on", "code"),
        [
            ({}, None, ""),
            ({"min_age": 18}, None, ""),
            ({"min_age": 18}, date(2008, 11, 23), ""),
            ({"min_age": 18}, date(2008, 11, 24), "enrol.age"),
            ({}, date(2012, 11, 23), ""),
            ({}, date(2012, 11, 24), "enrol.age"),
        ],
    )
    def test_a_course_is_open_from_an_age(self, cast: Cast, facts, birth_on, code) -> None:
        cast.person.birth_on = birth_on
        cast.person.save()
        run = CourseRunFactory(course=CourseFactory(**facts))

        assert code_of(enrolling.denies_enrol(cast.trainee, run, NOW)) == code

    def test_another_course_comes_first_until_it_is_completed(self, cast: Cast) -> None:
        run, first = CourseRunFactory(), CourseFactory(code="FIRST-1")
        run.course.prerequisites.add(first)
        denial = enrolling.denies_enrol(cast.trainee, run, NOW)
        assert (code_of(denial), "FIRST-1" in str(denial.sentence)) == ("enrol.prerequisites", True)
        certificate = completed(trainee=cast.person, run=CourseRunFactory(course=first))
        assert enrolling.denies_enrol(cast.trainee, run, NOW) is None
        certificate.revoked_at = certificate.issued_at
        certificate.revoked_reason, certificate.revoked_by = "登记有误", cast.office
        certificate.save()
        assert code_of(enrolling.denies_enrol(cast.trainee, run, NOW)) == "enrol.prerequisites"

    @pytest.mark.parametrize(
        ("state", "minutes", "code"),
        [
            ("seated", 89, "enrol.overlap"),
            ("seated", 90, ""),
            ("offered", 0, "enrol.overlap"),
            ("waitlisted", 0, ""),
            ("withdrawn", 0, ""),
        ],
    )
    def test_nobody_sits_in_two_classes_at_once(self, cast: Cast, state, minutes, code) -> None:
        begins = NOW + 9 * DAY
        other = MeetingFactory(starts_at=begins, run__course__title_zh="示例打版课")
        EnrolmentFactory(trainee=cast.person, run=other.run, state=state)
        here = MeetingFactory(starts_at=begins + timedelta(minutes=minutes))
        denial = enrolling.denies_overlap(cast.person, here.run, NOW)

        assert code_of(denial) == code
        assert denial is None or "示例打版课" in str(denial.sentence)

    @pytest.mark.parametrize("state", EnrolmentState.values)
    def test_an_enrolment_is_its_persons(self, cast: Cast, state: str) -> None:
        mine = EnrolmentFactory(trainee=cast.person, state=state)
        said = codes(cast, lambda user: enrolling.denies_withdraw(user, mine))
        own = "" if state in ACTIVE else "enrol.ended"
        assert said == {role: own if role == "trainee" else "enrol.not_yours" for role in SIGNED_IN}
        assert code_of(enrolling.denies_own(AnonymousUser(), mine)) == "enrol.not_yours"
        has_classes = state in IN_CLASS
        assert code_of(enrolling.denies_calendar(mine)) == (
            "" if has_classes else "calendar.no_seat"
        )

    @pytest.mark.parametrize(("late", "code"), [(-1, ""), (0, "enrol.offer_expired")])
    def test_an_offered_seat_is_kept_for_a_time(self, cast: Cast, late: int, code: str) -> None:
        mine = EnrolmentFactory(trainee=cast.person, state="offered", offer_expires_at=NOW + HOUR)
        moment = NOW + HOUR + timedelta(seconds=late)

        assert code_of(enrolling.denies_accept(cast.trainee, mine, moment)) == code
        assert code_of(enrolling.denies_accept(cast.other_trainee, mine, moment)) == (
            "enrol.not_yours"
        )
