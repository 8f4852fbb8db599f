"""What a destructive move does stands beside its button, counted."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.skills import grant_skill
from accounts.models import Trainee
from core import clock
from matching.queries.profiles import profile_to_send
from tests.cast import Cast
from tests.factories.matching import ApplicationFactory
from tests.factories.skills import SkillFactory
from tests.factories.training import CourseRunFactory, EnrolmentFactory, completed
from tests.harness.buttons import said_before
from training.models import Certificate, CourseRun, Enrolment

pytestmark = pytest.mark.django_db
TOLD = "系统会马上通知他们，并附上你写的原因。10 分钟内可以撤销，撤销时也会通知他们。"


def test_cancelling_a_run_counts_whom_it_ends(client: Client, cast: Cast):
    run = CourseRunFactory(capacity=9)
    for state in (
        "seated",
        "attending",
        "offered",
        "waitlisted",
        "waitlisted",
        "applied",
        "completed",
        "withdrawn",
    ):
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
    assert said_before(page, "cancel") == said
    assert all(sentence in page.content.decode() for sentence in said)


def test_an_empty_run_tells_nobody(client: Client, cast: Cast):
    client.force_login(cast.office)
    page = client.get(reverse("training:office_run", args=[CourseRunFactory().pk]))
    assert said_before(page, "cancel") == ["这个班里没有人。10 分钟内可以撤销。"]


def said_before_revoking(client: Client, cast: Cast, certificate: Certificate) -> list[str]:
    client.force_login(cast.office)
    page = client.get(reverse("training:office_revoke", args=[certificate.number]))
    assert all(sentence in page.content.decode() for sentence in page.context["consequences"])
    return page.context["consequences"]


LAST = ["立即通知本人，并附上你写的原因。", "撤销后不能恢复；只是姓名写错的，请重新发证。"]


def test_revoking_counts_skills_applications_and_whether_the_person_counts(
    client: Client, cast: Cast
):
    certificate = completed(trainee=cast.person)
    for skill in (kept := SkillFactory(), SkillFactory(), SkillFactory()):
        grant_skill(
            trainee=cast.person,
            skill=skill,
            level=3,
            evidence="certificate",
            reference=certificate.number,
            by=cast.office,
            now=clock.now(),
        )
    grant_skill(
        trainee=cast.person,
        skill=kept,
        level=2,
        evidence="employer",
        reference="",
        by=cast.office,
        now=clock.now(),
    )
    ApplicationFactory(trainee=cast.person, profile=profile_to_send(cast.person))
    ApplicationFactory(trainee=cast.person, profile=profile_to_send(cast.person), state="withdrawn")
    year = certificate.completion.completed_on.year
    assert said_before_revoking(client, cast, certificate) == [
        "2 项技能从档案中消失。",
        "1 项技能仍在档案中，但只剩较弱的证明。",
        f"这个人不再计入 {year} 年。",
        "1 份进行中的投递附有这张证书；那里的编号会显示“已撤销”。",
        *LAST,
    ]
    completed(trainee=cast.person)
    assert f"这个人仍凭另一次结业计入 {year} 年。" in said_before_revoking(
        client, cast, certificate
    )
    Trainee.objects.filter(pk=cast.person.pk).update(
        verified_at=None, verified_by=None, verified_against=""
    )
    uncounted = "这个人没有计入：联系方式或姓名还没核实。"
    assert uncounted in said_before_revoking(client, cast, certificate)


def test_a_completion_that_is_not_counted_changes_no_figure(client: Client, cast: Cast):
    certificate = completed(trainee=cast.person)
    Enrolment.objects.filter(pk=certificate.completion_id).update(is_counted=False)
    assert "这次结业不计入年度目标，数字不变。" in said_before_revoking(client, cast, certificate)


def test_taking_a_name_check_back_names_the_years(client: Client, cast: Cast):
    year = completed(trainee=cast.person).completion.completed_on.year
    client.force_login(cast.office)
    url = reverse("accounts:decide_name", args=[cast.person.pk])
    asked = client.post(url, {"verb": "doubt", "reason": "名字不一致"})
    assert asked.context["consequences"][0] == f"这个人不再计入 {year} 年。"
    assert asked.context["consequences"][0] in asked.content.decode()


@pytest.mark.parametrize(
    ("state", "waiting", "run_state", "said"),
    [
        (
            "seated",
            2,
            "open",
            ["你的名额会给下一位；有 2 人在等。", "报名截止前可以再报名，排在候补最后。"],
        ),
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
    assert said_before(page, "withdraw") == said
    assert all(sentence in page.content.decode() for sentence in said)
