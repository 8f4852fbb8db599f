"""What does a school see of its own people, and what does it cost?"""

from datetime import date

import pytest
from django.urls import reverse

from core import clock as city
from core.models import AuditEntry
from matching.states import Grade
from outcomes import reference
from tests.factories.accounts import MajorFactory, TraineeFactory
from tests.factories.matching import (
    ConfirmedPlacementFactory,
    PlacementEvidenceFactory,
    PlacementFactory,
)
from tests.factories.training import completed
from tests.outcomes.views.screens import DAY, book_of, get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_school_desk_shows_the_own_people_by_grade(coordinator, cast):
    major = MajorFactory()
    grades = {
        Grade.CLAIMED: PlacementFactory,
        Grade.CONFIRMED: ConfirmedPlacementFactory,
        Grade.VERIFIED: ConfirmedPlacementFactory,
    }
    for grade, factory in grades.items():
        placement = factory(
            application__trainee=TraineeFactory(
                university=cast.school, major=major, graduation_year=2026
            )
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
    cohorts = {
        each.year: (each.major_zh, each.persons, each.without_destination)
        for each in page.context["cohorts"]
    }
    assert cohorts == {2026: ("网络营销与直播电商", 3, 0), None: ("", 1, 1)}
    assert page.context["waiting"] == 1


def test_best_grade_of_a_person_decides(coordinator, cast):
    PlacementFactory(application__trainee=cast.person)
    ConfirmedPlacementFactory(application__trainee=cast.person)

    assert get(coordinator, "university_desk").context["sums"]["confirmed"] == 1


def test_school_list_is_narrowed_to_who_has_no_destination(coordinator, cast):
    ConfirmedPlacementFactory(
        application__trainee=TraineeFactory(university=cast.school, graduation_year=2026)
    )

    assert [
        each.pk for each in get(coordinator, "university_persons", "?grade=none").context["rows"]
    ] == [cast.person.pk]
    assert len(get(coordinator, "university_persons", "?year=2026").context["rows"]) == 1
    assert (
        "没有符合筛选条件的学生"
        in get(coordinator, "university_persons", "?grade=contested").content.decode()
    )


def test_school_export_holds_the_own_people_only(coordinator, cast):
    reference.load()
    ConfirmedPlacementFactory(application__trainee=cast.person)

    rows = (
        book_of(coordinator.post(reverse("outcomes:university_export")))
        .get_sheet_by_index(0)
        .to_python()
    )

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
        each.pk
        for each in get(coordinator, "university_persons", f"?year=2026&major={major.pk}").context[
            "rows"
        ]
    ] == [person.pk]


def test_foreign_person_is_missing(coordinator, cast):
    assert (
        coordinator.get(
            reverse("outcomes:university_person", kwargs={"person_id": cast.other_person.pk})
        ).status_code
        == 404
    )


@pytest.mark.parametrize(("name", "count"), [("university_desk", 8), ("university_persons", 5)])
def test_school_pages_cost_the_same_for_one_row_and_three(
    coordinator, cast, assert_query_count_constant, name, count
):
    def one_more() -> None:
        ConfirmedPlacementFactory(
            application__trainee=TraineeFactory(university=cast.school, graduation_year=2026)
        )

    assert_query_count_constant(coordinator, reverse(f"outcomes:{name}"), one_more, count)


def test_the_number_that_waits_is_the_length_of_the_list_behind_it(coordinator, cast):
    def start(factory=ConfirmedPlacementFactory, **fields):
        return factory(application__trainee=TraineeFactory(university=cast.school), **fields)

    confirmed, with_paper = start(), start(PlacementFactory)
    PlacementEvidenceFactory(placement=with_paper)
    start(PlacementFactory)  # claimed, nothing to check: the person's turn
    start(contract_type="internship", destination_code="")
    start(verified_at=city.now(), verified_by=cast.coordinator)
    start(application__state="ended")
    start(application__state="breached", application__breached_by="person")
    PlacementEvidenceFactory(
        placement=start(PlacementFactory),
        state="returned",
        decided_at=city.now(),
        decided_by=cast.office,
    )
    ConfirmedPlacementFactory(application__trainee=cast.other_person)

    listed = coordinator.get(reverse("matching:university_evidence")).context["page"].object_list
    assert [each.pk for each in listed] == [confirmed.pk, with_paper.pk]
    assert get(coordinator, "university_desk").context["waiting"] == len(listed)
