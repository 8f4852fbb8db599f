"""What do the screens of the figures show, and what do they cost?"""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.models import AccessLog
from core import clock as city
from core.models import AuditEntry
from matching.states import Grade
from outcomes import reference
from outcomes.audit import check_and_remember
from outcomes.models import AnnualTarget
from tests.factories.accounts import DivisionFactory, MajorFactory, TraineeFactory, VerifiedTraineeFactory
from tests.factories.matching import ConfirmedPlacementFactory, PlacementFactory
from tests.factories.outcomes import SEASON, AnnualTargetFactory
from tests.factories.training import CourseRunFactory, completed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = date(2026, 11, 20)


@pytest.fixture
def office(client, cast):
    client.force_login(cast.office)
    return client


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client


def get(client, name, query="", **kwargs):
    response = client.get(reverse(f"outcomes:{name}", kwargs=kwargs) + query)
    assert response.status_code == 200
    return response


def book_of(response) -> CalamineWorkbook:
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return CalamineWorkbook.from_filelike(BytesIO(response.content))


def test_board_shows_goal_persons_paces_and_what_waits(office, cast):
    AnnualTargetFactory()
    completed(trainee=cast.person, on=DAY)
    completed(trainee=TraineeFactory(), on=DAY)
    check_and_remember(city.now())

    page = get(office, "office_board")

    assert (page.context["line"].persons, page.context["line"].pending, page.context["line"].goal) == (1, 1, 3000)
    assert [(item.count) for item in page.context["todo"]] == [0, 1, 0, 0, 0]
    for text in ("3,000", "2,688", "2,778", "看数据"):
        assert text in page.content.decode()


def test_board_draws_the_year_from_data_beside_the_chart(office, cast):
    AnnualTargetFactory()
    completed(trainee=cast.person, on=DAY)

    chart = get(office, "office_board").context["chart"]

    assert [series["role"] for series in chart["series"]] == ["persons", "calendar", "season", "goal"]
    by_day = dict(zip(chart["days"], chart["series"][0]["values"], strict=True))
    assert (by_day[322], by_day[327], by_day[329], chart["days"][-1]) == (0, 1, None, 365)
    assert chart["series"][3]["values"][0] == 3000


def test_board_without_a_target_shows_the_count_alone(office, cast):
    completed(trainee=cast.person, on=DAY)

    page = get(office, "office_board")

    assert [series["role"] for series in page.context["chart"]["series"]] == ["persons"]
    assert page.context["outlook"] is None


def test_board_says_how_many_sessions_are_needed_and_until_when(office, cast):
    AnnualTarget.objects.create(year=2026, persons=4, season_weights=AnnualTargetFactory.build().season_weights)
    run = CourseRunFactory(starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 21), state="finished")
    completed(trainee=cast.person, run=run, on=DAY)

    found = get(office, "office_board").context["outlook"]

    assert (found.per_session, found.sessions, found.coming, found.needed) == (1.0, 1, 0, 3)
    assert (found.usual_days, found.last_useful_start) == (20, date(2026, 12, 11))


def test_sessions_under_way_are_expected_to_bring_the_same(office, cast):
    AnnualTarget.objects.create(year=2026, persons=2, season_weights=AnnualTargetFactory.build().season_weights)
    finished = CourseRunFactory(starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 21), state="finished")
    completed(trainee=cast.person, run=finished, on=DAY)
    CourseRunFactory(starts_on=DAY, ends_on=date(2026, 12, 20), state="running", seats_taken=1)

    found = get(office, "office_board").context["outlook"]

    assert (found.coming, found.needed) == (1, 0)


def test_board_is_narrowed_by_the_address(office, cast):
    AnnualTargetFactory()
    completed(trainee=cast.person, on=DAY)
    completed(trainee=cast.other_person, on=DAY)

    page = get(office, "office_board", f"?university={cast.school.pk}")

    assert (page.context["line"].persons, page.context["line"].goal) == (1, None)
    assert f"university={cast.school.pk}" in page.content.decode()


def test_what_cannot_be_read_does_not_narrow(office, cast):
    completed(trainee=cast.person, on=DAY)

    page = get(office, "office_board", "?university=nowhere&major=9999&on=someday")

    assert page.context["line"].persons == 1


