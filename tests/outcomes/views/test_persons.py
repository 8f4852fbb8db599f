"""Does every figure open to its persons, starts and evidence, and what do the lists cost?"""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AccessLog
from core import clock as city
from core.models import AuditEntry
from outcomes import reference
from tests.factories.accounts import (
    DivisionFactory,
    MajorFactory,
    TraineeFactory,
    VerifiedTraineeFactory,
)
from tests.factories.matching import ConfirmedPlacementFactory, PlacementFactory
from tests.factories.training import CourseRunFactory, completed
from tests.harness.tight import tight
from tests.outcomes.views.screens import DAY, book_of, get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_list_leads_to_the_person_and_the_person_to_the_evidence(office, cast):
    certificate = completed(trainee=cast.person, on=DAY)

    listed = get(office, "office_persons")
    address = reverse("outcomes:office_person", kwargs={"person_id": cast.person.pk})
    assert address in listed.content.decode()
    page = tight(office.get(address).content.decode())

    assert certificate.number in page
    assert reverse("training:verify_number", args=[certificate.number]) in page
    assert page.count('<tr><th scope="row">2026年11月') == 5


@pytest.mark.parametrize(
    ("person", "word"), [("checked", "已计入"), ("unchecked", "待核"), ("idle", "未计入")]
)
def test_person_says_whether_it_counts(office, person, word):
    trainee = TraineeFactory() if person == "unchecked" else VerifiedTraineeFactory()
    if person != "idle":
        completed(trainee=trainee, on=DAY)

    assert word in get(office, "office_person", person_id=trainee.pk).content.decode()


def test_evidence_of_a_duplicate_is_shown_with_the_person(office):
    person = VerifiedTraineeFactory()
    completed(trainee=TraineeFactory(merged_into=person), on=DAY)

    page = get(office, "office_person", person_id=person.pk)

    assert "重复账号" in page.content.decode()
    assert page.context["entered_on"] == DAY


def test_look_at_evidence_is_in_the_persons_own_log_once_a_day(office, cast):
    get(office, "office_person", person_id=cast.person.pk)
    get(office, "office_person", person_id=cast.person.pk)

    assert list(AccessLog.objects.values_list("trainee_id", "by_id", "what")) == [
        (cast.person.pk, cast.office.pk, "evidence")
    ]


def test_merged_duplicate_has_no_page_of_its_own(office):
    duplicate = TraineeFactory(merged_into=VerifiedTraineeFactory())

    assert (
        office.get(
            reverse("outcomes:office_person", kwargs={"person_id": duplicate.pk})
        ).status_code
        == 404
    )


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["b", "a", "c"]),
        ("entered", ["c", "a", "b"]),
        ("-completions", ["a", "b", "c"]),
        ("name", ["a", "b", "c"]),
        ("-name", ["c", "b", "a"]),
    ],
)
def test_list_is_sorted(office, sort, order):
    for name, days in {"a": (3, 4), "b": (5,), "c": (1,)}.items():
        person = VerifiedTraineeFactory(real_name=name)
        for day in days:
            completed(trainee=person, on=date(2026, 11, day))

    assert [
        row.name for row in get(office, "office_persons", f"?sort={sort}").context["page"]
    ] == order


def test_list_is_searched_by_name_and_shows_the_pending_apart(office):
    completed(trainee=VerifiedTraineeFactory(real_name="示例赵小燕"), on=DAY)
    completed(trainee=VerifiedTraineeFactory(real_name="示例孙海霞"), on=DAY)
    completed(trainee=TraineeFactory(real_name="示例周志强"), on=DAY)

    named = get(office, "office_persons", "?name=小燕").context["page"]
    pending = get(office, "office_persons", "?status=pending").context["page"]

    assert [row.name for row in named] == ["示例赵小燕"]
    assert [row.name for row in pending] == ["示例周志强"]


def test_empty_list_says_what_to_do(office):
    assert "没有符合筛选条件的人" in get(office, "office_persons", "?name=nobody").content.decode()


