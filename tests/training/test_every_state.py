"""Does every page that shows an enrolment or a run say its state, and offer what can be done in it and no more?"""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from tests.cast import Cast
from tests.factories.accounts import VerifiedTraineeFactory
from tests.factories.training import (
    CourseRunFactory,
    EnrolmentFactory,
    MeetingFactory,
    completed,
    held_meetings,
)
from tests.harness.pages import opened, signed_in_as
from training.models import CourseRun
from training.states import CourseRunState, EnrolmentState

pytestmark = pytest.mark.django_db
HERE = "(itself)"  # the form of the page itself: a mark
# The word, what the person can do, what the teacher can do (None: no record is kept), what the office can do.
ENROLMENTS = {
    "applied": ("已报名", {"withdraw"}, None, {"approve", "cancel"}),
    "approved": ("已通过", {"withdraw"}, None, set()),
    "waitlisted": ("候补中", {"withdraw"}, None, set()),
    "offered": ("有名额，等你确认", {"accept", "decline", "withdraw"}, None, set()),
    "seated": ("名额已确认", {"withdraw"}, {"made-up", "no-show"}, set()),
    "attending": ("学习中", {"withdraw"}, {HERE, "fail", "made-up"}, set()),
    "completed": ("已结业", set(), set(), set()),
    "failed": ("未通过", set(), {"retract"}, set()),
    "no_show": ("未到课", set(), {"retract"}, set()),
    "withdrawn": ("已退出", set(), None, set()),
    "cancelled_by_organiser": ("主办方已取消", set(), None, {"restore"}),
    "expired": ("逾期未确认", set(), None, set()),
    "declined": ("已放弃名额", set(), None, set()),
    "lapsed": ("候补未成功", set(), None, set()),
}
BEFORE = {"applied", "approved", "waitlisted", "offered"}
CALENDAR = {"seated", "attending"}  # those who will come: their classes go into a calendar
# The word, what the office's forms and links do, what the teacher's forms do, what a visitor gets.
RUNS = {
    "draft": ("草稿", {"open", "cancel"}, {"edit"}, set(), 404),
    "open": ("开放报名", {"cancel"}, {"edit"}, {"late-plan"}, 200),
    "running": ("进行中", {"cancel"}, {"edit"}, set(), 200),
    "finished": ("已结束", set(), set(), set(), 200),
    "cancelled": ("已停办", set(), set(), set(), 200),
}


def run_for(cast: Cast, state: str) -> CourseRun:
    """A run of the teacher: still to come for who has no seat yet, with a class of yesterday for everybody else."""
    if state in BEFORE:
        run = CourseRunFactory(needs_approval=True)
        MeetingFactory(run=run)
    else:
        run = CourseRunFactory(state="running", starts_on=clock.today() - timedelta(days=1))
        held_meetings(run, 1)
    run.teachers.add(cast.teacher)
    return run


def verbs(page, base: str) -> set[str]:
    return {verb or HERE for verb in page.verbs(base)}


def test_every_state_is_walked() -> None:
    assert set(ENROLMENTS) == set(EnrolmentState.values)
    assert set(RUNS) == set(CourseRunState.values)


def test_an_enrolment_says_where_it_stands_and_offers_what_can_be_done(cast: Cast) -> None:
    teacher, office, found = signed_in_as(cast.teacher), signed_in_as(cast.office), {}
    calendars = set()
    for state, (word, *_verbs) in ENROLMENTS.items():
        run = run_for(cast, state)
        enrolment = EnrolmentFactory(run=run, trainee=VerifiedTraineeFactory(), state=state)
        mine = opened(
            signed_in_as(enrolment.trainee.user), reverse("training:enrolment", args=[enrolment.pk])
        )
        kept = opened(teacher, reverse("training:record", args=[enrolment.pk]))
        offices = opened(office, reverse("training:office_run", args=[run.pk]))
        base = f"/my/courses/{enrolment.pk}/"
        found[state] = (
            word if mine.says(word) == [True] else mine.status,
            verbs(mine, base),
            verbs(kept, f"/teaching/records/{enrolment.pk}/") if kept.status == 200 else None,
            verbs(offices, f"/office/enrolments/{enrolment.pk}/"),
        )
        assert (state, kept.status == 404 or kept.says(word) == [True]) == (state, True)
        calendars |= {state} & {state for link in mine.leads(base) if link == "classes.ics"}
    assert found == ENROLMENTS
    assert calendars == CALENDAR


def test_ones_own_list_and_the_roster_name_every_state(cast: Cast) -> None:
    run = run_for(cast, "seated")
    CourseRun.objects.filter(pk=run.pk).update(capacity=20)
    run.refresh_from_db()
    people = {}
    for state, (word, *_verbs) in ENROLMENTS.items():
        enrolment = EnrolmentFactory(run=run, trainee=VerifiedTraineeFactory(), state=state)
        people[enrolment.trainee.real_name] = (state, word)
        listed = opened(signed_in_as(enrolment.trainee.user), reverse("training:my_enrolments"))
        assert (state, listed.says(word, run.course.title_zh)) == (state, [True, True])
    roster = opened(signed_in_as(cast.teacher), reverse("training:roster", args=[run.pk]))
    named = {state for name, (state, _word) in people.items() if name in roster.html}

    assert named == {"seated", "attending", "completed", "failed", "no_show"}
    assert all(roster.says(*(ENROLMENTS[state][0] for state in named)))


def test_a_completed_course_shows_its_certificate_and_what_became_of_it(cast: Cast) -> None:
    certificate = completed(trainee=cast.person)
    url = reverse("training:enrolment", args=[certificate.enrolment_id])
    paper = reverse("training:certificate_pdf", args=[certificate.number])
    mine = opened(signed_in_as(cast.trainee), url)
    assert mine.says(certificate.number, paper, "已被撤销") == [True, True, False]
    certificate.revoked_at, certificate.revoked_by = clock.now(), cast.office
    certificate.revoked_reason = "姓名登记有误"
    certificate.save()
    again = opened(signed_in_as(cast.trainee), url)
    assert again.says(certificate.number, paper, "姓名登记有误") == [True, False, True]


def test_a_run_says_where_it_stands_and_offers_what_can_be_done(cast: Cast, client) -> None:
    teacher, office, found = signed_in_as(cast.teacher), signed_in_as(cast.office), {}
    for state, (word, *_verbs) in RUNS.items():
        run = CourseRunFactory(state=state, code=f"R-{state}")
        run.teachers.add(cast.teacher)
        MeetingFactory(run=run)
        planned = opened(office, reverse("training:office_run", args=[run.pk]))
        taught = opened(teacher, reverse("training:roster", args=[run.pk]))
        base = f"/office/runs/{run.pk}/"
        found[state] = (
            word if planned.says(word) == taught.says(word) == [True] else planned.status,
            planned.verbs(base),
            planned.leads(base),
            taught.verbs(f"/teaching/runs/{run.pk}/"),
            client.get(reverse("training:enrol", args=[run.pk])).status_code,
        )
    assert found == RUNS
    listed = opened(office, reverse("training:office_runs"))
    assert all(listed.says(*(word for word, *_rest in RUNS.values())))
    for state in RUNS:
        chosen = office.get(reverse("training:office_runs"), {"state": state})
        assert [run.code for run in chosen.context["rows"]] == [f"R-{state}"]
    desk = opened(teacher, reverse("training:teaching_desk"))
    shown = [state for state in RUNS if f"R-{state}" in desk.html]
    assert shown == ["open", "running", "finished"]
