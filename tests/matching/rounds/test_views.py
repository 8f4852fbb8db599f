"""The office's screens of placement rounds, from choosing a cohort to the workbook; the person's and the company's share."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from python_calamine import CalamineWorkbook

from accounts.models import AccessLog
from core.models import AuditEntry
from matching.models import Application, Opening, PlacementProposal, PlacementRound
from matching.queries.cards import labels_of
from tests.cast import Cast
from tests.factories.accounts import TraineeFactory
from tests.factories.matching import OpeningFactory
from tests.factories.rounds import agreed, finished_run, graduate, kept_round
from tests.factories.training import EnrolmentFactory
from tests.harness.buttons import said_before
from training.models import CourseRun

pytestmark = pytest.mark.django_db

LIST = "matching:placement_rounds"


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    client.force_login(cast.office)
    return client


@pytest.fixture
def run(cast: Cast) -> CourseRun:
    """A finished run: the cast's person, somebody better, and somebody who never agreed; two positions."""
    run = finished_run()
    graduate(run, {"lockstitch": 2}, trainee=cast.person)
    graduate(run, {"lockstitch": 4}, real_name="示例张师傅")
    EnrolmentFactory(trainee=TraineeFactory(real_name="示例未同意"), run=run, state="completed")
    OpeningFactory(
        company=cast.firm,
        title="最好的岗位",
        asks={"lockstitch": 4},
        headcount=1,
        pay_min=8000,
        pay_max=9000,
    )
    OpeningFactory(
        company=cast.firm,
        title="也可以的岗位",
        asks={"lockstitch": 4, "live_pitch": 2},
        headcount=1,
    )
    return run


def preview(run: CourseRun) -> str:
    return f"{reverse('matching:preview_round')}?run={run.pk}"


def test_from_choosing_to_the_workbook(office: Client, run: CourseRun, cast: Cast):
    listed = office.get(reverse(LIST))
    assert run.code in listed.content.decode()

    looked = office.get(preview(run))
    body = looked.content.decode()
    assert (looked.status_code, PlacementRound.objects.count()) == (200, 0)
    assert [
        word in body for word in ("示例张师傅", "最好的岗位", "也可以的岗位", "示例未同意")
    ] == [True] * 4

    keep = f"{reverse('matching:keep_round')}?run={run.pk}"
    answer = office.post(keep, {"input_hash": looked.context["round"].input_hash})
    kept = PlacementRound.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, kept.get_absolute_url())
    shown = office.get(kept.get_absolute_url())
    assert [
        (row.person.real_name, row.opening.title, row.proposal.wish)
        for row in shown.context["rows"]
    ] == [
        (cast.person.real_name, "也可以的岗位", 2),
        ("示例张师傅", "最好的岗位", 1),
    ]
    assert [(row.opening.title, row.filled, row.free) for row in shown.context["seats"]] == [
        ("最好的岗位", 1, 1),
        ("也可以的岗位", 1, 1),
    ]

    export = office.post(reverse("outcomes:placement_round_export", args=[kept.pk]))
    book = CalamineWorkbook.from_filelike(BytesIO(export.content))
    people, openings, words = (book.get_sheet_by_index(n).to_python() for n in range(3))
    assert [row[0] for row in people[1:]] == [cast.person.real_name, "示例张师傅", "示例未同意"]
    assert [row[:4] for row in openings[1:]] == [
        ["最好的岗位", openings[1][1], 1, 1],
        ["也可以的岗位", openings[2][1], 1, 1],
    ]
    assert kept.input_hash in {row[1] for row in words}
    assert AuditEntry.objects.get(verb="placement_round.export").data == {"rows": 3}
    assert AccessLog.objects.filter(by=cast.office).count() == 3
    assert "下载了 Excel" in office.get(kept.get_absolute_url()).content.decode()


def test_what_has_changed_since_is_shown_again_and_not_kept(office: Client, run: CourseRun):
    seen = office.get(preview(run)).context["round"].input_hash
    Opening.objects.filter(title="最好的岗位").update(headcount=2, version=2)
    answer = office.post(f"{reverse('matching:keep_round')}?run={run.pk}", {"input_hash": seen})
    assert (answer.status_code, PlacementRound.objects.count()) == (422, 0)
    assert answer.context["denial"].code == "round.changed"
    fresh = answer.context["round"].input_hash
    office.post(f"{reverse('matching:keep_round')}?run={run.pk}", {"input_hash": fresh})
    assert PlacementRound.objects.get().input_hash == fresh


@pytest.mark.parametrize(
    "query", ["", "run=", "run=999999", "run=x", "university=1", "year=2026", "university=1&year=0"]
)
def test_half_a_choice_is_sent_back(office: Client, run: CourseRun, query: str):
    for address in ("matching:preview_round", "matching:keep_round"):
        send = office.get if address.endswith("preview_round") else office.post
        answer = send(f"{reverse(address)}?{query}")
        assert (answer.status_code, PlacementRound.objects.count()) == (422, 0)