def test_placements_open_to_their_list_by_grade(office):
    claimed, confirmed = (
        PlacementFactory(claimed_at=city.now()),
        ConfirmedPlacementFactory(claimed_at=city.now()),
    )

    def listed(query: str) -> list[int]:
        return [
            each.pk for each in get(office, "office_placements", query).context["page"].object_list
        ]

    board = get(office, "office_board").context["line"].placements
    assert (board["claimed"], board["confirmed"]) == (1, 1)
    assert (listed("?grade=claimed"), listed("?grade=confirmed")) == ([claimed.pk], [confirmed.pk])
    assert sorted(listed("")) == sorted([claimed.pk, confirmed.pk])
    empty = get(office, "office_placements", "?grade=verified").content.decode()
    assert "没有符合筛选条件的到岗" in empty, empty[empty.index("<main") :][:4000]


def test_placements_are_narrowed_like_the_figure(office, cast):
    major, town, run = (
        MajorFactory(),
        DivisionFactory(),
        CourseRunFactory(starts_on=DAY, state="running"),
    )
    person = VerifiedTraineeFactory(university=cast.school, major=major, home_division=town)
    completed(trainee=person, run=run, on=DAY)
    completed(
        trainee=person,
        run=CourseRunFactory(course=run.course, starts_on=DAY, state="running"),
        on=DAY,
    )
    PlacementFactory(application__trainee=person, claimed_at=city.now())
    PlacementFactory(claimed_at=city.now())

    for query in (
        f"university={cast.school.pk}",
        f"major={major.pk}",
        f"division={town.pk}",
        f"course={run.course_id}",
    ):
        line = get(office, "office_board", f"?{query}").context["line"]
        assert (line.placements["claimed"], line.is_narrowed) == (1, True)
        assert get(office, "office_placements", f"?{query}").context["page"].paginator.count == 1


@pytest.mark.parametrize(("name", "count"), [("office_persons", 5), ("office_person", 10)])
def test_office_pages_cost_the_same_for_one_row_and_three(
    office, assert_query_count_constant, name, count
):
    person = VerifiedTraineeFactory()
    kwargs = {"person_id": person.pk} if name == "office_person" else {}

    def one_more() -> None:
        completed(trainee=person if name == "office_person" else VerifiedTraineeFactory(), on=DAY)

    assert_query_count_constant(office, reverse(f"outcomes:{name}", kwargs=kwargs), one_more, count)


def test_placements_cost_the_same_for_one_row_and_three(office, assert_query_count_constant):
    address = reverse("outcomes:office_placements")
    assert_query_count_constant(
        office, address, lambda: ConfirmedPlacementFactory(claimed_at=city.now()), 4
    )


def test_export_is_the_list_with_definitions_and_is_written_down(office, cast):
    reference.load()
    completed(
        trainee=VerifiedTraineeFactory(
            real_name="=1+1", user__phone="+8613800000000", user__email=None
        ),
        on=DAY,
    )
    completed(trainee=TraineeFactory(), on=DAY)

    book = book_of(office.post(reverse("outcomes:office_persons_export") + "?sort=name"))

    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][1:3] == ["=1+1", "138****0000"]
    assert (len(rows), rows[1][6:]) == (2, [DAY, 1.0])
    said = {row[0]: row[1] for row in book.get_sheet_by_index(1).to_python()}
    assert said["导出人"] == str(cast.office)
    assert said["导出时间"] == "2026-11-23 10:00"
    assert any("去重计数" in str(text) for text in said.values())
    entry = AuditEntry.objects.get(verb="figure.export")
    assert (entry.actor, entry.data["rows"], entry.data["filters"]) == (
        cast.office,
        1,
        {"sort": "name"},
    )
    assert AccessLog.objects.filter(what="export").count() == 1


def test_whole_phones_leave_for_a_reason_that_is_written_down(office):
    completed(
        trainee=VerifiedTraineeFactory(user__phone="+8613800000000", user__email=None), on=DAY
    )

    answer = office.post(reverse("outcomes:office_persons_export"), {"reason": "通知补拍结业照"})

    assert book_of(answer).get_sheet_by_index(0).to_python()[1][2] == "+8613800000000"
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    entry = AuditEntry.objects.get(verb="figure.export")
    assert (entry.reason, entry.data["whole_phones"]) == ("通知补拍结业照", True)