def test_board_looks_back_but_never_ahead(office, cast):
    completed(trainee=cast.person, on=DAY)

    assert get(office, "office_board", "?on=2026-11-19").context["line"].persons == 0
    assert get(office, "office_board", "?on=2027-11-19").context["line"].on == date(2026, 11, 23)


def test_soundness_names_what_is_broken(office, cast):
    CourseRunFactory(seats_taken=2)
    check_and_remember(city.now())

    page = get(office, "office_board")

    assert "I1" in page.context["health"].broken
    assert "audit" in page.content.decode()


def test_list_leads_to_the_person_and_the_person_to_the_evidence(office, cast):
    certificate = completed(trainee=cast.person, on=DAY)

    listed = get(office, "office_persons")
    address = reverse("outcomes:office_person", kwargs={"person_id": cast.person.pk})
    assert address in listed.content.decode()
    page = office.get(address).content.decode()

    assert certificate.number in page
    assert reverse("training:verify_number", args=[certificate.number]) in page
    assert page.count('<tr><th scope="row">2026年11月') == 5


@pytest.mark.parametrize(("person", "word"), [("checked", "已计入"), ("unchecked", "待核"), ("idle", "未计入")])
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

    assert office.get(reverse("outcomes:office_person", kwargs={"person_id": duplicate.pk})).status_code == 404


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

    assert [row.trainee.real_name for row in get(office, "office_persons", f"?sort={sort}").context["rows"]] == order


def test_list_is_searched_by_name_and_shows_the_pending_apart(office):
    completed(trainee=VerifiedTraineeFactory(real_name="示例赵小燕"), on=DAY)
    completed(trainee=VerifiedTraineeFactory(real_name="示例孙海霞"), on=DAY)
    completed(trainee=TraineeFactory(real_name="示例周志强"), on=DAY)

    named = get(office, "office_persons", "?name=小燕").context["rows"]
    pending = get(office, "office_persons", "?status=pending").context["rows"]

    assert [row.trainee.real_name for row in named] == ["示例赵小燕"]
    assert [row.trainee.real_name for row in pending] == ["示例周志强"]


def test_empty_list_says_what_to_do(office):
    assert "没有符合筛选条件的人" in get(office, "office_persons", "?name=nobody").content.decode()


def test_export_is_the_list_with_definitions_and_is_written_down(office, cast):
    reference.load()
    completed(trainee=VerifiedTraineeFactory(real_name="=1+1", user__phone="+8613800000000", user__email=None), on=DAY)
    completed(trainee=TraineeFactory(), on=DAY)

    book = book_of(office.post(reverse("outcomes:office_persons_export") + "?sort=name"))

    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][1:3] == ["=1+1", "+8613800000000"]
    assert (len(rows), rows[1][6:]) == (2, [DAY, 1.0])
    said = {row[0]: row[1] for row in book.get_sheet_by_index(1).to_python()}
    assert said["导出人"] == str(cast.office)
    assert said["导出时间"] == "2026-11-23 10:00"
    assert any("去重计数" in str(text) for text in said.values())
    entry = AuditEntry.objects.get(verb="figure.export")
    assert (entry.actor, entry.data["rows"], entry.data["filters"]) == (cast.office, 1, {"sort": "name"})
    assert AccessLog.objects.filter(what="export").count() == 1


def test_placements_open_to_their_list_by_grade(office):
    claimed, confirmed = PlacementFactory(claimed_at=city.now()), ConfirmedPlacementFactory(claimed_at=city.now())

    def listed(query: str) -> list[int]:
        return [each.pk for each in get(office, "office_placements", query).context["page"].object_list]

    board = get(office, "office_board").context["line"].placements
    assert (board["claimed"], board["confirmed"]) == (1, 1)
    assert (listed("?grade=claimed"), listed("?grade=confirmed")) == ([claimed.pk], [confirmed.pk])
    assert sorted(listed("")) == sorted([claimed.pk, confirmed.pk])
    empty = get(office, "office_placements", "?grade=verified").content.decode()
    assert "没有符合筛选条件的到岗" in empty, empty[empty.index("<main") :][:4000]