def test_a_schools_graduates(office: Client, cast: Cast):
    cast.person.graduation_year = 2026
    cast.person.save(update_fields=["graduation_year"])
    agreed(cast.person)
    OpeningFactory()
    query = f"university={cast.school.pk}&year=2026"
    looked = office.get(f"{reverse('matching:preview_round')}?{query}")
    assert [row.person for row in looked.context["rows"]] == [cast.person]
    office.post(
        f"{reverse('matching:keep_round')}?{query}",
        {"input_hash": looked.context["round"].input_hash},
    )
    kept = PlacementRound.objects.get()
    assert (kept.university, kept.graduation_year, kept.run) == (cast.school, 2026, None)
    with translation.override("en"):
        assert (
            "Example Jianghan College (fictional) · 2026"
            in office.get(reverse(LIST)).content.decode()
        )


def test_nobody_to_propose_to_says_why_and_cannot_be_kept(office: Client):
    run = finished_run()
    graduate(run, uses_recommendations=False)
    looked = office.get(preview(run))
    assert looked.context["keep_denial"].code == "round.empty"
    assert [row.reason for row in looked.context["left_out"]] == ["switched_off"]


def test_closing_needs_a_reason_and_happens_once(office: Client, run: CourseRun, cast: Cast):
    kept = kept_round(run, cast.office)
    close = reverse("matching:close_round", args=[kept.pk])
    count = kept.proposals.count()
    assert said_before(office.get(kept.get_absolute_url()), "close") == [
        f"{count} 份没有答复的建议失效，并从对方的列表中消失。",
        "不会通知任何人。不能撤销；可以为同一批人再开一轮。",
    ]
    assert office.post(close, {"reason": ""}).status_code == 422
    assert office.post(close, {"reason": "都有着落了"}).status_code == 302
    assert office.post(close, {"reason": "再来"}).status_code == 422
    kept.refresh_from_db()
    assert (kept.state, set(kept.proposals.values_list("state", flat=True))) == (
        "closed",
        {"lapsed"},
    )


def test_the_person_sees_the_proposal_first_and_applies_with_one_tap(
    client: Client, run: CourseRun, cast: Cast
):
    kept_round(run, cast.office)
    client.force_login(cast.trainee)
    shown = client.get(reverse("matching:my_matches"))
    opening = Opening.objects.get(title="也可以的岗位")
    assert [row.opening for row in shown.context["proposals"]] == [opening]
    assert "主管部门为你建议" in shown.content.decode()
    assert opening not in [
        match.thing for match in shown.context["matches"]
    ]  # it stands above already
    client.post(reverse("matching:apply", args=[opening.pk]), {"note": ""})
    assert Application.objects.get().trainee == cast.person
    assert PlacementProposal.objects.get(trainee=cast.person).state == "applied"
    assert client.get(reverse("matching:my_matches")).context["proposals"] == []


def test_the_person_says_that_it_is_not_for_them(client: Client, run: CourseRun, cast: Cast):
    kept_round(run, cast.office)
    client.force_login(cast.trainee)
    opening = Opening.objects.get(title="也可以的岗位")
    client.post(reverse("matching:not_for_me", args=[opening.pk]), {"reason": "place"})
    assert PlacementProposal.objects.get(trainee=cast.person).state == "declined"
    assert client.get(reverse("matching:my_matches")).context["proposals"] == []


def test_the_company_sees_the_proposed_who_agreed_without_their_full_name(
    client: Client, run: CourseRun, cast: Cast
):
    kept_round(run, cast.office)
    client.force_login(cast.company)
    page = reverse("matching:opening_people", args=[Opening.objects.get(title="也可以的岗位").pk])
    assert client.get(page).context["proposed"] == []
    agreed_person = cast.person
    agreed_person.is_open_to_contact = True
    agreed_person.save(update_fields=["is_open_to_contact"])
    agreed_person.user.consents.create(purpose="contact", version="1")
    shown = client.get(page)
    assert [card.label for card in shown.context["proposed"]] == list(
        labels_of(Opening.objects.get(title="也可以的岗位").pk, [cast.person.pk]).values()
    )
    assert cast.person.real_name.removeprefix("示例") not in shown.content.decode()


def counted(client: Client, url: str, assert_num: object, number: int) -> None:
    client.get(url)
    with assert_num(number):  # type: ignore[operator]
        assert client.get(url).status_code == 200


LIST_QUERIES, PREVIEW_QUERIES, ROUND_QUERIES = 8, 28, 16


def test_the_list_costs_the_same_for_one_and_three_rounds(
    office: Client, cast: Cast, django_assert_num_queries
):
    for extra in (1, 2):
        for _ in range(extra):
            run = finished_run()
            graduate(run, {"lockstitch": 2})
            OpeningFactory(asks={"lockstitch": 2})
            kept_round(run, cast.office)
        counted(office, reverse(LIST), django_assert_num_queries, LIST_QUERIES)


def test_a_round_costs_the_same_for_one_and_three_people(
    office: Client, cast: Cast, django_assert_num_queries
):
    for people in (1, 3):
        run = finished_run()
        OpeningFactory(asks={"lockstitch": 4}, headcount=people)
        for _ in range(people):
            graduate(run, {"lockstitch": 2})
        graduate(run, uses_recommendations=False)
        counted(office, preview(run), django_assert_num_queries, PREVIEW_QUERIES)
        kept = kept_round(run, cast.office)
        counted(office, kept.get_absolute_url(), django_assert_num_queries, ROUND_QUERIES)
