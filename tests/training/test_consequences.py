"""What a destructive move does stands beside its button, counted."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.training import CourseRunFactory, EnrolmentFactory
from training.models import CourseRun

pytestmark = pytest.mark.django_db
TOLD = "系统会马上通知他们，并附上你写的理由。十分钟内可以撤销，撤销时也会通知他们。"


def test_cancelling_a_run_counts_whom_it_ends(client: Client, cast: Cast):
    run = CourseRunFactory(capacity=9)
    for state in ("seated", "attending", "offered", "waitlisted", "waitlisted", "applied", "completed", "withdrawn"):
        EnrolmentFactory(run=run, state=state)
    client.force_login(cast.office)
    page = client.get(reverse("training:office_run", args=[run.pk]))
    said = [
        "2 人会失去名额。",
        "1 个已发出的名额会收回。",
        "2 人会退出候补。",
        "1 份报名会结束。",
        "1 人次结业不受影响。",
        TOLD,
    ]
    assert page.context["consequences"] == said
    assert all(sentence in page.content.decode() for sentence in said)


def test_an_empty_run_tells_nobody(client: Client, cast: Cast):
    client.force_login(cast.office)
    page = client.get(reverse("training:office_run", args=[CourseRunFactory().pk]))
    assert page.context["consequences"] == ["这个班里没有人。十分钟内可以撤销。"]


@pytest.mark.parametrize(
    ("state", "waiting", "run_state", "said"),
    [
        ("seated", 2, "open", ["你的名额会给下一位；有 2 人在等。", "报名截止前可以再报名，排在候补最后。"]),
        ("seated", 0, "open", ["你的名额会空出来。", "报名截止前可以再报名。"]),
        ("attending", 0, "running", ["你的名额会空出来。", "报名已结束：退出后回不到这个班。"]),
        ("waitlisted", 1, "open", ["你会失去候补的位置。", "报名截止前可以再报名，排在候补最后。"]),
        ("applied", 0, "open", ["你的报名会结束。", "报名截止前可以再报名。"]),
    ],
)
def test_withdrawing_says_what_is_lost_and_whether_there_is_a_way_back(
    client: Client, cast: Cast, state: str, waiting: int, run_state: str, said: list[str]
):
    run = CourseRunFactory(capacity=9)
    for _ in range(waiting):
        EnrolmentFactory(run=run, state="waitlisted")
    own = EnrolmentFactory(run=run, state=state, trainee=cast.person)
    CourseRun.objects.filter(pk=run.pk).update(state=run_state)
    client.force_login(cast.trainee)
    page = client.get(reverse("training:enrolment", args=[own.pk]))
    assert page.context["consequences"] == said
    assert all(sentence in page.content.decode() for sentence in said)