def test_placements_are_narrowed_like_the_figure(office, cast):
    major, town, run = MajorFactory(), DivisionFactory(), CourseRunFactory(starts_on=DAY, state="running")
    person = VerifiedTraineeFactory(university=cast.school, major=major, home_division=town)
    completed(trainee=person, run=run, on=DAY)
    completed(trainee=person, run=CourseRunFactory(course=run.course, starts_on=DAY, state="running"), on=DAY)
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


def test_school_desk_shows_the_own_people_by_grade(coordinator, cast):
    major = MajorFactory()
    grades = {
        Grade.CLAIMED: PlacementFactory,
        Grade.CONFIRMED: ConfirmedPlacementFactory,
        Grade.VERIFIED: ConfirmedPlacementFactory,
    }
    for grade, factory in grades.items():
        placement = factory(
            application__trainee=TraineeFactory(university=cast.school, major=major, graduation_year=2026)
        )
        if grade == Grade.VERIFIED:
            placement.verified_at, placement.verified_by = city.now(), cast.coordinator
            placement.save()
    PlacementFactory(application__trainee=cast.other_person)

    page = get(coordinator, "university_desk")

    assert page.context["sums"] == {
        "persons": 4,
        "claimed": 1,
        "confirmed": 1,
        "verified": 1,
        "contested": 0,
        "none": 1,
    }
    cohorts = {each.year: (each.major_zh, each.persons, each.without_destination) for each in page.context["cohorts"]}
    assert cohorts == {2026: ("网络营销与直播电商", 3, 0), None: ("", 1, 1)}
    assert page.context["waiting"] == 1


def test_best_grade_of_a_person_decides(coordinator, cast):
    PlacementFactory(application__trainee=cast.person)
    ConfirmedPlacementFactory(application__trainee=cast.person)

    assert get(coordinator, "university_desk").context["sums"]["confirmed"] == 1


def test_school_list_is_narrowed_to_who_has_no_destination(coordinator, cast):
    ConfirmedPlacementFactory(application__trainee=TraineeFactory(university=cast.school, graduation_year=2026))

    assert [each.pk for each in get(coordinator, "university_persons", "?grade=none").context["rows"]] == [
        cast.person.pk
    ]
    assert len(get(coordinator, "university_persons", "?year=2026").context["rows"]) == 1
    assert "没有符合筛选条件的学生" in get(coordinator, "university_persons", "?grade=contested").content.decode()


def test_school_export_holds_the_own_people_only(coordinator, cast):
    reference.load()
    ConfirmedPlacementFactory(application__trainee=cast.person)

    rows = book_of(coordinator.post(reverse("outcomes:university_export"))).get_sheet_by_index(0).to_python()

    assert [row[0] for row in rows[1:]] == [cast.person.real_name]
    assert rows[1][4:] == ["是", "本人已确认", "示例服饰" + rows[1][6][4:], date(2026, 11, 2)]
    assert AuditEntry.objects.filter(verb="cohort.export", actor=cast.coordinator).count() == 1


def test_school_desk_without_people_says_where_they_come_from(client, cast):
    cast.other_person.__class__.objects.filter(pk=cast.other_person.pk).update(university=None)
    client.force_login(cast.other_coordinator)

    assert "名册" in get(client, "university_desk").content.decode()


def test_coordinator_opens_the_evidence_of_the_own_people(coordinator, cast):
    certificate = completed(trainee=cast.person, on=DAY)

    page = get(coordinator, "university_person", person_id=cast.person.pk).content.decode()

    assert certificate.number in page
    assert reverse("outcomes:university_persons") in page


def test_school_list_is_narrowed_to_a_cohort(coordinator, cast):
    major = MajorFactory()
    person = TraineeFactory(university=cast.school, major=major, graduation_year=2026)

    assert [
        each.pk for each in get(coordinator, "university_persons", f"?year=2026&major={major.pk}").context["rows"]
    ] == [person.pk]


def test_foreign_person_is_missing(coordinator, cast):
    assert (
        coordinator.get(reverse("outcomes:university_person", kwargs={"person_id": cast.other_person.pk})).status_code
        == 404
    )


def test_definition_page_shows_every_version(client):
    reference.load()

    page = get(client, "figure", code="landing_rate")

    assert [each.version for each in page.context["versions"]] == ["2024", "2021"]
    assert client.get(reverse("outcomes:figure", kwargs={"code": "nothing"})).status_code == 404


def test_public_results_hide_small_numbers(client, cast):
    AnnualTargetFactory()
    for _ in range(3):
        completed(trainee=VerifiedTraineeFactory(), on=DAY)

    found = get(client, "results").context["results"]

    assert (found.persons, found.completions) == (None, None)
    assert {persons for _month, persons in found.months} == {None}
    assert [track.persons for track in found.tracks] == [None]


def test_public_results_show_what_is_large_enough(client, settings):
    settings.PUBLIC_MINIMUM_CELL = 2
    AnnualTargetFactory()
    for _ in range(3):
        completed(trainee=VerifiedTraineeFactory(), on=DAY)

    page = get(client, "results")

    assert page.context["results"].persons == 3
    assert [track.persons for track in page.context["results"].tracks] == [3]
    assert "毕业去向落实率" in page.content.decode()


@pytest.mark.parametrize(("name", "count"), [("office_board", 10), ("office_persons", 7), ("office_person", 9)])
def test_office_pages_cost_the_same_for_one_row_and_three(office, assert_query_count_constant, name, count):
    AnnualTargetFactory()
    person = VerifiedTraineeFactory()
    kwargs = {"person_id": person.pk} if name == "office_person" else {}

    def one_more() -> None:
        completed(trainee=person if name == "office_person" else VerifiedTraineeFactory(), on=DAY)

    assert_query_count_constant(office, reverse(f"outcomes:{name}", kwargs=kwargs), one_more, count)


@pytest.mark.parametrize(("name", "count"), [("university_desk", 7), ("university_persons", 6)])
def test_school_pages_cost_the_same_for_one_row_and_three(coordinator, cast, assert_query_count_constant, name, count):
    def one_more() -> None:
        ConfirmedPlacementFactory(application__trainee=TraineeFactory(university=cast.school, graduation_year=2026))

    assert_query_count_constant(coordinator, reverse(f"outcomes:{name}"), one_more, count)


def test_placements_cost_the_same_for_one_row_and_three(office, assert_query_count_constant):
    address = reverse("outcomes:office_placements")
    assert_query_count_constant(office, address, lambda: ConfirmedPlacementFactory(claimed_at=city.now()), 5)


def test_results_cost_the_same_for_one_row_and_three(client, assert_query_count_constant):
    assert_query_count_constant(
        client, reverse("outcomes:results"), lambda: completed(trainee=VerifiedTraineeFactory(), on=DAY), 6
    )


def season(**changes) -> dict[str, int]:
    return {"year": 2027, "persons": 3100, **{f"month_{n}": w for n, w in enumerate(SEASON, start=1)}, **changes}


def test_office_sets_the_goal_and_the_board_follows(office, cast):
    response = office.post(reverse("outcomes:office_target"), season(year=2026))

    assert (response.status_code, response["Location"]) == (302, reverse("outcomes:office_board"))
    assert get(office, "office_board").context["line"].goal == 3100
    assert AuditEntry.objects.get(verb="target.set").data == {"persons": 3100, "season_weights": SEASON}
    office.post(reverse("outcomes:office_target"), season(year=2026, persons=3200))
    assert AuditEntry.objects.get(verb="target.change").actor == cast.office


def test_form_of_the_goal_starts_with_the_last_season(office):
    assert get(office, "office_target").context["form"].initial == {"year": 2026}
    AnnualTargetFactory(year=2025, persons=2900)

    assert get(office, "office_target").context["form"].initial == season(year=2026, persons=2900)


@pytest.mark.parametrize("changes", [{"month_1": 5}, {"month_1": ""}, {"persons": 0}, {"year": 1999}])
def test_goal_that_does_not_add_up_is_refused_with_the_input_kept(office, changes):
    response = office.post(reverse("outcomes:office_target"), season(**changes))

    assert response.status_code == 422
    assert AnnualTarget.objects.count() == 0
    assert 'value="13"' in response.content.decode()
